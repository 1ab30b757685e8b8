"""Duties of one person that follow each other without a pause: they are told, and begin, once."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from schedules.duty import Duty


@dataclass(frozen=True, slots=True)
class Run:
    """One person on duty from the start of `first` until just before `end` (aware, in UTC)."""

    first: Duty
    end: datetime

    @property
    def person(self) -> str:
        """Who is on."""
        return self.first.person

    @property
    def start(self) -> datetime:
        """When it begins."""
        return self.first.start


def runs(duties: Iterable[Duty]) -> tuple[Run, ...]:
    """The runs that these duties make, in the order they begin. Duties of one person that touch or
    overlap are one run, whatever their team and role."""
    found: list[Run] = []
    latest: dict[str, int] = {}
    for duty in sorted(duties, key=lambda duty: duty.start):
        place = latest.get(duty.person)
        if place is not None and duty.start <= found[place].end:
            found[place] = replace(found[place], end=max(found[place].end, duty.end))
        else:
            latest[duty.person] = len(found)
            found.append(Run(duty, duty.end))
    return tuple(found)
