"""When a line answers, in its own local times: its hours, its closures, its message."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Annotated, Literal

from pydantic import Field

from hotline.lines.fields import WEEKDAYS, LocalMoment, LocalTime, Part, Some, Weekday, Words
from schedules.window import Window


class WindowEntry(Part):
    """Hours of the week; closing at or before the opening means the next day."""

    days: Some[Weekday]
    nth: Some[Literal[1, 2, 3, 4, 5, -1]] | None = None
    """Only the first to fifth, or last (-1), such weekday of the month; every week unless given."""
    opens: Annotated[LocalTime, Field(alias="from")]
    closes: Annotated[LocalTime, Field(alias="to")]

    def rule(self) -> Window:
        """The same hours for the rules of `schedules`, which count weekdays from 0 (Monday)."""
        weekdays = frozenset(map(WEEKDAYS.index, self.days))
        return Window(weekdays, self.opens, self.closes, frozenset(self.nth or ()))


class Closure(Part):
    """[[closures]]: from a moment until just before another the line is closed, and says why."""

    starts: Annotated[LocalMoment, Field(alias="from")]
    ends: Annotated[LocalMoment, Field(alias="to")]
    words: Words


class Message(Part):
    """[line.message]: said to every caller after the greeting."""

    words: Words
    until: LocalMoment | None = None
    """From then on it is not said any more; always, unless given."""

    def is_said_at(self, local: datetime) -> bool:
        """Whether it is said at this local time of the line (naive)."""
        return self.until is None or local < self.until


def is_open(hours: Iterable[WindowEntry], local: datetime) -> bool:
    """Whether this local time of the line (naive) is in its hours; no hours are all hours."""
    rules = [entry.rule() for entry in hours]
    # What opened yesterday may still be open: no window is longer than 24 hours.
    openings = [
        rule.on(day)
        for rule in rules
        for day in (local.date() - timedelta(days=1), local.date())
        if rule.opens_on(day)
    ]
    return not rules or any(opens <= local < closes for opens, closes in openings)
