"""What somebody has qualified for: noted, taken away."""

from __future__ import annotations

from datetime import date

from flask import Response, abort, request

from hotline.accounts.rights import Right
from hotline.console.answering import go_to, say
from hotline.console.here import Here
from hotline.console.team.found import noted, person_here
from hotline.service import hotline
from hotline.staff.qualifications import disqualify, qualify
from hotline.taxonomies import Wording

_NOTED = Wording("La qualification est notée.", "The qualification is noted.")
_TAKEN = Wording("La qualification est retirée.", "The qualification is removed.")
_WRONG = Wording(
    "Écrivez ce que c'est, depuis quel jour, et s'il y a lieu jusqu'à quel jour, qui vient après.",
    "Write what it is, since which day, and if need be until which day, which comes later.",
)


def qualified(here: Here, person: int) -> Response:
    """Notes it."""
    name = request.form.get("name", "").strip()[:80]
    since, until = _day("since"), _day("until")
    with hotline().database.writing() as session:
        person_here(session, here, person, Right.PEOPLE_CHANGE)
        ended = bool(request.form.get("until")) and until is None
        if not name or since is None or ended or (until is not None and until <= since):
            say(_WRONG)
            return go_to(here, f"/equipe/{person}")
        row = qualify(session, person, name, since, until)
        noted(session, here, "qualification-added", kind="qualification", object_id=row.id)
    say(_NOTED)
    return go_to(here, f"/equipe/{person}")


def taken_away(here: Here, person: int, qualification: int) -> Response:
    """Takes it away."""
    with hotline().database.writing() as session:
        person_here(session, here, person, Right.PEOPLE_CHANGE)
        if not disqualify(session, person, qualification):
            abort(404)
        noted(session, here, "qualification-removed", kind="qualification", object_id=qualification)
    say(_TAKEN)
    return go_to(here, f"/equipe/{person}")


def _day(field: str) -> date | None:
    try:
        return date.fromisoformat(request.form.get(field, ""))
    except ValueError:
        return None
