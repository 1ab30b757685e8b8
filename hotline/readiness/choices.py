"""How each person wants to be reminded of their duties: in which ways, how long before."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from sqlalchemy.orm import Session

from hotline.notices.service import Channel
from hotline.people.tables import Person
from schedules.reminding import Moment

Choice = Mapping[Channel, tuple[Moment, ...]]

WAYS = (Channel.MAIL, Channel.TEXT)
USUAL: Choice = {Channel.MAIL: (Moment.WEEK,), Channel.TEXT: (Moment.DAY,)}
"""Unless somebody chose otherwise: a week ahead to plan with, a day ahead not to forget."""


def choice_of(person: Person) -> Choice:
    """What they chose, or the usual."""
    if person.reminders is None:
        return USUAL
    return {way: tuple(map(Moment, person.reminders.get(way, ()))) for way in WAYS}


def choose(
    session: Session, person: Person, chosen: Mapping[Channel, Collection[Moment]] | None
) -> None:
    """Keeps what they choose; a way left out stays as it was, None is the usual again."""
    if chosen is None:
        person.reminders = None
    else:
        whole = {**choice_of(person), **chosen}
        person.reminders = {
            str(way): [str(moment) for moment in Moment if moment in whole[way]] for way in WAYS
        }
    session.flush()


def ways_at(choice: Choice, moment: Moment, possible: Collection[Channel]) -> list[Channel]:
    """In which of the possible ways somebody is told at this moment."""
    return [way for way in WAYS if way in possible and moment in choice[way]]
