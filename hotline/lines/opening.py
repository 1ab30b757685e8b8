"""When a line answers, in its own local times: its hours, its closures, its message."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from hotline.lines.fields import WEEKDAYS, LocalMoment, LocalTime, Part, Some, Weekday, Words
from schedules.window import Window


class WindowEntry(Part):
    """Hours of the week; closing at or before the opening means the next day."""

    days: Some[Weekday]
    opens: Annotated[LocalTime, Field(alias="from")]
    closes: Annotated[LocalTime, Field(alias="to")]

    def rule(self) -> Window:
        """The same hours for the rules of `schedules`, which count weekdays from 0 (Monday)."""
        return Window(frozenset(map(WEEKDAYS.index, self.days)), self.opens, self.closes)


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
