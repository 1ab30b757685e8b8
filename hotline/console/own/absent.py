"""« Je ne peux pas »: one duty, or some days; its cause is asked by nobody and kept nowhere."""

from __future__ import annotations

from flask import Response, abort
from sqlalchemy.orm import Session
from wtforms import DateTimeLocalField

from hotline.console.answering import page
from hotline.console.changing import see_and_decide, see_and_save
from hotline.console.forms import WHEN, Form, needed
from hotline.console.here import Here
from hotline.console.own.mine import HOME, duty_named, me
from hotline.people.service import people_by_ids
from hotline.planning.drafting import Wish, Wrong, drafted
from hotline.responders.absent import cannot_come
from hotline.rosters.service import roster_of
from hotline.service import hotline
from hotline.swaps.refusing import NotPossible, Why
from hotline.taxonomies import Wording

_CANNOT = Wording("Je ne peux pas faire cette permanence", "I cannot do this duty")
_OPEN_NOW = Wording(
    "La permanence est ouverte à l'équipe ; la coordination est prévenue.",
    "The duty is open to the team; the coordinators are told.",
)
_AWAY = Wording("Je serai absent·e", "I shall be away")


class Away(Form):
    """From when until when, by the clock of the line."""

    starts = DateTimeLocalField(validators=[needed(WHEN)])
    ends = DateTimeLocalField(validators=[needed(WHEN)])


def cannot(here: Here) -> Response:
    """Shows what it leaves open, then says so: others are told at once."""
    held = duty_named(here)
    if held is None:
        abort(404)

    def make(session: Session) -> None:
        person = people_by_ids(session, [me(here)])[me(here)]
        told = cannot_come(
            session,
            here.line,
            person,
            (held.source, held.local_start),
            now=here.now,
            new_id=hotline().new_id,
        )
        if told is None:
            raise NotPossible(Why.NOT_HELD, name=person.name)

    return see_and_save(here, make, back=HOME, title=_CANNOT, said=_OPEN_NOW)


def away_form(here: Here) -> Response:
    """The form."""
    return page("own/away.html", here, form=Away())


def away(here: Here) -> Response:
    """Shows what it leaves open, then notes it."""
    form = Away()
    if not form.is_valid():
        return page("own/away.html", here, 422, form=form)
    with hotline().database.reading() as session:
        wish = Wish(
            kind="absence",
            person=people_by_ids(session, [me(here)])[me(here)],
            starts=form.starts.data,
            ends=form.ends.data,
            zone=roster_of(session, here.line.id).zone,
        )
        try:
            draft = drafted(session, here.line, wish, here.now)
        except Wrong as wrong:
            form.wrong(wrong.field, wrong.wording)
            return page("own/away.html", here, 422, form=form)
    return see_and_decide(here, "absence", [draft], back=HOME, title=_AWAY)
