"""How often a token may ask: counted in each serving process, by itself.

A service of several processes lets a token ask that often of each, so N processes let it ask N
times as often: what is guarded is each process's time, which grows with them. A count in the
database would be exact, and cost a write for each reading, the dearest thing that a reading can do.
Nobody guesses a token either way: its secret is 32 random bytes.
"""

from __future__ import annotations

import threading
from datetime import datetime, timedelta

A_MINUTE = timedelta(minutes=1)


class Limits:
    """A bucket for each token: it holds a minute's requests and fills evenly."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._left: dict[int, tuple[float, datetime]] = {}

    def wait(self, token_id: int, a_minute: int, now: datetime) -> int:
        """Takes one request of `a_minute` a minute; 0 when it may go on, else the seconds after
        which it may be asked again."""
        with self._lock:
            left, since = self._left.get(token_id, (float(a_minute), now))
            left = min(a_minute, left + a_minute * max(now - since, timedelta(0)) / A_MINUTE)
            if left >= 1:
                self._left[token_id] = left - 1, now
                return 0
            self._left[token_id] = left, now
            return max(1, round((1 - left) * 60 / a_minute + 0.5))
