"""Who covers what is required, over a period: every stretch, and how much of it is covered."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from schedules.duty import Duty
from schedules.requirement import Requirement
from schedules.sweep import Period, sweep


@dataclass(frozen=True, slots=True)
class Share:
    """Hours that people are required for, and those of them that are covered: two people required
    for an hour are two hours."""

    required: timedelta = timedelta(0)
    covered: timedelta = timedelta(0)

    def __add__(self, other: "Share") -> "Share":
        return Share(self.required + other.required, self.covered + other.covered)

    @property
    def percent(self) -> float:
        """Rounded down to a tenth: 100 is said only where nothing at all is missing."""
        if not self.required:
            return 100.0
        return self.covered * 1000 // self.required / 10


@dataclass(frozen=True, slots=True)
class Cover:
    """Who is on in a role of a team, while neither they nor what is required change."""

    team: str
    role: str
    start: datetime
    end: datetime
    at_least: int
    wished: int
    people: frozenset[str]
    """Whoever is on twice in this role counts once."""

    @property
    def missing(self) -> int:
        """How many people there are too few."""
        return max(0, self.at_least - len(self.people))

    @property
    def share(self) -> Share:
        """What this stretch adds to the hours required and covered. More people than required make
        up for nothing elsewhere."""
        lasts = self.end - self.start
        return Share(self.at_least * lasts, (self.at_least - self.missing) * lasts)


def cover(
    requirements: Iterable[Requirement], duties: Iterable[Duty], start: datetime, end: datetime
) -> tuple[Cover, ...]:
    """Every stretch of the period in which somebody is required, by team and role in the order of
    the requirements, then in that of time. `start` and `end` are aware.

    Where several requirements of a team and role hold at once, the greatest counts.
    """
    needed: defaultdict[tuple[str, str], list[Period[Requirement | str]]] = defaultdict(list)
    for requirement in requirements:
        needed[requirement.team, requirement.role] += [
            (since, until, requirement) for since, until in requirement.periods(start, end)
        ]
    for duty in duties:
        if (duty.team, duty.role) in needed:
            since, until = max(duty.start, start), min(duty.end, end)
            needed[duty.team, duty.role].append((since, until, duty.person))
    return tuple(
        stretch
        for (team, role), periods in needed.items()
        for stretch in _stretches(team, role, periods)
    )


def _stretches(
    team: str, role: str, periods: Iterable[Period[Requirement | str]]
) -> Iterator[Cover]:
    for start, end, held in sweep(periods):
        needs = [need for need in held if isinstance(need, Requirement)]
        if needs:
            yield Cover(
                team,
                role,
                start,
                end,
                at_least=max(need.at_least for need in needs),
                wished=max(need.wished for need in needs),
                people=frozenset(person for person in held if isinstance(person, str)),
            )
