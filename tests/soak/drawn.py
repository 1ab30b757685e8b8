"""A day as it is drawn: who calls and when, what the people are like, what goes wrong.

Plain values, so that a day that failed can be made smaller, written down, and lived again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from hypothesis import strategies as st

from simulator.breakdowns import CALLBACKS, REST, WEBHOOKS
from tests.soak.crowd import GONE, RINGING, TALKING, Habit

TEMPERS: Mapping[str, tuple[Habit, Habit]] = {
    "willing": ({"answer": 1}, {"": 1}),
    "usual": (RINGING, TALKING),
    "absent": ({"no answer": 3, "machine": 1}, {"": 1}),
    "unreachable": ({"failed": 2, "busy": 1, "refuse": 1}, {"": 1}),
    "often cut off": ({"answer": 1}, {GONE: 3, "": 1}),
    "often on hold": ({"answer": 1}, {"*": 3, "": 1}),
}
"""What somebody on duty does when rung, and what may happen during their talks."""

REAL_SECONDS = {"slow", "too-slow"}
"""Faults of the API that would take real time: tests/simulator has them."""

TROUBLES = [
    *(f"callbacks {name}" for name in CALLBACKS),
    *(f"rest {name}" for name in REST if name not in REAL_SECONDS),
    *(f"webhooks {name}" for name in WEBHOOKS),
]

STARTS = ["2026-11-24T08:50", "2026-11-22T02:00", "2026-11-27T17:55", "2026-10-25T00:30"]
"""Before a handover, deep in a night, at a week's end, in the night when clocks change (UTC)."""


@dataclass(frozen=True)
class Comes:
    """One caller: seconds after the one before, and how long before they leave whatever happens."""

    after: int
    leaves: int | None
    withheld: bool


@dataclass(frozen=True)
class Trouble:
    """Something goes wrong, `at` seconds after the first call, for so many seconds."""

    what: str
    at: int
    lasts: int


@dataclass(frozen=True)
class Drawn:
    """A whole day."""

    start: str
    seed: int
    callers: tuple[Comes, ...]
    people: tuple[str, ...]
    """Tempers, given to the people of the line in turn."""
    troubles: tuple[Trouble, ...]
    live: dict[str, Any]
    """How the carrier settles what its documentation leaves open."""


def as_json(day: Drawn) -> dict[str, Any]:
    """To be written down."""
    return asdict(day)


def from_json(told: dict[str, Any]) -> Drawn:
    """A day that was written down. Raises KeyError or TypeError when it is none."""
    return Drawn(
        told["start"],
        told["seed"],
        tuple(Comes(**comes) for comes in told["callers"]),
        tuple(told["people"]),
        tuple(Trouble(**trouble) for trouble in told["troubles"]),
        told["live"],
    )


def days(most_calls: int) -> st.SearchStrategy[Drawn]:
    """Days of up to so many calls."""
    comes = st.builds(
        Comes,
        after=st.integers(0, 120),
        leaves=st.none() | st.integers(1, 240),
        withheld=st.booleans(),
    )
    trouble = st.builds(
        Trouble,
        what=st.sampled_from(TROUBLES),
        at=st.integers(0, 1200),
        lasts=st.integers(5, 240),
    )
    return st.builds(
        Drawn,
        start=st.sampled_from(STARTS),
        seed=st.integers(0, 10**6),
        callers=st.lists(comes, min_size=1, max_size=most_calls).map(tuple),
        people=st.lists(st.sampled_from(sorted(TEMPERS)), min_size=1, max_size=8).map(tuple),
        troubles=st.lists(trouble, max_size=4).map(tuple),
        live=st.fixed_dictionaries(
            {},
            optional={
                "star_keeps_caller": st.booleans(),
                "caller_action_first": st.booleans(),
                "seconds_between_actions": st.sampled_from([0.0, 0.2, 3.0]),
                "dial_numbers_first_pickup_wins": st.booleans(),
                "responder_lost_while_connecting": st.sampled_from(
                    ["bridged", "system-error", "bridging-in-process"]
                ),
                "create_timeout_buffer": st.sampled_from([0.0, 5.0]),
                "dial_timeout_buffer": st.sampled_from([0.0, 5.0]),
                "delete_delay_hours": st.sampled_from([0.0, 0.1]),
            },
        ),
    )
