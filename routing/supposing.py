"""What a wait is told with, and what happens in it: see `routing.timeline`."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from routing.decision import Said
from routing.in_line import Moment
from routing.outcomes import LegResult
from routing.ringing import Dial


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody does with a telephone that rings. Without a result they press 1."""

    result: LegResult | None
    after: timedelta = timedelta(0)
    """From the first ring to the key, for those who press one."""


NO_ANSWER = Answer(LegResult.NO_ANSWER)


@dataclass(frozen=True, slots=True)
class Rung:
    """The carrier is asked to ring somebody."""

    at: datetime
    dial: Dial


@dataclass(frozen=True, slots=True)
class Over:
    """They were not the one: how their leg ended."""

    at: datetime
    dial: Dial
    result: LegResult


@dataclass(frozen=True, slots=True)
class Accepted:
    """They press 1, and hear who calls."""

    at: datetime
    dial: Dial


@dataclass(frozen=True, slots=True)
class Connected:
    """They press 1 again, and talk with the caller."""

    at: datetime
    dial: Dial


@dataclass(frozen=True, slots=True)
class Heard:
    """The caller's line asks again, and hears this before the music. After Goodbye, it ends."""

    at: datetime
    said: Said | None
    """None while somebody hears who calls: then there is music only."""


Event = Rung | Over | Accepted | Connected | Heard


class Supposed(Protocol):
    """What a wait is told with."""

    def moment(self, now: datetime, ringing: AbstractSet[int], not_yet: int) -> Moment:
        """The line at `now`, while these people are rung, `not_yet` of them by the carrier."""

    def answer(self, person: int) -> Answer:
        """What this person does when they are rung."""

    def listens(self, now: datetime, said: Said | None) -> timedelta:
        """How long the caller hears this, music included, before their line asks again."""

    def hears_who_calls(self) -> timedelta:
        """From the first 1 to the second."""

    def between_dials(self) -> timedelta:
        """The carrier dials no faster."""
