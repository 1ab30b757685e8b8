"""Fairness: what each person carries of a team's duties, beside what the others carry."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

from schedules.duty import Duty
from schedules.hours import Hours, days_of, hours_of, is_sunday, nightfall, nights_of
from schedules.local_time import aware

MEASURES = ("hours", "nights", "sundays", "holidays")
"""What is compared, in this order."""

EVEN = Fraction(1, 5)
"""Off the mean by no more than this part of it, or by less than one hour, night or day, somebody
carries as much as the others."""


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
    def most_uneven(self) -> str | None:
        """The measure in which they are furthest from the mean, for its size; the first of those
        that are as far. None when they are near it in all (see EVEN)."""

        def distance(measure: str) -> Fraction:
            mean = self.means[measure]
            off = abs(Fraction(getattr(self.load, measure)) - mean)
            return off / mean if mean and off >= 1 else Fraction()

        furthest = max(MEASURES, key=distance)
        return furthest if distance(furthest) > EVEN else None


def load_of(duties: Iterable[Duty], calendar: Calendar, start: datetime, end: datetime) -> Load:
    """What one person's duties come to between two aware instants, counted once where they
    overlap. A night belongs, whole, to where it falls: between two periods it is not in both."""
    whole = [(duty.start, duty.end) for duty in duties]
    parts = [(max(first, start), min(last, end)) for first, last in whole]
    days = days_of((part for part in parts if part[0] < part[1]), calendar.zone)
    return Load(
        hours_of((part for part in parts if part[0] < part[1]), calendar.zone, calendar.holidays),
        sum(
            start <= nightfall(evening, calendar.zone) < end
            for evening in nights_of(whole, calendar.zone)
        ),
        sum(map(is_sunday, days)),
        sum(day in calendar.holidays for day in days),
    )


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
    own: dict[tuple[str, str, str], list[Duty]] = {member: [] for member in members}
    for duty in duties:
        if duty.start < aware(end) and aware(start) < duty.end:
            own.setdefault((duty.team, duty.role, duty.person), []).append(duty)
    groups: dict[tuple[str, str, str], dict[str, Load]] = defaultdict(dict)
    for (team, role, person), theirs in own.items():
        load = load_of(theirs, calendars[person], start, end)
        groups[team, role, contracts[person]][person] = load
    found = (
        Share(*group, person, len(loads), load, _means(loads))
        for group, loads in groups.items()
        for person, load in loads.items()
    )
    return tuple(sorted(found, key=_order))


def _means(loads: Mapping[str, Load]) -> dict[str, Fraction]:
    return {
        measure: sum((Fraction(getattr(load, measure)) for load in loads.values()), Fraction())
        / len(loads)
        for measure in MEASURES
    }


def _order(share: Share) -> tuple[str, str, str, Fraction, str]:
    return share.team, share.role, share.contract, -share.load.hours, share.person
