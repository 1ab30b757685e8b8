"""Somebody on duty in two places at once, and somebody who cannot be rung."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime
from itertools import combinations

from schedules.duty import Duty
from schedules.finding import Finding, Kind, joined
from schedules.sweep import Period, sweep

Place = tuple[str, str]
"""A team and a role."""


def doubles(
    duties: Iterable[Duty], start: datetime, end: datetime, told: Collection[Finding] = ()
) -> Iterator[Finding]:
    """Where one person is on duty in two teams, or two roles of a team, at once; each pair once,
    clipped to the period. Left out is what was `told` already as being alone in both roles."""
    by_person: defaultdict[str, list[Period[Place | Finding]]] = defaultdict(list)
    for duty in duties:
        since, until = max(duty.start, start), min(duty.end, end)
        by_person[duty.person].append((since, until, (duty.team, duty.role)))
    for finding in told:
        by_person[finding.people[0]].append((finding.start, finding.end, finding))
    for person, periods in by_person.items():
        found: defaultdict[tuple[Place, Place], list[Finding]] = defaultdict(list)
        for since, until, held in sweep(periods):
            if len(held) < 2:
                continue
            places = sorted(place for place in held if not isinstance(place, Finding))
            known = {
                ((told.team, told.role), told.beside) for told in held if isinstance(told, Finding)
            }
            for one, other in combinations(places, 2):
                if (one, other) not in known:
                    found[one, other].append(
                        Finding(Kind.DOUBLE, *one, since, until, people=(person,), beside=other)
                    )
        for findings in found.values():
            yield from joined(findings)


def not_rung(
    duties: Iterable[Duty], start: datetime, end: datetime, reasons: Mapping[str, str]
) -> Iterator[Finding]:
    """The duties of those who cannot be rung, or perhaps not: `reasons` gives a word for each such
    person. Clipped to the period."""
    return joined(
        Finding(
            Kind.NO_PHONE,
            duty.team,
            duty.role,
            max(duty.start, start),
            min(duty.end, end),
            people=(duty.person,),
            reason=reasons[duty.person],
        )
        for duty in sorted(duties, key=lambda duty: (duty.team, duty.role, duty.person, duty.start))
        if duty.person in reasons
    )
