"""The door of the API: which token asks, whether it may, how often, and for what."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import Response, make_response, request
from pydantic import BaseModel, ValidationError
from werkzeug.exceptions import RequestEntityTooLarge

from hotline.api.operations import Asked, Operation
from hotline.api.problems import Refusal, refused, unknown, wrong, wrong_values
from hotline.languages import asked_language
from hotline.lines.service import line_by_id
from hotline.service import hotline
from hotline.taxonomies import Wording
from hotline.tokens.keeping import is_first_use_of_the_day, note_use, token_shown
from hotline.tokens.scopes import SCOPE_NAMES, Scope

LONGEST = 64 * 1024
"""Bytes of the largest thing that is taken."""
_NO_TOKEN = Wording(
    "Envoyez un jeton valable : « Authorization: Bearer entraide_… ».",
    'Send a token that is valid: "Authorization: Bearer entraide_…".',
)
_NOT_FOR = Wording("Ce jeton n'est pas fait pour cela : {what}.", "This token is not for: {what}.")
_TOO_OFTEN = Wording(
    "Trop de demandes : réessayez dans {seconds} s.", "Too many requests: try again in {seconds} s."
)
_NOT_JSON = Wording(
    "Envoyez du JSON, avec « Content-Type: application/json ».",
    'Send JSON, with "Content-Type: application/json".',
)
_TWICE = Wording("Ne se donne qu'une fois.", "Is given only once.")


def guarded(operation: Operation) -> Callable[..., Response]:
    """The view behind the door."""

    @wraps(operation.view)
    def checked(**address: Any) -> Response:
        try:
            return _answered(operation, address)
        except Refusal as problem:
            return refused(problem)

    return checked


def _answered(operation: Operation, address: dict[str, Any]) -> Response:
    if (request.content_length or 0) > LONGEST:
        raise RequestEntityTooLarge
    asked = _let_in(operation.scope, address.pop("line", None))
    question = _question(operation)
    tag = None
    if operation.state is not None:
        tag = hashlib.sha256(operation.state(asked, question).encode()).hexdigest()[:32]
        if request.if_none_match.contains(tag):
            response = make_response("", 304)
            response.set_etag(tag)
            return response
    sent = () if operation.sent is None else (_sent(operation),)
    given = operation.view(asked, question, *sent, **address)
    status, answer = given if isinstance(given, tuple) else (200, given)
    response = make_response(answer.model_dump_json(), status)
    response.content_type = "application/json"
    if request.method == "GET":
        response.headers["Cache-Control"] = "private, no-cache"
        if tag is None:
            response.add_etag()
        else:
            response.set_etag(tag)
        response.make_conditional(request.environ)
    return response


def _let_in(scope: Scope | None, line: str | None) -> Asked:
    service = hotline()
    now = service.now()
    kind, _, written = request.headers.get("Authorization", "").partition(" ")
    with service.database.reading() as session:
        token = token_shown(session, written.strip() if kind.lower() == "bearer" else "", now)
        if token is None:
            raise Refusal(401, "token", _NO_TOKEN, headers={"WWW-Authenticate": "Bearer"})
        first = is_first_use_of_the_day(session, token, now)
        loaded = line_by_id(session, token.line_id)
        assert loaded is not None  # lines are never deleted
    seconds = service.limits.wait(token.id, service.settings.hotline_api_per_minute, now)
    if seconds:
        raise Refusal(
            429,
            "too-often",
            _TOO_OFTEN.filled(seconds=seconds),
            headers={"Retry-After": str(seconds)},
        )
    if first:
        with service.database.writing() as session:
            note_use(session, token, now)
    if scope is not None and scope not in token.scopes:
        raise Refusal(403, "scope", _NOT_FOR.filled(what=SCOPE_NAMES[scope]))
    if line is not None and line != loaded.document.line.slug:
        raise unknown()
    return Asked(token, loaded, asked_language(request), now)


def _question(operation: Operation) -> Any:
    twice = [name for name, values in request.args.lists() if len(values) > 1]
    if twice:
        raise wrong(*((name, _TWICE) for name in twice))
    return _validated(lambda: operation.question.model_validate(request.args.to_dict()))


def _sent(operation: Operation) -> Any:
    assert operation.sent is not None  # it is asked for only where something is sent
    if not request.is_json:
        raise Refusal(415, "not-json", _NOT_JSON)
    model, body = operation.sent, request.get_data()
    return _validated(lambda: model.model_validate_json(body))


def _validated(read: Callable[[], BaseModel]) -> BaseModel:
    try:
        return read()
    except ValidationError as found:
        raise wrong_values(found) from None
