"""« Je prends la suite »: whoever is signed in does what is left of somebody's duty."""

from __future__ import annotations

from flask import Response, abort, request
from sqlalchemy.orm import Session

from hotline.console.changing import see_and_save
from hotline.console.given import held, whole
from hotline.console.here import Here
from hotline.people.tables import Person
from hotline.service import hotline
from hotline.swaps.held import Held
from hotline.swaps.taking import Manner, take_over
from hotline.taxonomies import Wording

_TITLE = Wording("Prendre la suite maintenant", "Take over now")
_DONE = Wording("C'est vous que la ligne appelle à présent.", "It is you that the line rings now.")


def taken_over(here: Here) -> Response:
    """Shows what that changes, then does it: from then on the line rings them."""
    taker, held = here.person, _held(here)
    if taker is None or held is None:
        abort(404)

    def make(session: Session) -> None:
        take_over(
            session,
            here.line.id,
            held,
            taker,
            # Whoever takes over in the night knows best whether they have slept.
            Manner(author=here.author, reason=_TITLE.fr, insist=True),
            now=here.now,
            new_id=hotline().new_id,
        )

    return see_and_save(here, make, back="/aujourdhui", title=_TITLE, said=_DONE)


def _held(here: Here) -> Held | None:
    """The duty that the form names; None when it names none, or nobody of this line."""
    duty, _, number = request.form.get("duty", "").rpartition(" ")
    source, _, start = duty.rpartition(" ")
    with hotline().database.reading() as session:
        person = session.get(Person, whole(number, 0))
    return held(source, start, person.id) if person and person.line_id == here.line.id else None
