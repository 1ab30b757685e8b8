"""The words for what happens to a call and to its legs.

The carrier's own words are translated into these once, at the edge.
"""

from __future__ import annotations

from enum import IntEnum, StrEnum


class CallState(StrEnum):
    """Where a caller is. Only ENDED is final."""

    MENU = "menu"
    ARRANGING = "arranging"
    """Saying where and when they want to be called back; nobody is rung meanwhile."""
    WAITING = "waiting"
    CLAIMED = "claimed"
    """A responder accepted; the bridge is not seen yet. A lease, not a promise."""
    LEAVING = "leaving"
    """Told to leave the queue, so that people can be rung without the carrier's REST API."""
    DIALLING = "dialling"
    """Outside the queue, hearing the ringing of one responder."""
    CONNECTED = "connected"
    CLOSING = "closing"
    """Hearing a goodbye that somebody chose."""
    ENDED = "ended"


class Passing(StrEnum):
    """Whether a caller agrees to be passed on to another team."""

    ASKED = "asked"
    AGREED = "agreed"
    DECLINED = "declined"


class LegState(StrEnum):
    """Where a responder's leg is. Only ENDED is final."""

    PLANNED = "planned"
    SENT = "sent"
    """The carrier was asked, or is being asked; without its id, what became of it is unknown."""
    RINGING = "ringing"
    ANSWERED = "answered"
    CLAIMED = "claimed"
    CONNECTED = "connected"
    OFF_BRIDGE = "off bridge"
    """The bridge is over, the responder still on the line: star pressed, or the caller left."""
    ENDED = "ended"


class LegMode(StrEnum):
    """How a leg was dialled."""

    REST = "rest"
    DIAL = "dial"
    """By a Dial verb on the caller's own leg, when the REST API is away."""
    CONSULT = "consult"
    """A coordinator, rung from a responder's own leg while the caller is on hold."""


class LegResult(StrEnum):
    """How a leg ended."""

    TALKED = "talked"
    REFUSED = "refused"
    UNACCEPTED = "unaccepted"
    """Picked up, no key pressed: an answering machine, a child, a pocket."""
    NO_ANSWER = "no answer"
    BUSY = "busy"
    FAILED = "failed"
    TAKEN = "taken"
    """Somebody else was first, or is being put through."""
    CALLER_GONE = "caller gone"
    DROPPED = "dropped"
    """Accepted, then gone before the bridge."""
    CUT = "cut"
    """The responder's line died during the talk, without star."""
    NOT_SENT = "not sent"
    """The carrier was away: the telephone never rang."""
    PASSED_ON = "passed on"
    """Talked, then passed the caller on to somebody else: not rung again for them."""
    LOST = "lost"
    """The carrier never said what became of it."""


UNTRIED = frozenset(
    {
        LegResult.TALKED,
        LegResult.TAKEN,
        LegResult.CALLER_GONE,
        LegResult.CUT,
        LegResult.NOT_SENT,
    }
)
"""Results that say nothing against ringing the same person again."""


class Outcome(StrEnum):
    """What became of a call, as it is counted."""

    CONNECTED = "CONNECTED"
    CALLBACK = "CALLBACK"
    PARTNER = "PARTNER"
    DANGER = "DANGER"
    GONE_MENU = "GONE-MENU"
    GONE_WAIT = "GONE-WAIT"
    GONE_RING = "GONE-RING"
    NOBODY = "NOBODY"
    SILENT = "SILENT"
    ABUSE = "ABUSE"
    OUT = "OUT"
    TEST = "TEST"


class Priority(IntEnum):
    """Who is first in line; the lower, the earlier."""

    CUT = 0
    """Was talking already and lost the line."""
    DANGER = 1
    NORMAL = 2
    CALLBACK = 3
    """Nobody waits on the line: whoever does goes first."""
