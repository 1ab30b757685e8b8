"""A waiting call and the moment it is looked at: what the decision takes in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from routing.outcomes import LegResult, Priority
from routing.plan import Plan, Responder, Step, Wish

RING_BACK = -2
"""The step of whoever the caller was cut from: before all others."""
LEAD = -1
"""The step that leads this call's plan: the team it was passed on to, or the person its caller
comes back to."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One leg of this call, as far as the rules care."""

    person: int
    step: int
    """Index in the plan; RING_BACK or LEAD for the steps before it."""
    turn: int
    result: LegResult | None
    ended_at: datetime | None
    listening: bool = False
    """Somebody picked up and hears who calls, or what to press."""


@dataclass(frozen=True, slots=True)
class WaitingCall:
    """A caller in the queue."""

    id: str
    plan: Plan
    wish: Wish
    priority: Priority
    since: datetime
    """When they entered the queue; after a cut, when they came back into it."""
    offered_at: datetime
    """The last way out they heard; `since` when none."""
    offers: int
    """Ways out offered in a row without a key pressed."""
    attempts: tuple[Attempt, ...]
    was_with: Responder | None = None
    """The responder they were cut from, on duty still or not: a talk outlasts a duty. Or the one
    with whom they have an appointment."""
    spared: AbstractSet[int] = frozenset()
    """People never rung for this call: it is their own telephone that makes it."""
    held: bool = False
    """That responder is still on the line and pressed star: they will come back."""
    lead: Step | None = None
    """A step of this call alone, before its plan."""
    companion: Responder | None = None
    """Whom the caller comes back to, on duty or not: rung before the plan, unless the call was
    passed on."""


@dataclass(frozen=True, slots=True)
class Moment:
    """What is true for every call of the line at `now`."""

    on_duty: Sequence[Responder]
    """In the order of the roster; people in a pause are not among them."""
    free: AbstractSet[int]
    """People without a live leg."""
    resting: AbstractSet[int]
    """Those who owe a wrap-up: rung like people who had a turn already, so after the others, unless
    there is danger or a talk was cut."""
    dials_left: int
    """Legs that the carrier's dial rate allows now."""
    budget: timedelta
    now: datetime
    last_rung: Mapping[int, datetime] = field(default_factory=dict)
    """When people were last rung, for whichever call; whoever is not there has not been lately."""
