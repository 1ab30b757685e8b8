"""A case's page: whoever was asked accepts it or passes it on, notes what follows, closes it.

Its address is a key that was sent to one person; it works until the case is closed or goes to
somebody else. Looking changes nothing, and before the case is accepted shows nobody's contact: a
preview of the message gives nothing away.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from flask import Response, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from hotline.calls.intents import SendNotice
from hotline.cases.answering import accept, close, note_contact, pass_on
from hotline.cases.desk import Desk, desk_for
from hotline.cases.links import case_by_token
from hotline.cases.tables import Case
from hotline.cases.telling import zone_of
from hotline.cases.words import CHANNELS, OUTCOMES
from hotline.dialling import dispatch
from hotline.pages.case_form import MINUTES, Bounds, read_contact, read_outcome
from hotline.pages.case_shown import CaseShown, case_shown
from hotline.pages.words import page, page_language
from hotline.service import hotline
from hotline.taxonomies import Wording

LONGEST_ANSWER = 4096
"""Bytes: many times what the forms can send."""


@dataclass
class Done:
    """What a form led to: what leaves, and what is shown instead of the case."""

    told: list[SendNotice] = field(default_factory=list)
    over: str | None = None
    """Why the case is theirs no more."""
    wrong: dict[str, Wording] = field(default_factory=dict)


def show_case(token: str) -> Response:
    """The case as it stands."""
    with hotline().database.reading() as session:
        shown = case_shown(session, token)
    return _gone() if shown is None else _page(shown, 200)


def back_to_case(token: str, step: str) -> AnyResponse:  # noqa: ARG001 - whatever was sent there
    """The address of a form, opened again."""
    return redirect(url_for("pages.show_case", token=token, language=page_language()))


def accept_case(token: str) -> AnyResponse:
    """Takes the case; the contact is shown from now on."""

    def take(desk: Desk, case: Case) -> Done:
        accept(desk, case)
        return Done()

    return _do(token, take)


def pass_case_on(token: str) -> AnyResponse:
    """« Je ne peux pas »: the next one is asked."""
    return _do(token, lambda desk, case: Done(pass_on(desk, case), "passed-on"))


def note_case_contact(token: str) -> AnyResponse:
    """Notes that they spoke or wrote; what is wrong is shown beside its field (422)."""

    def note(desk: Desk, case: Case) -> Done:
        bounds = Bounds(case.opened_at, desk.now, zone_of(desk, case.person_id))
        spoke, wrong = read_contact(request.form, bounds)
        if spoke is not None:
            note_contact(desk, case, spoke)
        return Done(wrong=wrong)

    return _do(token, note)


def close_case(token: str) -> AnyResponse:
    """Closes the case; its contact is gone with that."""

    def end(desk: Desk, case: Case) -> Done:
        outcome, wrong = read_outcome(request.form)
        if outcome is None:
            return Done(wrong=wrong)
        close(desk, case, outcome)
        return Done(over="closed")

    return _do(token, end)


def _do(token: str, action: Callable[[Desk, Case], Done]) -> AnyResponse:
    request.max_content_length = LONGEST_ANSWER
    given = request.form
    service = hotline()
    with service.database.writing() as session:
        case = case_by_token(session, token)
        if case is None:
            return _gone()
        desk = desk_for(session, case.line_id, service.now(), service.new_id, service.url)
        done = action(desk, case)
    dispatch(service, done.told)
    if done.over is not None:
        return page("case_over.html", 200, why=done.over)
    if not done.wrong:
        address = url_for("pages.show_case", token=token, language=page_language())
        return redirect(address, 303)
    with service.database.reading() as session:
        shown = case_shown(session, token)
    return _gone() if shown is None else _page(shown, 422, given, done.wrong)


def _page(
    shown: CaseShown,
    status: int,
    given: Mapping[str, str] | None = None,
    wrong: Mapping[str, Wording] | None = None,
) -> Response:
    fresh = {"day": shown.day, "time": shown.time, "once": shown.once}
    return page(
        "case.html",
        status,
        case=shown,
        given={**fresh, **(given or {})},
        wrong=wrong or {},
        channels=CHANNELS,
        minutes=MINUTES,
        outcomes=OUTCOMES,
        token=request.view_args["token"] if request.view_args else "",
    )


def _gone() -> Response:
    return page("case_over.html", 404, why="gone")
