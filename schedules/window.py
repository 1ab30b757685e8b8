"""Windows: the hours of the week to which a rotation is restricted."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise

_DAY = timedelta(days=1)
_A_MONDAY = date(2024, 1, 1)


@dataclass(frozen=True, slots=True)
class Window:
    """Open on these weekdays (Monday is 0) from `opens` until just before `closes`, local times.

    A window that closes at or before the time it opens closes on the next day: 20:00 to 08:00 is a
    night, 08:00 to 08:00 is 24 hours. The weekday is that of the opening.
    Raises ValueError for no weekday, an unknown one, or times with a zone.
    """

    weekdays: frozenset[int]
    opens: time
    closes: time

    def __post_init__(self) -> None:
        if not self.weekdays or not self.weekdays <= set(range(7)):
            raise ValueError(
                f"A window opens on weekdays from 0 (Monday) to 6 (Sunday), at least one: "
                f"{sorted(self.weekdays)} will not do."
            )
        if self.opens.tzinfo is not None or self.closes.tzinfo is not None:
            raise ValueError("Give a window's hours as local times, without a time zone.")

    def on(self, day: date) -> tuple[datetime, datetime]:
        """When the window that opens on `day` opens and closes, as local times."""
        closing_day = day if self.closes > self.opens else day + _DAY
        return datetime.combine(day, self.opens), datetime.combine(closing_day, self.closes)


def open_stretches(
    windows: tuple[Window, ...], start: datetime, end: datetime, since: datetime
) -> Iterator[tuple[datetime, datetime]]:
    """The parts of the local period from `start` to `end` that lie in a window, in order.

    Parts that were over before the local time `since` may be left out: it is there to not walk the
    beginning of a long turn.
    """
    by_opening = sorted(windows, key=lambda window: window.opens)
    # What opened two days ago has closed: no window is longer than 24 hours.
    day = max(start, since).date() - _DAY
    while day <= end.date():
        for window in by_opening:
            if day.weekday() in window.weekdays:
                opens, closes = window.on(day)
                if max(opens, start) < min(closes, end):
                    yield max(opens, start), min(closes, end)
        day += _DAY


def refuse_overlaps(windows: tuple[Window, ...]) -> None:
    """Raises ValueError when two windows share an hour, which would put one person on twice."""
    # Eight days, so that Sunday's night meets Monday's morning.
    days = [_A_MONDAY + _DAY * n for n in range(8)]
    openings = sorted(w.on(day) for day in days for w in windows if day.weekday() in w.weekdays)
    for (opened, closes), (opens, _) in pairwise(openings):
        if opens < closes:
            raise ValueError(
                f"The windows that open at {opened:%H:%M} and at {opens:%H:%M} overlap "
                f"(weekday {opens.weekday()}, Monday is 0): make one of the two shorter."
            )
