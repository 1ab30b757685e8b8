"""What somebody has qualified for: noted, taken away."""

from __future__ import annotations

from flask import Response, abort

from hotline.accounts.rights import Right
from hotline.console.answering import go_to, say
from hotline.console.here import Here
from hotline.console.noting import noted
from hotline.console.team.found import person_here
from hotline.console.team.qualification_form import QualificationForm
from hotline.console.team.shown import sheet
from hotline.service import hotline
from hotline.staff.qualifications import disqualify, qualify
from hotline.taxonomies import Wording

_NOTED = Wording("La qualification est notée.", "The qualification is noted.")
_TAKEN = Wording("La qualification est retirée.", "The qualification is removed.")


def qualified(here: Here, person: int) -> Response:
    """Notes it."""
    form = QualificationForm()
    with hotline().database.writing() as session:
        found = person_here(session, here, person, Right.PEOPLE_CHANGE)
        if not form.is_valid():
            return sheet(session, here, found, qualifying=form, status=422)
        row = qualify(
            session, person, str(form.what.data).strip(), form.since.data, form.until.data
        )
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
