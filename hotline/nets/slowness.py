"""A database that fails slowly: whoever comes soon after does not wait for it too."""

from __future__ import annotations

SLOW = 1.0
"""Seconds from which on a failure is slow."""
AVOIDED = 5.0
"""Seconds for which the database is then left alone: the carrier would have given up before a
second one had failed."""


class Slowness:
    """What one process knows of it: a guess about the database, not a fact about a call."""

    def __init__(self) -> None:
        self._until = 0.0

    def failed(self, took: float, now: float) -> None:
        """A step has failed for want of a database, after so many seconds."""
        if took >= SLOW:
            self._until = now + AVOIDED

    def is_avoided(self, now: float) -> bool:
        """Whether it would most likely fail slowly now."""
        return now < self._until
