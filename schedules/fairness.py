"""Fairness: what each person carries of a team's duties, beside what the others carry."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

from schedules.duty import Duty
from schedules.hours import Hours, days_of, hours_of, is_sunday, nights_of
from schedules.local_time import aware
from schedules.stretches import Stretch

MEASURES = ("hours", "nights", "sundays", "holidays")
"""What is compared, in this order."""

_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Calendar:
    """Whose clock and public holidays (local dates) are a person's."""

    zone: ZoneInfo
    holidays: frozenset[date]


@dataclass(frozen=True, slots=True)
class Load:
    """What somebody does in a period: elapsed hours, nights (see schedules.hours), and how many
    Sundays and public holidays they are on at all."""

    time: Hours
    nights: int
    sundays: int
    holidays: int

    @property
    def hours(self) -> Fraction:
        """Hours of duty."""
        return Fraction(self.time.duty // timedelta(seconds=1), 3600)


@dataclass(frozen=True, slots=True)
class Share:
    """Somebody's load in a team and role, beside the mean of all those who do the same under the
    same kind of contract (themselves and those without any duty included)."""

    team: str
    role: str
    contract: str
    person: str
    people: int
    load: Load
    means: Mapping[str, Fraction]
    """By measure."""

    def ratio(self, measure: str) -> Fraction | None:
        """How many times the mean they carry, 1 being as much as the others; None where nobody
        carries any."""
        mean = self.means[measure]
        return Fraction(getattr(self.load, measure)) / mean if mean else None

    @property
    def most_uneven(self) -> str:
        """The measure in which they are furthest from the mean, for its size; the first of those
        that are as far. Less than an hour, a night or a day apart is no difference."""

        def distance(measure: str) -> Fraction:
            mean = self.means[measure]
            off = abs(Fraction(getattr(self.load, measure)) - mean)
            return off / mean if mean and off >= 1 else Fraction(0)

        return max(MEASURES, key=distance)


def load_of(stretches: Iterable[Stretch], calendar: Calendar) -> Load:
    """What these stretches of duty come to, counted once where they overlap."""
    on = tuple(stretches)
    days = days_of(on, calendar.zone)
    return Load(
        hours_of(on, calendar.zone, calendar.holidays),
        len(nights_of(on, calendar.zone)),
        sum(map(is_sunday, days)),
        sum(day in calendar.holidays for day in days),
    )


def within(duties: Iterable[Duty], start: datetime, end: datetime) -> dict[str, list[Stretch]]:
    """By person, the parts of their duties between two aware instants."""
    parts: dict[str, list[Stretch]] = defaultdict(list)
    for duty in duties:
        if duty.start < end and start < duty.end:
            parts[duty.person].append((max(duty.start, start), min(duty.end, end)))
    return parts


def shares(
    duties: Iterable[Duty],
    start: datetime,
    end: datetime,
    *,
    contracts: Mapping[str, str],
    calendars: Mapping[str, Calendar],
    members: Iterable[tuple[str, str, str]] = (),
) -> tuple[Share, ...]:
    """Everybody's share of the period from `start` until just before `end`, by team, role and
    contract, then by hours, the most first.

    `contracts` and `calendars` are by person. `members` (team, role, person) count in the means
    even when they have no duty in the period. Raises ValueError for naive instants.
    """
    by_place: dict[tuple[str, str], list[Duty]] = defaultdict(list)
    people: dict[tuple[str, str], set[str]] = defaultdict(set)
    for duty in duties:
        if duty.start < aware(end) and aware(start) < duty.end:
            by_place[duty.team, duty.role].append(duty)
            people[duty.team, duty.role].add(duty.person)
    for team, role, person in members:
        people[team, role].add(person)
    found: list[Share] = []
    for (team, role), everybody in people.items():
        parts = within(by_place[team, role], start, end)
        groups: dict[str, dict[str, Load]] = defaultdict(dict)
        for person in everybody:
            load = load_of(parts.get(person, ()), calendars[person])
            groups[contracts[person]][person] = load
        for contract, loads in groups.items():
            means = {
                measure: sum(
                    (Fraction(getattr(load, measure)) for load in loads.values()), Fraction()
                )
                / len(loads)
                for measure in MEASURES
            }
            found += [
                Share(team, role, contract, person, len(loads), load, means)
                for person, load in loads.items()
            ]
    return tuple(sorted(found, key=_order))


def _order(share: Share) -> tuple[str, str, str, Fraction, str]:
    return share.team, share.role, share.contract, -share.load.hours, share.person
