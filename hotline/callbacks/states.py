"""Where a request to be called back stands, and what became of it."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum


class State(StrEnum):
    """Where it stands."""

    DRAFTED = "drafted"
    """Its number is known, the rest is still being asked."""
    ASKED = "asked"
    TRYING = "trying"
    """A responder, then the caller, is being rung, or they talk."""
    UNREACHED = "unreached"
    """Three tries, and nobody said that it was them: the coordinator decides."""
    MISSED = "missed"
    """Nobody of the line could call in the time agreed on: the coordinator decides."""


class Result(StrEnum):
    """What a month counts."""

    ASKED = "asked"
    REACHED = "reached"
    UNREACHED = "unreached"
    MISSED = "missed"
    WRONG_NUMBER = "wrong-number"
    WITHDRAWN = "withdrawn"


MOST_TRIES = 3
BETWEEN_TRIES = timedelta(minutes=30)
"""Three of them fit into the two hours of a window."""

DRAFT_LIVES = timedelta(minutes=15)
KEPT_FOR_THE_COORDINATOR = timedelta(hours=48)
"""How long after its window a request that failed can be given another one."""

REFUSED_AFTER_NOBODY = timedelta(hours=24)
"""A number at which nobody said that it was them: three rings a day at most for whoever has it."""
REFUSED_AFTER_WRONG = timedelta(days=30)
"""A number whose owner said that they asked for nothing."""
