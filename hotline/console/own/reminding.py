"""How long before a duty they are reminded, and in which way."""

from __future__ import annotations

from flask import Response, request
from sqlalchemy.orm import Session

from hotline.console.answering import go_to, page
from hotline.console.here import Here
from hotline.console.own.mine import HOME, done, me
from hotline.people.tables import Person
from hotline.readiness.choices import WAYS, choice_of, choose
from hotline.service import hotline
from hotline.taxonomies import Wording
from schedules.reminding import Moment

MOMENTS = {
    Moment.WEEK: Wording("une semaine avant", "a week before"),
    Moment.DAY: Wording("la veille", "a day before"),
    Moment.HOUR: Wording("une heure avant", "an hour before"),
}
NAMES = {"mail": Wording("Par courriel", "By mail"), "text": Wording("Par SMS", "By text")}
_KEPT = Wording("Vos rappels sont réglés.", "Your reminders are set.")


def reminders(here: Here) -> Response:
    """What they chose, or what is usual."""
    with hotline().database.reading() as session:
        person = session.get_one(Person, me(here))
        chosen = choice_of(person)
        has_mail = bool(person.mail)
    return page(
        "own/reminders.html",
        here,
        ways=[(str(way), NAMES[str(way)]) for way in WAYS],
        moments=MOMENTS,
        chosen={str(way): chosen[way] for way in WAYS},
        has_mail=has_mail,
    )


def reminded(here: Here) -> Response:
    """Keeps the boxes that are ticked."""
    picked = {
        way: [moment for moment in Moment if f"{way}-{moment}" in request.form] for way in WAYS
    }

    def make(session: Session) -> None:
        choose(session, session.get_one(Person, me(here)), picked)

    after = {str(way): [str(moment) for moment in moments] for way, moments in picked.items()}
    done(
        here,
        make,
        _KEPT,
        what="reminders-changed",
        kind="person",
        object_id=str(me(here)),
        after={**after},
    )
    return go_to(here, HOME)
