"""What a change of a call asks the edge to do, once its transaction is committed.

Each intent names a row that says the same, so one that got lost is found again.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RingLeg:
    """Ring a planned leg over the carrier's API."""

    leg: str


@dataclass(frozen=True, slots=True)
class DismissLeg:
    """End a leg that nobody needs any more: hang up while it rings, a kind word when answered."""

    leg: str


@dataclass(frozen=True, slots=True)
class LookUpLeg:
    """Ask the carrier what became of a leg that has been silent for too long."""

    leg: str


@dataclass(frozen=True, slots=True)
class SendNotice:
    """Send a text message that waits in the outbox."""

    notice: str


@dataclass(frozen=True, slots=True)
class RingCaller:
    """Ring whoever asked to be called back: their responder is on the line."""

    callback: int


@dataclass(frozen=True, slots=True)
class LookUpCaller:
    """Ask the carrier what became of their telephone."""

    callback: int


Intent = RingLeg | DismissLeg | LookUpLeg | SendNotice | RingCaller | LookUpCaller
