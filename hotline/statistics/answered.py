"""What each responder answered: by month only, and coarse, so that it leads back to no call."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from hotline.calls.tables import Call, Leg
from hotline.lines.document import LineDocument
from hotline.lines.service import line_by_id
from hotline.people.tables import Person
from hotline.statistics.tables import ResponderMonth
from hotline.wrapups.tables import WrapUp
from routing.outcomes import CallState, LegMode

MINUTES = 5
"""Each call counts in begun steps of so many minutes. Exact durations are kept by day (see
DurationCount): a month of one call, told to the second, would say which of them was this person's,
and so which fact. Rounded up, it never takes from what somebody is paid."""

HARD = range(4, 6)
"""The severities of a call that weighs on whoever answered it."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What somebody answered: calls in which they talked with the caller, minutes in steps of five
    a call, and how many of these calls they noted as severe."""

    calls: int = 0
    minutes: int = 0
    severe: int = 0

    def __add__(self, other: Answered) -> Answered:
        return Answered(
            self.calls + other.calls, self.minutes + other.minutes, self.severe + other.severe
        )


def answered_in(legs: Sequence[Leg], wrap_ups: Sequence[WrapUp]) -> dict[int, Answered]:
    """What one ended call adds for each person who talked with its caller.

    A person cut off and put through again answered once. The severity is what they noted
    themselves, in a note that they finished. Advice given to a colleague is no talk with a caller.
    """
    seconds: dict[int, int] = defaultdict(int)
    for leg in legs:
        if leg.connected_at is not None and leg.mode != LegMode.CONSULT:
            seconds[leg.person_id] += leg.talk_seconds
    hard = {
        wrap_up.person_id
        for wrap_up in wrap_ups
        if wrap_up.done_at is not None and wrap_up.severity in HARD
    }
    return {
        person: Answered(1, -(-talked // (MINUTES * 60)) * MINUTES, int(person in hard))
        for person, talked in seconds.items()
    }


def month_of(line: LineDocument, call: Call) -> date:
    """The first day of the month in which a call began, in the line's zone."""
    return call.started_at.astimezone(ZoneInfo(line.line.time_zone)).date().replace(day=1)


def answered_by_month(
    session: Session, line_id: int, first: date, last: date
) -> dict[int, dict[date, Answered]]:
    """What the people of this line answered, by person and month (its first day), in the months to
    which these two days belong and those between; calls of other lines included, calls under way
    not. The same before calls are forgotten and after."""
    found: dict[int, dict[date, Answered]] = defaultdict(lambda: defaultdict(Answered))
    months = first.replace(day=1), last.replace(day=1)
    kept = session.scalars(
        select(ResponderMonth)
        .join(Person)
        .where(Person.line_id == line_id, ResponderMonth.month.between(*months))
    )
    for row in kept:
        found[row.person_id][row.month] += Answered(row.calls, row.minutes, row.severe)
    for month, by_person in _live(session, line_id):
        for person, answered in by_person.items():
            if months[0] <= month <= months[1]:
                found[person][month] += answered
    return found


def _live(session: Session, line_id: int) -> Iterator[tuple[date, dict[int, Answered]]]:
    """The ended calls that are not forgotten yet: their month, and what they add."""
    ours = Leg.person_id.in_(select(Person.id).where(Person.line_id == line_id))
    talked = select(Leg.call_id).where(ours, Leg.connected_at.is_not(None))
    ended = (Call.state == CallState.ENDED, Call.id.in_(talked))
    legs: dict[str, list[Leg]] = defaultdict(list)
    for leg in session.scalars(select(Leg).join(Call).where(ours, *ended)):
        legs[leg.call_id].append(leg)
    wrap_ups: dict[str, list[WrapUp]] = defaultdict(list)
    for wrap_up in session.scalars(select(WrapUp).join(Call).where(*ended)):
        wrap_ups[wrap_up.call_id].append(wrap_up)
    for call in session.scalars(select(Call).where(*ended)):
        line = line_by_id(session, call.line_id)
        assert line is not None  # a foreign key holds it
        yield month_of(line.document, call), answered_in(legs[call.id], wrap_ups[call.id])
