"""« C'est fait »: the talk after a hard call took place, or was declined."""

from __future__ import annotations

from flask import Response, abort, request

from hotline.console.answering import go_to, say
from hotline.console.given import whole
from hotline.console.here import Here
from hotline.people.tables import Person
from hotline.service import hotline
from hotline.taxonomies import Wording
from hotline.wrapups.debriefs import settle_debriefs

_DONE = Wording("C'est noté, merci.", "It is noted, thank you.")


def debriefed(here: Here) -> Response:
    """Nothing is to be offered to this person any more. The journal, which is kept for years, does
    not hear of it: who had a hard call is remembered no longer than needed."""
    person_id = whole(request.form.get("debriefed", ""), 0)
    today = here.line.document.local_time(here.now).date()
    with hotline().database.writing() as session:
        person = session.get(Person, person_id)
        if person is None or person.line_id != here.line.id:
            abort(404)
        settle_debriefs(session, person.id, today)
    say(_DONE)
    return go_to(here, "/aujourdhui")
