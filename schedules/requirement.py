"""How many people a team needs in a role, and when."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from schedules.local_time import aware, instant, reading
from schedules.window import Window, open_stretches

_TWO_DAYS = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Requirement:
    """At least so many different people, and as many as `wished` if that can be.

    Windows are local times in `zone`; without any it holds day and night.
    Raises ValueError when fewer are wished than needed, or nobody is needed.
    """

    team: str
    role: str
    zone: ZoneInfo
    at_least: int = 1
    wished: int = 1
    windows: tuple[Window, ...] = ()

    def __post_init__(self) -> None:
        if self.at_least < 1 or self.wished < self.at_least:
            raise ValueError(
                f"{self.team} {self.role}: {self.at_least} needed and {self.wished} wished will not"
                " do; need at least one, and wish for no fewer than are needed."
            )

    def periods(self, start: datetime, end: datetime) -> Iterator[tuple[datetime, datetime]]:
        """When it holds between two aware instants, as instants: ends exclusive, cut at both.

        Windows that overlap give periods that do. Raises ValueError for naive instants.
        """
        if not self.windows:
            yield aware(start), aware(end)
            return
        since, until = reading(start, self.zone), reading(end, self.zone)
        # In a repeated hour the clock shows less at the end of the period than it has shown before.
        last = max(since, until).replace(hour=0, minute=0, second=0, microsecond=0) + _TWO_DAYS
        first = since.replace(hour=0, minute=0, second=0, microsecond=0) - _TWO_DAYS
        for opens, closes in open_stretches(self.windows, first, last, since=first):
            opened = max(start, instant(opens, self.zone))
            closed = min(end, instant(closes, self.zone))
            # A change of clocks can skip a short window altogether.
            if opened < closed:
                yield opened, closed
