"""What responders and coordinators are told of a case; never who asked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from hotline.calls.intents import SendNotice
from hotline.cases.desk import Desk
from hotline.cases.links import new_link
from hotline.cases.tables import Case
from hotline.notices.coordinators import coordinators_to_tell, tell_coordinators, written
from hotline.notices.people import tell_people
from hotline.people.tables import Person
from hotline.words import words
from hotline.words.moments import written_moment
from routing.case_clock import CaseState

Say = Callable[[str], str]
"""The words in a language."""


def tell_with_link(desk: Desk, case: Case, person_id: int, what: str, say: Say) -> list[SendNotice]:
    """Tells whoever has the case, and sends a link to its page along; once for each `what`."""
    link = new_link(desk, case, person_id)
    # Nothing follows the address, or it would be taken for a part of it.
    return tell(desk, case, person_id, f"to:{what}", lambda language: f"{say(language)} {link}")


def tell(desk: Desk, case: Case, person_id: int, what: str, say: Say) -> list[SendNotice]:
    """Tells somebody; once for each `what` of the case's present turn."""
    return tell_people(
        desk.session,
        desk.line,
        [person_id],
        topic=f"case:{case.id}:{what}:{case.turn}",
        say=say,
        now=desk.now,
        new_id=desk.new_id,
    )


def tell_desk(desk: Desk, case: Case, what: str, say: Say) -> list[SendNotice]:
    """Tells the coordinators, as the line tells them of what can be read later."""
    return tell_coordinators(
        desk.session,
        desk.line,
        people=coordinators_to_tell(desk.session, desk.line.id, desk.now),
        channels=written(desk.line.document.line.alerts),
        topic=f"case:{case.id}:{what}:{case.turn}",
        say=lambda _channel, language: say(language),
        now=desk.now,
        new_id=desk.new_id,
    )


def with_command(told: str, case: Case, language: str) -> str:
    """What a coordinator is told, and the command by which somebody else is asked."""
    to = "--next"
    if case.state == CaseState.WAITING:
        to = "NAME" if language == "en" else "NOM"
    lead = words("case-give-on", language)
    return f"{told} {lead} hotline cases assign {case.id} {to}"


def due_in_words(desk: Desk, case: Case, person_id: int, language: str) -> str:
    """« mercredi 25 novembre à 10 heures », where this person lives."""
    return written_moment(local(desk, case.due_at, person_id), language)


def local(desk: Desk, at: datetime, person_id: int) -> datetime:
    """What a clock shows where this person lives, to the minute."""
    zone = zone_of(desk, person_id)
    return at.astimezone(zone).replace(second=0, microsecond=0, tzinfo=None)


def zone_of(desk: Desk, person_id: int | None) -> ZoneInfo:
    """Where this person lives; the line's zone for nobody."""
    person = desk.session.get(Person, person_id) if person_id else None
    return ZoneInfo((person and person.time_zone) or desk.line.document.line.time_zone)


def line_words(desk: Desk, key: str, language: str, **values: str) -> str:
    """A phrase that begins with the line's name."""
    return words(key, language, line=desk.line.document.line.name, **values)
