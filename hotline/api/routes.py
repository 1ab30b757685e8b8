"""The API's addresses: all behind the door, but the description of it."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, request
from werkzeug.exceptions import HTTPException

from hotline.api import coverage, decisions, duties, figures, lines
from hotline.api.description import description
from hotline.api.door import guarded
from hotline.api.operations import Operation
from hotline.api.problems import http_problem
from hotline.languages import asked_language

BASE = "/api/v1"
OPERATIONS: dict[tuple[str, str], Operation] = {
    **lines.OPERATIONS,
    **duties.OPERATIONS,
    **coverage.OPERATIONS,
    **figures.OPERATIONS,
    **decisions.OPERATIONS,
}

api = Blueprint("api", __name__, url_prefix=BASE)


def described() -> Response:
    """Anybody may read it: it says nothing of any line."""
    return jsonify(description(OPERATIONS, asked_language(request)))


api.add_url_rule("/openapi.json", view_func=described, provide_automatic_options=False)
for (method, address), operation in OPERATIONS.items():
    api.add_url_rule(
        address,
        endpoint=operation.view.__name__,
        view_func=guarded(operation),
        methods=[method],
        # What may be asked is in the description: nothing is answered without a token.
        provide_automatic_options=False,
    )


@api.after_request
def _headed(response: Response) -> Response:
    response.headers.setdefault("Cache-Control", "no-store")
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Vary"] = "Authorization, Accept-Language"
    return response


api.register_error_handler(HTTPException, http_problem)
