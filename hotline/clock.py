"""What the service takes from outside: the time and chance.

Both are handed to the service when it is made, so that a day can be replayed exactly: the same
moments and the same keys give the same rows.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]
"""Gives the present instant, aware, in UTC."""

Chance = Callable[[int], bytes]
"""Gives that many unpredictable bytes."""


def system_clock() -> datetime:
    """The machine's time, aware, in UTC."""
    return datetime.now(UTC)


system_chance: Chance = secrets.token_bytes
