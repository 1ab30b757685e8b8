"""The addresses of « Mes accompagnements »."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, Response, request

from hotline.accompaniments.sessions import signed_in
from hotline.pages.accompaniments import records, signing_in, taking_over
from hotline.pages.accompaniments.answering import page
from hotline.pages.accompaniments.cookies import SIGNED_IN
from hotline.pages.routes import HEADERS
from hotline.service import hotline

accompaniment_pages = Blueprint(
    "accompaniments", __name__, template_folder="../templates", url_prefix="/accompagnements"
)


def home() -> Response:
    """The list; for whoever is not signed in, the form to do so."""
    service = hotline()
    with service.database.writing() as session:
        who = signed_in(session, request.cookies.get(SIGNED_IN, ""), service.now())
    return page("sign_in.html", wrong=None) if who is None else records.listed(who)


STEPS: dict[tuple[str, str], Callable[..., Response]] = {
    ("GET", ""): home,
    ("POST", "/entrer"): signing_in.enter,
    ("POST", "/sortir"): signing_in.leave,
    ("GET", "/phrase"): signing_in.choose,
    ("POST", "/phrase"): signing_in.chosen,
    ("POST", "/code"): taking_over.code_typed,
    ("GET", "/<record_id>"): records.shown,
    ("POST", "/<record_id>/evaluation"): records.evaluated,
    ("POST", "/<record_id>/plan"): records.planned,
    ("POST", "/<record_id>/contact"): records.contacted,
    ("POST", "/<record_id>/cloture"): records.closed,
}
for (method, address), step in STEPS.items():
    accompaniment_pages.add_url_rule(address, view_func=step, methods=[method])


@accompaniment_pages.after_request
def _guarded(response: Response) -> Response:
    response.headers.update(HEADERS)
    return response
