"""A circuit breaker: when the carrier's REST API is away, do not make callers wait to find out."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta

FAILURES_TO_OPEN = 2
OPEN_FOR = timedelta(seconds=20)


class Breaker:
    """Opens after two failures in a row; after 20 s one request may try again.

    It is a guess of this process about the carrier, not a fact about a call, so it lives in memory.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._failures = 0
        self._retry_at: datetime | None = None

    def is_open(self, now: datetime) -> bool:
        """Whether a request would most likely fail now."""
        with self._lock:
            return self._retry_at is not None and now < self._retry_at

    def failed(self, now: datetime) -> None:
        """A request found nobody there, or no answer in time."""
        with self._lock:
            self._failures += 1
            if self._failures >= FAILURES_TO_OPEN:
                self._retry_at = now + OPEN_FOR

    def answered(self) -> None:
        """The API answered, be it with a refusal."""
        with self._lock:
            self._failures = 0
            self._retry_at = None
