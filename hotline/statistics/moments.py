"""Nights, Sundays and public holidays of calls: by the line's clock, and by the caller's."""

from __future__ import annotations

from datetime import date, datetime, time
from functools import lru_cache
from zoneinfo import ZoneInfo

from hotline.lines.document import LineDocument
from hotline.rosters.public_holidays import public_holidays
from hotline.taxonomies import Wording, territories
from schedules.hours import NIGHT_FROM, NIGHT_UNTIL
from schedules.local_time import instant

HOURS = {f"{hour:02}": Wording(f"{hour} h", f"{hour:02}:00") for hour in range(24)}
PARTS = {
    "night": Wording("Nuit (21 h – 6 h)", "Night (21:00–6:00)"),
    "morning": Wording("Matin (6 h – 12 h)", "Morning (6:00–12:00)"),
    "afternoon": Wording("Après-midi (12 h – 18 h)", "Afternoon (12:00–18:00)"),
    "evening": Wording("Soirée (18 h – 21 h)", "Evening (18:00–21:00)"),
}
MOMENTS = {
    "night": Wording("La nuit", "At night"),
    "sunday": Wording("Le dimanche", "On a Sunday"),
    "holiday": Wording("Un jour férié", "On a public holiday"),
    "working": Wording("Aucun des trois", "None of the three"),
}
_SUNDAY = 6


def part_of_day(hour: int) -> str:
    """Night, morning, afternoon or evening."""
    if not NIGHT_UNTIL.hour <= hour < NIGHT_FROM.hour:
        return "night"
    return "morning" if hour < 12 else "afternoon" if hour < 18 else "evening"


def moments(line: LineDocument, day: date, hour: int) -> tuple[str, ...]:
    """What an hour of a day is, where the line is."""
    return _moments(day, hour, line.line.holidays, line.line.more_holidays)


def moments_there(line: LineDocument, day: date, hour: int, area: str | None) -> tuple[str, ...]:
    """What the same hour is where the caller is. A territory with several zones counts as its
    first; in a metropolitan département or where nothing is known, as the line's own."""
    there = territories().get(area or "")
    if there is None or there.zones[0] == line.line.time_zone:
        return moments(line, day, hour)
    local = instant(datetime.combine(day, time(hour)), ZoneInfo(line.line.time_zone)).astimezone(
        ZoneInfo(there.zones[0])
    )
    return _moments(local.date(), local.hour, there.code, line.line.more_holidays)


@lru_cache(maxsize=65536)
def _moments(day: date, hour: int, area: str, more: tuple[date, ...]) -> tuple[str, ...]:
    found = {
        "night": part_of_day(hour) == "night",
        "sunday": day.weekday() == _SUNDAY,
        "holiday": day in more or day in public_holidays(area, [day.year]),
    }
    return tuple(name for name, is_so in found.items() if is_so) or ("working",)
