"""A one-off shift: one person, from a local time to another."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from schedules.duty import ByShift, Duty
from schedules.local_time import instant


@dataclass(frozen=True, slots=True)
class Shift:
    """On duty once, from `starts` until just before `ends`: local times in `zone`.

    Overnight and 24-hour shifts are written like any other. Shifts are independent: where two
    overlap, both people are on. Raises ValueError when it does not end after it starts.
    """

    key: str
    team: str
    role: str
    person: str
    zone: ZoneInfo
    starts: datetime
    ends: datetime
    first_start: datetime | None = None
    """The local start by which its duty is known, where the shift was moved since."""
    opened: datetime | None = None
    closed: datetime | None = None
    """This version of the rule speaks for the instants from `opened` until just before `closed`."""

    def __post_init__(self) -> None:
        if self.starts.tzinfo is not None or self.ends.tzinfo is not None:
            raise ValueError(
                f"Shift {self.key}: give its start and end as local times, without a time zone; "
                f"they are read in {self.zone.key}."
            )
        if self.ends <= self.starts:
            raise ValueError(
                f"Shift {self.key} ends at {self.ends}, not after its start at {self.starts}: "
                "a shift over midnight ends on the next day's date."
            )

    def duties_from(self, at: datetime) -> Iterator[Duty]:
        """Its duty, unless it is over at the aware instant `at`."""
        duty = self.duty()
        if duty is not None and at < duty.end:
            yield duty

    def duty(self) -> Duty | None:
        """Its duty; None where a change of clocks skips it altogether."""
        start, end = instant(self.starts, self.zone), instant(self.ends, self.zone)
        if start >= end:
            return None
        known_by = self.first_start or self.starts
        return Duty(self.key, known_by, self.team, self.role, self.person, start, end, ByShift())
