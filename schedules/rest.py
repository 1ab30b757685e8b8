"""Rest: which rules of their contract the duties of a person break, when, and by how much."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from itertools import groupby, pairwise
from operator import attrgetter
from zoneinfo import ZoneInfo

from schedules.duty import Duty
from schedules.hours import nights_of
from schedules.local_time import aware, instant, reading
from schedules.stretches import Stretch, joined, shared

_DAY = timedelta(days=1)
_WEEK = timedelta(weeks=1)

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
            rules, zone = terms[person].rules, terms[person].zone
            work = joined(worked.get(person, ())) if rules.duty_is_rest else on
            found += [
                replace(broken, person=person)
                for broken in _broken(on, work, rules, zone)
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
    on: tuple[Stretch, ...], work: tuple[Stretch, ...], rules: Rules, zone: ZoneInfo
) -> Iterator[Broken]:
    if rules.daily_rest is not None:
        yield from _daily_rest(work, rules.daily_rest)
    if rules.weekly_rest is not None:
        yield from _weekly_rest(work, rules.weekly_rest, zone)
    if rules.weekly_hours is not None:
        yield from _weekly_hours(work, rules.weekly_hours, zone)
    if rules.longest_duty is not None:
        for start, end in on:
            if end - start > rules.longest_duty:
                yield _one(Rule.LONGEST_DUTY, start, end, rules.longest_duty, end - start)
    if rules.nights_in_a_row is not None:
        yield from _nights(on, rules.nights_in_a_row, zone)


def _one(rule: Rule, start: datetime, end: datetime, asked: timedelta, found: timedelta) -> Broken:
    return Broken("", rule, start, end, asked, found)


def _daily_rest(work: tuple[Stretch, ...], asked: timedelta) -> Iterator[Broken]:
    """Days of 24 hours, each from the first work after the last one: the longest rest in each."""
    free_until = work[0][0] if work else None
    for start, end in work:
        begins = max(start, free_until or start)
        while begins < end:
            rests = _rests(work, begins, begins + _DAY)
            had = next((rest for rest in rests if rest[1] - rest[0] >= asked), None)
            if had is None:
                longest = max((b - a for a, b in rests), default=timedelta())
                yield _one(Rule.DAILY_REST, begins, begins + _DAY, asked, longest)
                free_until = begins + _DAY
            else:
                free_until = had[1]
            begins = free_until


def _weekly_rest(work: tuple[Stretch, ...], asked: timedelta, zone: ZoneInfo) -> Iterator[Broken]:
    """A rest counts for one week only: what was used for one is not there for the next."""
    used_until = None
    for monday, sunday_over in _weeks(work, zone):
        begins = max(monday, used_until or monday)
        rests = [
            rest for rest in _rests(work, begins, sunday_over + asked) if rest[0] < sunday_over
        ]
        had = next((rest for rest in rests if rest[1] - rest[0] >= asked), None)
        if had is None:
            longest = max((b - a for a, b in rests), default=timedelta())
            yield _one(Rule.WEEKLY_REST, monday, sunday_over, asked, longest)
        else:
            used_until = had[0] + asked


def _weekly_hours(work: tuple[Stretch, ...], asked: timedelta, zone: ZoneInfo) -> Iterator[Broken]:
    for week in _weeks(work, zone):
        total = sum((shared(stretch, week) for stretch in work), timedelta())
        if total > asked:
            yield _one(Rule.WEEKLY_HOURS, *week, asked, total)


def _nights(on: tuple[Stretch, ...], asked: int, zone: ZoneInfo) -> Iterator[Broken]:
    nights = nights_of(on, zone)
    # Nights one after the other have the same distance from their place in the list.
    for _, row in groupby(enumerate(nights), lambda pair: pair[1] - pair[0] * _DAY):
        evenings = [evening for _, evening in row]
        if len(evenings) > asked:
            start = instant(datetime.combine(evenings[0], time(12)), zone)
            end = instant(datetime.combine(evenings[-1] + _DAY, time(12)), zone)
            yield _one(Rule.NIGHTS, start, end, asked * _DAY, len(evenings) * _DAY)


def _rests(work: tuple[Stretch, ...], start: datetime, end: datetime) -> list[Stretch]:
    """The time without work in the stretch from `start` to `end`, in order."""
    around = [(start, start), *((a, b) for a, b in work if a < end and start < b), (end, end)]
    gaps = ((max(a, start), min(b, end)) for (_, a), (b, _) in pairwise(around))
    return [(a, b) for a, b in gaps if a < b]


def _weeks(work: tuple[Stretch, ...], zone: ZoneInfo) -> Iterator[Stretch]:
    """The local weeks, Monday to Monday, from the first work to the last."""
    if not work:
        return
    first = reading(work[0][0], zone).date()
    monday = first - _DAY * first.weekday()
    last = work[-1][1]
    while (begins := _midnight(monday, zone)) < last:
        monday += _WEEK
        yield begins, _midnight(monday, zone)


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return instant(datetime.combine(day, time()), zone)
