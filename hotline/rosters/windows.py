"""A window of a line's file, as the rules of `schedules` take it."""

from __future__ import annotations

from hotline.lines.fields import WEEKDAYS
from hotline.lines.file import WindowEntry
from schedules.window import Window


def window_of(entry: WindowEntry) -> Window:
    """The same hours, with weekdays counted from 0 (Monday)."""
    days = frozenset(WEEKDAYS.index(day) for day in entry.days)
    return Window(days, entry.opens, entry.closes)
