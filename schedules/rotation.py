"""A rotation: people who take turns, handing over at the local times of a cadence."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import count
from zoneinfo import ZoneInfo

from schedules.cadence import Cadence
from schedules.duty import ByTurn, Duty
from schedules.local_time import instant, reading
from schedules.window import Window, open_stretches, refuse_overlaps

Turn = str | tuple[str, ...]
"""Who takes a turn: one person, or a group of which all members are on together."""
_Stretch = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Rotation:
    """People or groups on duty one after the other, in this order, for `every` so many handovers.

    All times are local, in `zone`. Turns are counted on the wall, never in elapsed seconds: a
    change of clocks makes a turn longer or shorter and leaves the handover where it is.

    - The first turn starts on `starts_on`, at the cadence's time of handover. Where that is no day
      of handover, the first turn is the shorter for it, so that nobody is missing until then.
    - The last turn ends on `ends_on`, at that same time; without it the rotation goes on. So a
      rotation that starts on the day another ends follows it without gap or overlap.
    - `windows` keep only these hours of every turn. A handover inside a window cuts it in two.
      Without windows the rotation is continuous, 24 hours a day.

    Raises ValueError, with what to change, for a rotation that cannot be.
    """

    key: str
    team: str
    role: str
    people: tuple[Turn, ...]
    zone: ZoneInfo
    cadence: Cadence
    starts_on: date
    every: int = 1
    ends_on: date | None = None
    windows: tuple[Window, ...] = ()
    opened: datetime | None = None
    closed: datetime | None = None
    """This version of the rule speaks for the instants from `opened` until just before `closed`."""

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
        ended, end = None, at
        for number, starts, ends in self._stretches_from(now):
            # Most turns start where the one before has ended: that instant is known.
            start = end if starts == ended else instant(starts, self.zone)
            ended, end = ends, instant(ends, self.zone)
            # In a repeated hour the clock shows times that are over: hence `at < end`.
            # A change of clocks can skip a short stretch altogether: hence `start < end`.
            if start < end and at < end:
                place = number % len(self.people)
                why = ByTurn(number + 1, place + 1, len(self.people))
                for person in members(self.people[place]):
                    yield Duty(self.key, starts, self.team, self.role, person, start, end, why)

    def _stretches_from(self, now: datetime) -> Iterator[tuple[int, datetime, datetime]]:
        """Turn (0 is the first), local start and local end of every stretch of duty.

        Those that were over before the local time `now` may be left out.
        """
        first = datetime.combine(self.starts_on, self.cadence.handover)
        last = datetime.combine(self.ends_on or date.max, self.cadence.handover)
        whole: Iterator[_Stretch] = iter([(first, last)])
        if self.windows:
            whole = open_stretches(self.windows, first, last, since=now)
        origin = self.cadence.last_by(first)
        for opens, closes in whole:
            handovers = self.cadence.last_by(max(opens, min(now, closes))) - origin
            turn = handovers // self.every
            starts = self.cadence.at(origin + turn * self.every)
            for number in count(turn):
                if starts >= closes:
                    break
                ends = self.cadence.at(origin + (number + 1) * self.every)
                yield number, max(starts, opens), min(ends, closes)
                starts = ends

    def _check(self) -> None:
        if not self.people or not all(map(members, self.people)):
            raise ValueError("nobody takes turns; name at least one person, also in a group.")
        if any(len(set(members(turn))) < len(members(turn)) for turn in self.people):
            raise ValueError("somebody is twice in one group; name them once.")
        if self.every < 1:
            raise ValueError(f"a turn of {self.every} handovers is not possible; give 1 or more.")
        if self.ends_on is not None and self.ends_on <= self.starts_on:
            raise ValueError(f"it ends on {self.ends_on}; give a day after {self.starts_on}.")
        refuse_overlaps(self.windows)


def members(turn: Turn) -> tuple[str, ...]:
    """Everybody who is on in this turn."""
    return (turn,) if isinstance(turn, str) else turn
