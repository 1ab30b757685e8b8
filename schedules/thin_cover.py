"""Gaps, and cover so thin that it may become one."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations

from schedules.cover import Cover
from schedules.finding import Finding, Kind, joined
from schedules.sweep import Period, sweep


def gaps(covers: Iterable[Cover]) -> Iterator[Finding]:
    """Where fewer people are on than required."""
    return joined(
        Finding(
            Kind.GAP,
            stretch.team,
            stretch.role,
            stretch.start,
            stretch.end,
            missing=stretch.missing,
            needed=stretch.at_least,
            people=tuple(sorted(stretch.people)),
        )
        for stretch in covers
        if stretch.missing
    )


def thin(covers: Iterable[Cover]) -> Iterator[Finding]:
    """Where as many people are on as required, and fewer than wished."""
    return joined(
        Finding(
            Kind.THIN,
            stretch.team,
            stretch.role,
            stretch.start,
            stretch.end,
            missing=stretch.wished - len(stretch.people),
            needed=stretch.wished,
            people=tuple(sorted(stretch.people)),
        )
        for stretch in covers
        if stretch.at_least <= len(stretch.people) < stretch.wished
    )


def alone(covers: Iterable[Cover]) -> Iterator[Finding]:
    """Where one person is the only one in two required roles of a team: one telephone for both."""
    by_team: defaultdict[str, list[Period[tuple[str, str]]]] = defaultdict(list)
    for stretch in covers:
        if len(stretch.people) == 1:
            (person,) = stretch.people
            by_team[stretch.team].append((stretch.start, stretch.end, (stretch.role, person)))
    for team, periods in by_team.items():
        found: defaultdict[tuple[str, str], list[Finding]] = defaultdict(list)
        for start, end, held in sweep(periods):
            for (role, person), (other, same) in combinations(sorted(held), 2):
                if person == same:
                    found[role, other].append(
                        Finding(
                            Kind.ALONE,
                            team,
                            role,
                            start,
                            end,
                            people=(person,),
                            beside=(team, other),
                        )
                    )
        for findings in found.values():
            yield from joined(findings)
