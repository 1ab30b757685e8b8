"""Whose own telephone is calling the line: kept in this process's memory, and nowhere else.

A responder on duty may need the line themselves. They are callers like all others; only, their
telephone must not ring for their own call. That is all this is for.
"""

from __future__ import annotations

import threading
from collections import OrderedDict

MOST = 2000
"""Calls remembered at most: many more than live at once. The oldest are dropped first."""

NOBODY: frozenset[int] = frozenset()


class OwnPhones:
    """People by the carrier's id of the call that they make. Best effort: another process does not
    know of them until it hears from the caller itself."""

    def __init__(self) -> None:
        self._callers: OrderedDict[str, frozenset[int]] = OrderedDict()
        self._lock = threading.Lock()

    def knows(self, carrier_id: str) -> bool:
        """Whether this call was looked at before."""
        return carrier_id in self._callers

    def note(self, carrier_id: str, people: frozenset[int]) -> None:
        """These people's telephone makes this call; most often nobody's."""
        with self._lock:
            self._callers[carrier_id] = people
            while len(self._callers) > MOST:
                self._callers.popitem(last=False)

    def of(self, carrier_id: str) -> frozenset[int]:
        """Who is not to be rung for this call."""
        return self._callers.get(carrier_id, NOBODY)

    def drop(self, carrier_id: str) -> None:
        """The call is over."""
        with self._lock:
            self._callers.pop(carrier_id, None)
