"""The figures of a line over some days: calls not forgotten yet, and what remains of the others.

Both are read in one view of the database, so a call that is being forgotten counts once.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hotline.appointments.over import appointments_counted
from hotline.callbacks.tables import CallbackMonth
from hotline.calls.tables import Call, Leg
from hotline.lines.service import LoadedLine
from hotline.people.service import people_by_ids
from hotline.statistics.counted import Counted, counted, counts
from hotline.statistics.keeping import TALK, TO_HUMAN
from hotline.statistics.tables import DurationCount, Fact, HelpedCount
from hotline.wrapups.tables import WrapUp
from routing.outcomes import CallState
from schedules.local_time import instant

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Figures:
    """Exact counts, for the line's own people: small numbers can single someone out, so these are
    not for publication. Every call counts everywhere, test calls included: they are told apart
    under their outcome."""

    calls: int = 0
    to_human: Counter[int] = field(default_factory=Counter)
    """How many calls reached a human after exactly so many seconds."""
    talk: Counter[int] = field(default_factory=Counter)
    """How many calls were talked on for exactly so many seconds."""
    reasons: Counter[str] = field(default_factory=Counter)
    """Main reasons."""
    professions: Counter[str] = field(default_factory=Counter)
    outcomes: Counter[str] = field(default_factory=Counter)
    hours: Counter[int] = field(default_factory=Counter)
    """By the hour in which they began, in the line's zone."""
    appointments: Counter[tuple[str, str]] = field(default_factory=Counter)
    """By channel and outcome: those that are over, of whole months too; from the day after each."""
    helped: Counter[int] = field(default_factory=Counter)
    """What callers answered when asked whether they were helped, 1 to 5. Answers are kept by month
    only: these are of every month that the days belong to, whole."""
    callbacks: Counter[str] = field(default_factory=Counter)
    """Requests to be called back, and what became of them: of whole months too."""

    @property
    def connected(self) -> int:
        """Calls in which a human was heard, whatever they turned out to be."""
        return self.to_human.total()

    @property
    def connected_percent(self) -> float | None:
        """Of all calls; None without calls."""
        return 100 * self.connected / self.calls if self.calls else None

    @property
    def talk_seconds(self) -> int:
        """Of all calls together."""
        return sum(seconds * calls for seconds, calls in self.talk.items())

    @property
    def mean_talk_seconds(self) -> float | None:
        """Of the calls in which a human was heard; None without any."""
        return self.talk_seconds / self.talk.total() if self.talk else None

    def seconds_for(self, percent: int) -> int | None:
        """The seconds within which so many percent of the connected calls had reached a human: the
        smallest measured value that is enough (nearest rank). None when none was connected."""
        rank = -(-percent * self.connected // 100)
        reached = 0
        for seconds in sorted(self.to_human):
            reached += self.to_human[seconds]
            if reached >= rank:
                return seconds
        return None


def figures(session: Session, line: LoadedLine, first: date, last: date) -> Figures:
    """The figures of calls that began on these days of the line's zone, both included.

    Calls under way are left out. The same before calls are forgotten and after.
    """
    found = _add(_of_facts(session, line, first, last), live_calls(session, line, first, last))
    return replace(
        found,
        helped=_helped(session, line, first, last),
        callbacks=_callbacks(session, line, first, last),
        appointments=appointments_counted(session, line, first, last),
    )


def _of_facts(session: Session, line: LoadedLine, first: date, last: date) -> Figures:
    slug = line.document.line.slug
    rows = session.execute(
        select(Fact.reason, Fact.profession, Fact.outcome, Fact.hour, func.count())
        .where(Fact.line == slug, Fact.day.between(first, last))
        .group_by(Fact.reason, Fact.profession, Fact.outcome, Fact.hour)
    ).all()
    durations = session.execute(
        select(DurationCount.measure, DurationCount.seconds, func.sum(DurationCount.calls))
        .where(DurationCount.line == slug, DurationCount.day.between(first, last))
        .group_by(DurationCount.measure, DurationCount.seconds)
    ).all()
    return Figures(
        calls=sum(row[4] for row in rows),
        to_human=_total((seconds, calls) for of, seconds, calls in durations if of == TO_HUMAN),
        talk=_total((seconds, calls) for of, seconds, calls in durations if of == TALK),
        reasons=_total((row[0], row[4]) for row in rows),
        professions=_total((row[1], row[4]) for row in rows),
        outcomes=_total((row[2], row[4]) for row in rows),
        hours=_total((row[3], row[4]) for row in rows),
    )


def _total(counts: Iterable[tuple[Key, int]]) -> Counter[Key]:
    total: Counter[Key] = Counter()
    for key, calls in counts:
        total[key] += int(calls)  # PostgreSQL sums to a Decimal
    return total


def live_calls(session: Session, line: LoadedLine, first: date, last: date) -> list[Counted]:
    """What statistics take from the calls that ended and are not forgotten yet."""
    zone = ZoneInfo(line.document.line.time_zone)
    ended = (
        Call.line_id == line.id,
        Call.state == CallState.ENDED,
        counts,
        Call.started_at >= _midnight(first, zone),
        Call.started_at < _midnight(last + timedelta(days=1), zone),
    )
    calls = session.scalars(select(Call).where(*ended)).all()
    legs: defaultdict[str, list[Leg]] = defaultdict(list)
    for leg in session.scalars(select(Leg).join(Call, Call.id == Leg.call_id).where(*ended)):
        legs[leg.call_id].append(leg)
    wrap_ups: defaultdict[str, list[WrapUp]] = defaultdict(list)
    for wrap_up in session.scalars(
        select(WrapUp).join(Call, Call.id == WrapUp.call_id).where(*ended)
    ):
        wrap_ups[wrap_up.call_id].append(wrap_up)
    rung = {leg.person_id for call_legs in legs.values() for leg in call_legs}
    kinds = {person.id: person.kind for person in people_by_ids(session, rung).values()}
    return [counted(line.document, call, legs[call.id], wrap_ups[call.id], kinds) for call in calls]


def _callbacks(session: Session, line: LoadedLine, first: date, last: date) -> Counter[str]:
    start, end = _whole_months(first, last)
    counted = session.execute(
        select(CallbackMonth.result, CallbackMonth.callbacks).where(
            CallbackMonth.line == line.document.line.slug,
            CallbackMonth.month >= start,
            CallbackMonth.month < end,
        )
    ).all()
    return _total((row[0], row[1]) for row in counted)


def _whole_months(first: date, last: date) -> tuple[date, date]:
    """The first day of the first of them, and of the one after the last."""
    return first.replace(day=1), (last.replace(day=1) + timedelta(days=31)).replace(day=1)


def _helped(session: Session, line: LoadedLine, first: date, last: date) -> Counter[int]:
    start, end = _whole_months(first, last)
    kept = session.execute(
        select(HelpedCount.helped, HelpedCount.calls).where(
            HelpedCount.line == line.document.line.slug,
            HelpedCount.month >= start,
            HelpedCount.month < end,
        )
    ).all()
    zone = ZoneInfo(line.document.line.time_zone)
    live = session.scalars(
        select(Call.helped).where(
            Call.line_id == line.id,
            Call.state == CallState.ENDED,
            Call.started_at >= _midnight(start, zone),
            Call.started_at < _midnight(end, zone),
            Call.helped.is_not(None),
        )
    )
    return _total([*((row[0], row[1]) for row in kept), *((helped or 0, 1) for helped in live)])


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return instant(datetime.combine(day, time()), zone)


def _add(found: Figures, calls: Iterable[Counted]) -> Figures:
    calls = list(calls)
    return Figures(
        calls=found.calls + len(calls),
        to_human=found.to_human
        + Counter(call.seconds_to_human for call in calls if call.seconds_to_human is not None),
        talk=found.talk
        + Counter(call.talk_seconds for call in calls if call.talk_seconds is not None),
        reasons=found.reasons + Counter(call.reason for call in calls),
        professions=found.professions + Counter(call.profession for call in calls),
        outcomes=found.outcomes + Counter(call.outcome for call in calls),
        hours=found.hours + Counter(call.hour for call in calls),
    )
