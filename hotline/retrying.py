"""How long to wait before something is tried again."""

from __future__ import annotations

from datetime import timedelta


def growing_pause(first: timedelta, attempts: int, longest: timedelta) -> timedelta:
    """`first` after no attempt yet, twice as long after each, and never more than `longest`."""
    return min(first * (1 << min(attempts, 10)), longest)
