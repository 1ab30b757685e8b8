"""One stretch of duty: one person, one role in one team, from an instant to another."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class ByTurn:
    """On duty because it is this person's turn in a rotation."""

    reason: ClassVar[str] = "turn"

    number: int
    """Turns since the rotation started, this one included: 1 is the first."""
    place: int
    """Where the person stands in the rotation's list: 1 is the first."""
    people: int
    """How many the rotation's list holds."""


@dataclass(frozen=True, slots=True)
class ByShift:
    """On duty because of a one-off shift."""

    reason: ClassVar[str] = "shift"


@dataclass(frozen=True, slots=True)
class ByDecision:
    """On duty only because somebody decided so: no rotation or shift asked for anyone."""

    reason: ClassVar[str] = "decision"


Why = ByTurn | ByShift | ByDecision


@dataclass(frozen=True, slots=True)
class Duty:
    """Who is on, from `start` until just before `end` (aware, in UTC), and why.

    `local_start` is what the rule says a local clock shows at the start, even where that time is
    skipped by a change of clocks. With `source`, the key of the rotation, shift or decision, it
    identifies the duty whatever else changes.
    """

    source: str
    local_start: datetime
    team: str
    role: str
    person: str
    start: datetime
    end: datetime
    why: Why
    decisions: tuple[str, ...] = ()
    """The keys of the decisions that made it what it is, in the order they act."""

    @property
    def identity(self) -> tuple[str, datetime]:
        """The same for the same duty, also after its person or its end has changed."""
        return self.source, self.local_start


@dataclass(frozen=True, slots=True)
class OpenDuty:
    """A duty, or a part of one, that an absence has left to nobody; see Duty for its fields."""

    source: str
    local_start: datetime
    team: str
    role: str
    left_by: str
    """Who is absent."""
    start: datetime
    end: datetime
    why: Why
    decisions: tuple[str, ...] = ()

    @property
    def identity(self) -> tuple[str, datetime]:
        """That of the duty it was."""
        return self.source, self.local_start
