"""Short ways to write a roster and to ask it, for literal dates."""

from collections.abc import Collection, Mapping
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from schedules.cadence import Weekdays
from schedules.on_duty import duties, on_duty
from schedules.roster import Roster
from schedules.rotation import Rotation, Turn

PARIS = ZoneInfo("Europe/Paris")


def rotation(*people: Turn, handover: time = time(8), **changes: Any) -> Rotation:
    """A continuous daily rotation in Paris at 08:00 since 1 January 2026, but for `changes`."""
    usual: Mapping[str, Any] = {
        "key": "psychologists-first",
        "team": "psychologists",
        "role": "first",
        "zone": PARIS,
        "cadence": Weekdays(handover),
        "starts_on": date(2026, 1, 1),
    }
    return Rotation(people=people, **{**usual, **changes})


def weekly(
    *people: Turn, handover: time = time(8), weekdays: Collection[int] = (0,), **changes: Any
) -> Rotation:
    """The same by the week, Monday to Monday unless other weekdays are given."""
    return rotation(*people, cadence=Weekdays(handover, frozenset(weekdays)), **changes)


def utc(text: str) -> datetime:
    """An instant written as a UTC date and time: 2026-03-29 01:00."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def people_on(source: Rotation | Roster, at: str | datetime) -> list[str]:
    """Who is on at a UTC time, in the order their duties began."""
    roster = source if isinstance(source, Roster) else Roster((source,))
    return [duty.person for duty in on_duty(roster, utc(at) if isinstance(at, str) else at)]


def starts_and_people(source: Rotation, start: str, end: str) -> list[tuple[str, str]]:
    """Day and time of the local start, and who, of the duties of a period of UTC times."""
    found = duties(Roster((source,)), utc(start), utc(end))
    return [(f"{duty.local_start:%d %H:%M}", duty.person) for duty in found]
