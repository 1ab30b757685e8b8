"""What is to be said of a roster's coverage: one thing, where, from when until when."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum

_ANY = datetime(2000, 1, 1, tzinfo=UTC)


class Kind(StrEnum):
    """What is found; the gravest first."""

    GAP = "gap"
    """Fewer people than required."""
    OPEN = "open"
    """A duty that an absence has left, and nobody does."""
    NO_PHONE = "no phone"
    """Somebody is on duty who cannot be rung, or perhaps not; `reason` says why."""
    HIDDEN = "hidden"
    """Decisions cover what the rotations and shifts themselves leave uncovered."""
    DOUBLE = "double"
    """Somebody is on duty in two teams or roles at once."""
    ALONE = "alone"
    """One person is the only one in two required roles of a team: nobody stands behind them."""
    THIN = "thin"
    """As many people as required, and fewer than wished."""
    IDLE = "idle"
    """A decision that changes nothing (any more); `reason` says why."""


PERSONAL = frozenset({Kind.OPEN, Kind.NO_PHONE, Kind.DOUBLE, Kind.ALONE, Kind.IDLE})
"""The kinds that are about somebody. Of a gap people may come and go, and it is still the same."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found, from `start` until just before `end` (aware, in UTC)."""

    kind: Kind
    team: str
    role: str
    start: datetime
    end: datetime
    missing: int = 0
    """How many people there are too few; of a thin cover, fewer than wished."""
    needed: int = 0
    """Out of how many."""
    people: tuple[str, ...] = ()
    """Whom it concerns: those who are on, or who left the duty; in order, each once."""
    beside: tuple[str, str] | None = None
    """The other team and role, where there are two."""
    decisions: tuple[str, ...] = ()
    """The keys of the decisions that have to do with it."""
    reason: str = ""
    """A word that says why, for the kinds that have several reasons."""


def joined(findings: Iterable[Finding]) -> Iterator[Finding]:
    """The same findings in their order, those that continue each other as one; whom and which
    decisions they concern is put together."""
    last: Finding | None = None
    for finding in findings:
        if last is not None and last.end == finding.start and anytime(last) == anytime(finding):
            last = replace(
                last,
                end=finding.end,
                people=tuple(dict.fromkeys((*last.people, *finding.people))),
                decisions=tuple(dict.fromkeys((*last.decisions, *finding.decisions))),
            )
            continue
        if last is not None:
            yield last
        last = finding
    if last is not None:
        yield last


def anytime(finding: Finding) -> Finding:
    """What is found, whenever it is: equal for two findings that differ in their time only, or,
    where a finding is not about somebody, in who is on meanwhile."""
    return replace(
        finding,
        start=_ANY,
        end=_ANY,
        people=finding.people if finding.kind in PERSONAL else (),
        decisions=(),
    )
