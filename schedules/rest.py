"""Rest: which rules of their contract the duties of a person break, when, and by how much."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import groupby
from operator import attrgetter
from zoneinfo import ZoneInfo

from schedules.duty import Duty
from schedules.local_time import aware
from schedules.stretches import Stretch, joined
from schedules.tiring import (
    Breach,
    full_weeks,
    long_stretches,
    restless_weeks,
    rows_of_nights,
    short_days,
)

_DAY = timedelta(days=1)

LOOK_AROUND = timedelta(days=15)
"""Give duties of so long before and after the period that is looked at: rest, weeks and nights in
a row reach over its ends."""


class Rule(StrEnum):
    """What a contract can ask of the roster."""

    DAILY_REST = "daily rest"
    """In the 24 hours from the beginning of work, so long without a break in it."""
    WEEKLY_REST = "weekly rest"
    """So long without a break for every week, Monday to Sunday; it may reach into the next one."""
    WEEKLY_HOURS = "weekly hours"
    """So long in a week, Monday to Sunday, at most."""
    LONGEST_DUTY = "longest duty"
    """So long on duty without a pause at most."""
    NIGHTS = "nights in a row"
    """So many nights one after the other at most; counted in days."""
    NOTICE = "notice"
    """A duty is known so long ahead."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What one contract asks; None where it asks nothing.

    `duty_is_rest`: on call at home, where only work done is taken from rest (interventions), so
    that daily rest, weekly rest and weekly hours are counted from these alone.
    """

    daily_rest: timedelta | None = None
    weekly_rest: timedelta | None = None
    weekly_hours: timedelta | None = None
    longest_duty: timedelta | None = None
    nights_in_a_row: int | None = None
    notice: timedelta | None = None
    duty_is_rest: bool = False


@dataclass(frozen=True, slots=True)
class Terms:
    """The rules that hold for a person, and the zone whose days, weeks and nights are theirs."""

    rules: Rules
    zone: ZoneInfo


@dataclass(frozen=True, slots=True)
class Broken:
    """One rule broken from `start` until just before `end` (aware, in UTC).

    `asked` is what the rule wants, `found` what there is: less of a rest or of notice, more of
    work. Nights are counted in days.
    """

    person: str
    rule: Rule
    start: datetime
    end: datetime
    asked: timedelta
    found: timedelta

    @property
    def missing(self) -> timedelta:
        """How much rest or notice is missing, or how much work is too much."""
        return abs(self.asked - self.found)


def broken_rules(
    duties: Iterable[Duty],
    terms: Mapping[str, Terms],
    start: datetime,
    end: datetime,
    interventions: Mapping[str, Iterable[Stretch]] | None = None,
) -> tuple[Broken, ...]:
    """The rules broken in the period from `start` until just before `end`, in the order of time.

    Each person of `duties` is looked at by their own `terms`; without terms nothing is asked.
    Duties should reach LOOK_AROUND beyond the period. Duties that overlap (two roles at once) are
    worked once. `interventions`: work done while on call, by person, for contracts under which
    duty is rest. Notice is not told here: it is a change that comes too late (`broken_by`).
    Raises ValueError for naive instants.
    """
    period = aware(start), aware(end)
    worked = interventions or {}
    found: list[Broken] = []
    for person, own in groupby(sorted(duties, key=attrgetter("person")), attrgetter("person")):
        if person in terms:
            on = joined((duty.start, duty.end) for duty in own)
            duty_is_rest = terms[person].rules.duty_is_rest
            work = joined(worked.get(person, ())) if duty_is_rest else on
            found += [
                broken
                for broken in _broken(person, on, work, terms[person])
                if broken.start < period[1] and period[0] < broken.end
            ]
    return tuple(sorted(found, key=lambda b: (b.start, b.end, b.person, b.rule)))


def broken_by(
    before: Iterable[Duty],
    after: Iterable[Duty],
    terms: Mapping[str, Terms],
    start: datetime,
    end: datetime,
    *,
    now: datetime,
) -> tuple[Broken, ...]:
    """What a change made at `now` breaks in this period that was not broken before, or breaks
    worse; duties given to somebody later than their notice asks for included. In order."""
    before, after = tuple(before), tuple(after)
    were = broken_rules(before, terms, start, end)
    added = [
        broken
        for broken in broken_rules(after, terms, start, end)
        if not any(_at_least(known, broken) for known in were)
    ]
    late = [
        broken
        for broken in _short_notice(before, after, terms, now)
        if broken.start < end and start < broken.end
    ]
    return tuple(sorted([*added, *late], key=lambda b: (b.start, b.end, b.person, b.rule)))


def _at_least(known: Broken, broken: Broken) -> bool:
    return (
        (known.person, known.rule) == (broken.person, broken.rule)
        and known.start < broken.end
        and broken.start < known.end
        and known.missing >= broken.missing
    )


def _short_notice(
    before: tuple[Duty, ...], after: tuple[Duty, ...], terms: Mapping[str, Terms], now: datetime
) -> Iterator[Broken]:
    aware(now)
    for duty in after:
        notice = terms[duty.person].rules.notice if duty.person in terms else None
        if notice is None or duty.end <= now or duty.start >= now + notice:
            continue
        known = joined((was.start, was.end) for was in before if was.person == duty.person)
        if not any(start <= duty.start and duty.end <= end for start, end in known):
            ahead = max(duty.start - now, timedelta())
            yield Broken(duty.person, Rule.NOTICE, duty.start, duty.end, notice, ahead)


def _broken(
    person: str, on: tuple[Stretch, ...], work: tuple[Stretch, ...], terms: Terms
) -> Iterator[Broken]:
    rules, zone = terms.rules, terms.zone
    breaches: list[tuple[Rule, timedelta, Iterable[Breach]]] = []
    if (asked := rules.daily_rest) is not None:
        breaches.append((Rule.DAILY_REST, asked, short_days(work, asked)))
    if (asked := rules.weekly_rest) is not None:
        breaches.append((Rule.WEEKLY_REST, asked, restless_weeks(work, asked, zone)))
    if (asked := rules.weekly_hours) is not None:
        breaches.append((Rule.WEEKLY_HOURS, asked, full_weeks(work, asked, zone)))
    if (asked := rules.longest_duty) is not None:
        breaches.append((Rule.LONGEST_DUTY, asked, long_stretches(on, asked)))
    if (nights := rules.nights_in_a_row) is not None:
        breaches.append((Rule.NIGHTS, nights * _DAY, rows_of_nights(on, nights, zone)))
    for rule, asked, found in breaches:
        for start, end, length in found:
            yield Broken(person, rule, start, end, asked, length)
