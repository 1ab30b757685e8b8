"""What the carrier's documentation leaves open: each point can be set either way.

A service is safe when its stories pass with both answers; the answers themselves are found in a
rehearsal with two real telephones.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal, get_args, get_type_hints


@dataclass
class LivePoints:
    """The open points, with the answer that we expect as the default."""

    star_keeps_caller: bool = True
    """After hangupOnStar a dequeued caller goes on at Enqueue's action (else is hung up)."""

    caller_action_first: bool = True
    """When a bridge ends, Enqueue's action is asked before Dial's."""

    seconds_between_actions: float = 0.2
    """How long the later of these two waits."""

    queue_url_failure: Literal["connect", "hangup"] = "connect"
    """What becomes of the caller when the document before connecting cannot be had."""

    wait_failure: Literal["error", "silence", "hangup", "retry"] = "error"
    """A wait document that cannot be had: Enqueue's action with `error`, silence in the queue,
    a hang-up, or the same request again after some seconds."""

    whisper_failure: Literal["bridge", "hangup"] = "bridge"
    """What becomes of the answering leg when its whisper cannot be had."""

    action_failure: Literal["fallback", "hangup"] = "fallback"
    """Whether an action document that cannot be had leads to the call's fallback URL."""

    machines_are_told: bool = True
    """Whether detection takes an answering machine for one (else: for a human)."""

    dial_numbers_first_pickup_wins: bool = True
    """Of several numbers in one Dial the first to pick up wins (else: to end its whisper)."""

    responder_lost_while_connecting: Literal["bridged", "system-error", "bridging-in-process"] = (
        "bridged"
    )
    """QueueResult of a caller whose responder hangs up while the pre-connect document runs."""

    create_timeout_buffer: float = 5.0
    """Seconds that a call made over REST rings beyond its Timeout (0 or 5)."""

    dial_timeout_buffer: float = 5.0
    """The same for the legs of Dial (twilio.com/docs/voice/twiml/dial#timeout)."""

    delete_delay_hours: float = 0.0
    """How long after its end a call still refuses to be deleted (20009)."""


def settled(words: Iterable[str]) -> LivePoints:
    """The points settled as `name=value`, the others as expected.

    Raises ValueError, with what there is, for a point or a value that does not exist.
    """
    points, kinds = LivePoints(), get_type_hints(LivePoints)
    for word in words:
        name, _, value = word.partition("=")
        if name not in kinds:
            raise ValueError(f"There is no open point {name}: there are {', '.join(kinds)}.")
        setattr(points, name, read(name, value, kinds[name]))
    return points


def read(name: str, value: str, kind: Any) -> bool | float | str:
    """One value; seconds and hours are 0 or more. Raises ValueError."""
    if kind is float:
        if not value.replace(".", "", 1).isdigit():
            raise ValueError(f"{name} is a number, 0 or more; not {value}.")
        return float(value)
    words = ("true", "false") if kind is bool else get_args(kind)
    if value not in words:
        raise ValueError(f"{name} can be {' or '.join(words)}; not {value}.")
    return value == "true" if kind is bool else value
