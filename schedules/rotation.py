"""A rotation: people who take turns, handing over at a local time every so many days or weeks."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from itertools import count
from zoneinfo import ZoneInfo

from schedules.duty import ByTurn, Duty
from schedules.local_time import instant, reading
from schedules.window import Window, open_stretches, refuse_overlaps


class Unit(StrEnum):
    """What a turn's length is counted in."""

    DAILY = "daily"
    WEEKLY = "weekly"


@dataclass(frozen=True, slots=True)
class Rotation:
    """People on duty one after the other, in this order, for turns of `every` days or weeks.

    All times are local, in `zone`. Turns are counted in local days, never in elapsed seconds: a
    change of clocks makes a turn longer or shorter and leaves the handover where it is.

    - The first turn starts on `starts_on`, at the time of handover. Where a weekly rotation starts
      on another day than that of its handover, the first turn is the shorter for it, so that nobody
      is missing until then.
    - The last turn ends on `ends_on`, at the time of handover; without it the rotation goes on.
      So a rotation that starts on the day another ends follows it without gap or overlap.
    - `weekday` is the day of a weekly handover (Monday is 0), None for a daily one.
    - `windows` keep only these hours of every turn. A handover inside a window cuts it in two.
      Without windows the rotation is continuous, 24 hours a day.

    Raises ValueError, with what to change, for a rotation that cannot be.
    """

    key: str
    team: str
    role: str
    people: tuple[str, ...]
    zone: ZoneInfo
    unit: Unit
    handover: time
    starts_on: date
    weekday: int | None = None
    every: int = 1
    ends_on: date | None = None
    windows: tuple[Window, ...] = ()

    def __post_init__(self) -> None:
        try:
            self._check()
        except ValueError as problem:
            raise ValueError(f"Rotation {self.key}: {problem}") from None

    def duties_from(self, at: datetime) -> Iterator[Duty]:
        """Its duties that are not over at the aware instant `at`, in order; endless without an end.

        Starts at the turn of `at` by arithmetic: the cost does not grow with the rotation's age.
        """
        now = reading(at, self.zone)
        for number, turn_starts, turn_ends in self._turns_from(now):
            place = number % len(self.people)
            for starts, ends in self._stretches(turn_starts, turn_ends, now):
                start, end = instant(starts, self.zone), instant(ends, self.zone)
                # In a repeated hour the clock shows times that are over: hence `at < end`.
                # A change of clocks can skip a short stretch altogether: hence `start < end`.
                if start < end and at < end:
                    yield Duty(
                        source=self.key,
                        local_start=starts,
                        team=self.team,
                        role=self.role,
                        person=self.people[place],
                        start=start,
                        end=end,
                        why=ByTurn(number + 1, place + 1, len(self.people)),
                    )

    def _turns_from(self, now: datetime) -> Iterator[tuple[int, datetime, datetime]]:
        """Number (0 is the first), local start and local end of the turns from that of `now` on."""
        first = datetime.combine(self.starts_on, self.handover)
        last = datetime.combine(self.ends_on or date.max, self.handover)
        origin, length = first, timedelta(days=self.every)
        if self.weekday is not None:
            origin -= timedelta(days=(first.weekday() - self.weekday) % 7)
            length *= 7
        for number in count(max(0, (now - origin) // length)):
            starts = origin + number * length
            if starts >= last:
                return
            yield number, max(starts, first), min(starts + length, last)

    def _stretches(
        self, starts: datetime, ends: datetime, now: datetime
    ) -> Iterator[tuple[datetime, datetime]]:
        if self.windows:
            yield from open_stretches(self.windows, starts, ends, since=now)
        else:
            yield starts, ends

    def _check(self) -> None:
        if not self.people:
            raise ValueError("nobody takes turns; name at least one person.")
        if self.every < 1:
            raise ValueError(
                f"a turn of {self.every} days or weeks is not possible; give 1 or more."
            )
        if self.handover.tzinfo is not None:
            raise ValueError("give the handover as a local time, without a time zone.")
        if self.unit == Unit.WEEKLY and self.weekday not in range(7):
            raise ValueError("a weekly rotation needs its weekday, from 0 (Monday) to 6 (Sunday).")
        if self.unit == Unit.DAILY and self.weekday is not None:
            raise ValueError("a daily rotation hands over every day; leave the weekday out.")
        if self.ends_on is not None and self.ends_on <= self.starts_on:
            raise ValueError(f"it ends on {self.ends_on}; give a day after {self.starts_on}.")
        refuse_overlaps(self.windows)
