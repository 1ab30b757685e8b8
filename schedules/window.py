"""Windows: the hours of the week, or of some weeks of the month, that a rotation is kept to."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from itertools import pairwise

from schedules.nth import PLACES, is_nth

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Window:
    """Open on these weekdays (Monday is 0) from `opens` until just before `closes`, local times.

    A window that closes at or before the time it opens closes on the next day: 20:00 to 08:00 is a
    night, 08:00 to 08:00 is 24 hours. The weekday is that of the opening. `nth` keeps only the
    first, second … fifth (1 to 5) or last (-1) such weekday of the month; empty is all of them.
    Raises ValueError for no weekday, an unknown one or an unknown nth, or times with a zone.
    """

    weekdays: frozenset[int]
    opens: time
    closes: time
    nth: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        if not self.weekdays or not self.weekdays <= set(range(7)):
            raise ValueError(
                f"A window opens on weekdays from 0 (Monday) to 6 (Sunday), at least one: "
                f"{sorted(self.weekdays)} will not do."
            )
        if not self.nth <= PLACES:
            raise ValueError(
                "A window opens on the first (1) to fifth (5) or last (-1) such weekday of the "
                f"month: {sorted(self.nth)} will not do."
            )
        if self.opens.tzinfo is not None or self.closes.tzinfo is not None:
            raise ValueError("Give a window's hours as local times, without a time zone.")

    def opens_on(self, day: date) -> bool:
        """Whether it opens on that day."""
        return day.weekday() in self.weekdays and (not self.nth or is_nth(day, self.nth))

    def on(self, day: date) -> tuple[datetime, datetime]:
        """When the window that opens on `day` opens and closes, as local times."""
        closing_day = day if self.closes > self.opens else day + _DAY
        return datetime.combine(day, self.opens), datetime.combine(closing_day, self.closes)


def open_stretches(
    windows: tuple[Window, ...], start: datetime, end: datetime, since: datetime
) -> Iterator[tuple[datetime, datetime]]:
    """The parts of the local period from `start` to `end` that lie in a window, in order.

    Parts that were over before the local time `since` may be left out: it is there to not walk the
    beginning of a long period.
    """
    by_opening = sorted(windows, key=lambda window: window.opens)
    # What opened two days ago has closed: no window is longer than 24 hours.
    day = max(start, since).date() - _DAY
    while day <= end.date():
        for window in by_opening:
            if window.opens_on(day):
                opens, closes = window.on(day)
                if max(opens, start) < min(closes, end):
                    yield max(opens, start), min(closes, end)
        day += _DAY


def refuse_overlaps(windows: tuple[Window, ...]) -> None:
    """Raises ValueError when two windows share an hour, which would put one person on twice."""
    for two_days in _pairs_of_days() if len(windows) > 1 else ():
        openings = sorted(w.on(day) for day in two_days for w in windows if w.opens_on(day))
        for (opened, closes), (opens, _) in pairwise(openings):
            if opens < closes:
                raise ValueError(
                    f"The windows that open at {opened:%H:%M} and at {opens:%H:%M} overlap "
                    f"(weekday {opens.weekday()}, Monday is 0): make one of the two shorter."
                )


@cache
def _pairs_of_days() -> tuple[tuple[date, date], ...]:
    """A day and the next, once for every way in which two such days can lie in their months."""
    # After 28 years without a skipped leap day, months begin on the same weekdays again.
    days = [date(2024, 1, 1) + n * _DAY for n in range(28 * 366)]
    kinds = [(day.weekday(), *(is_nth(day, {place}) for place in sorted(PLACES))) for day in days]
    return tuple(dict(zip(pairwise(kinds), pairwise(days), strict=True)).values())
