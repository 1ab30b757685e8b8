"""What is measured of a line over some days, beside the tables of the catalogue: calls not
forgotten yet, and what remains of the others.

Both are read in one view of the database, so a call that is being forgotten counts once.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import accumulate
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
from hotline.statistics.periods import holds, whole_months
from hotline.statistics.tables import CatalogueCount, DurationCount, Fact
from hotline.wrapups.tables import WrapUp
from routing.outcomes import CallState
from schedules.local_time import midnight

Key = TypeVar("Key", bound=Hashable)
Durations = Mapping[str, Counter[int]]
"""By what is measured, how many calls lasted so many seconds."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Exact counts, for the line's own people: small numbers can single someone out, so these are
    not for publication. Every call counts, test calls included: they are told apart under their
    outcome. Of years kept as tables, durations alone."""

    calls: int = 0
    to_human: Counter[int] = field(default_factory=Counter)
    """How many calls reached a human after exactly so many seconds."""
    talk: Counter[int] = field(default_factory=Counter)
    """How many calls were talked on for exactly so many seconds."""
    appointments: Counter[tuple[str, str]] = field(default_factory=Counter)
    """By channel and outcome: those that are over, of whole months too; from the day after each."""
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

    @property
    def median_talk_seconds(self) -> int | None:
        """Half of the calls in which a human was heard were talked on for so long, or less."""
        return median(self.talk) if self.talk else None

    @property
    def median_to_human(self) -> int | None:
        """Half of the connected calls had reached a human after so many seconds, or less. None when
        none was connected."""
        return median(self.to_human) if self.to_human else None

    def seconds_for(self, percent: int) -> int | None:
        """The seconds within which so many percent of the connected calls had reached a human: the
        smallest measured value that is enough (nearest rank). None when none was connected."""
        return quantile(self.to_human, percent) if self.to_human else None

    def heard_within(self, seconds: int) -> int:
        """How many calls had reached a human after so many seconds at most."""
        return sum(calls for after, calls in self.to_human.items() if after <= seconds)

    def talked_from(self, seconds: int) -> int:
        """How many calls were talked on for so many seconds or more."""
        return sum(calls for talked, calls in self.talk.items() if talked >= seconds)


def quantile(measured: Counter[int], percent: int) -> int:
    """The smallest value that so many percent do not exceed (nearest rank); of something."""
    rank = -(-percent * measured.total() // 100)
    values = sorted(measured)
    reached = accumulate(measured[value] for value in values)
    return next(value for value, so_far in zip(values, reached, strict=True) if so_far >= rank)


def median(measured: Counter[int]) -> int:
    """The value in the middle, of an even number the mean of the two: to the whole, a half being
    one more. Of something."""
    values = sorted(measured.elements())
    low, high = values[(len(values) - 1) // 2], values[len(values) // 2]
    return (low + high + 1) // 2


def figures(session: Session, line: LoadedLine, first: date, last: date) -> Figures:
    """The figures of calls that began on these days of the line's zone, both included.

    Calls under way are left out. The same before calls are forgotten and after.
    """
    found = _add(_of_facts(session, line, first, last), live_calls(session, line, first, last))
    return replace(
        found,
        callbacks=_callbacks(session, line, first, last),
        appointments=appointments_counted(session, line, first, last),
    )


def _of_facts(session: Session, line: LoadedLine, first: date, last: date) -> Figures:
    slug = line.document.line.slug
    facts = (Fact.line == slug, Fact.day.between(first, last))
    durations = durations_of(session, slug, first, last)
    return Figures(
        calls=session.scalar(select(func.count()).where(*facts)) or 0,
        to_human=durations[TO_HUMAN],
        talk=durations[TALK],
    )


def durations_of(session: Session, slug: str, first: date, last: date) -> Durations:
    """How long the forgotten calls of a line lasted in these days, whether or not their facts are
    still there; nothing of a year kept as tables that these days cut through."""
    years = years_as_tables(session, slug, first, last)
    cut = [date(year, 1, 1) for year in years if not holds(first, last, year)]
    found = session.execute(
        select(DurationCount.measure, DurationCount.seconds, func.sum(DurationCount.calls))
        .where(
            DurationCount.line == slug,
            DurationCount.day.between(first, last),
            DurationCount.day.not_in(cut),
        )
        .group_by(DurationCount.measure, DurationCount.seconds)
    ).all()
    return {
        measure: _total((seconds, calls) for of, seconds, calls in found if of == measure)
        for measure in (TO_HUMAN, TALK)
    }


def years_as_tables(session: Session, slug: str, first: date, last: date) -> tuple[int, ...]:
    """The years of these days of which tables are kept: their facts are gone, or another system had
    counted them."""
    kept = select(CatalogueCount.year).where(
        CatalogueCount.line == slug, CatalogueCount.year.between(first.year, last.year)
    )
    return tuple(session.scalars(kept.distinct().order_by(CatalogueCount.year)))


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
        Call.started_at >= midnight(first, zone),
        Call.started_at < midnight(last + timedelta(days=1), zone),
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
    start, end = whole_months(first, last)
    counted = session.execute(
        select(CallbackMonth.result, CallbackMonth.callbacks).where(
            CallbackMonth.line == line.document.line.slug,
            CallbackMonth.month >= start,
            CallbackMonth.month < end,
        )
    ).all()
    return _total((row[0], row[1]) for row in counted)


def _add(found: Figures, calls: Iterable[Counted]) -> Figures:
    calls = list(calls)
    return Figures(
        calls=found.calls + len(calls),
        to_human=found.to_human
        + Counter(call.seconds_to_human for call in calls if call.seconds_to_human is not None),
        talk=found.talk
        + Counter(call.talk_seconds for call in calls if call.talk_seconds is not None),
    )
