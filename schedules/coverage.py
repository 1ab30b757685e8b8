"""How well a roster covers what is required over a period: what is found, and the share covered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from schedules.cover import Share, cover
from schedules.decided import hidden, idle, left_open
from schedules.double_booking import Place, doubles, not_rung
from schedules.finding import Finding, Kind
from schedules.planned import planned
from schedules.requirement import Requirement
from schedules.roster import Roster
from schedules.thin_cover import alone, gaps, thin


@dataclass(frozen=True, slots=True)
class Coverage:
    """What was found from `start` until just before `end` (aware)."""

    start: datetime
    end: datetime
    findings: tuple[Finding, ...]
    """In the order they begin; of those that begin together, the gravest first."""
    shares: Mapping[Place, Share]
    """Of each team and role that somebody is required in, in the order of the requirements."""

    @property
    def total(self) -> Share:
        """Of everything that is required."""
        return sum(self.shares.values(), Share())

    def of(self, kind: Kind) -> tuple[Finding, ...]:
        """The findings of one kind."""
        return tuple(finding for finding in self.findings if finding.kind is kind)


def coverage(
    roster: Roster,
    requirements: Sequence[Requirement],
    start: datetime,
    end: datetime,
    no_phone: Mapping[str, str] | None = None,
) -> Coverage:
    """Everything that is to be said of the roster between two aware instants, clipped to them.

    `no_phone` gives a word for each person who cannot be rung, or perhaps not. One sweep over what
    begins and ends: months cost no more than their number of duties. Raises ValueError for naive
    instants, or an end not after the start.
    """
    plan = planned(roster, start, end)
    # As duties are: instants of one zone are compared ten times faster than those of two.
    start, end = start.astimezone(UTC), end.astimezone(UTC)
    duties = plan.duties
    covers = cover(requirements, duties, start, end)
    told = tuple(alone(covers))
    findings = [
        *gaps(covers),
        *left_open(plan.open_duties, start, end),
        *idle(roster, plan.idle),
        *not_rung(duties, start, end, no_phone or {}),
        *doubles(duties, start, end, told),
        *told,
        *thin(covers),
    ]
    if roster.decisions:
        alone_would = planned(roster.without_decisions(), start, end).duties
        findings += hidden(cover(requirements, alone_would, start, end), covers, duties)
    order = list(Kind)
    findings.sort(key=lambda found: (found.start, order.index(found.kind), found.team, found.role))
    shares: dict[Place, Share] = {(need.team, need.role): Share() for need in requirements}
    for stretch in covers:
        shares[stretch.team, stretch.role] += stretch.share
    return Coverage(start, end, tuple(findings), shares)
