"""Days and times of day as people write them in a cell."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from schedules.local_time import reading

if TYPE_CHECKING:  # what reads workbooks takes long to load, and commands read moments too
    from hotline.rosters.sheets.grid import Cell

_DAY = r"(?P<day>\d\d?)[/.-](?P<month>\d\d?)[/.-](?P<year>\d{4}|\d\d)"
_ISO_DAY = r"(?P<iso>\d{4}-\d\d-\d\d)"
_TIME = r"(?P<hour>\d\d?)\s*(?:[:h]\s*(?P<minute>\d\d)?(?::00)?)"
_OFFSET = r"(?P<offset>Z|[+-]\d\d:?\d\d)?"
_WEEKDAY = r"(?:[^\W\d]+\.?,?\s+)?"
_A_DATE = re.compile(f"{_WEEKDAY}(?:{_DAY}|{_ISO_DAY})", re.IGNORECASE)
_A_TIME = re.compile(_TIME, re.IGNORECASE)
_A_MOMENT = re.compile(
    f"{_WEEKDAY}(?:{_DAY}|{_ISO_DAY})(?:\\s*[T,à]\\s*|\\s+){_TIME}{_OFFSET}", re.IGNORECASE
)
_MIDNIGHT = timedelta(0)
_WHOLE_DAY = timedelta(days=1)


def moment_in(cell: Cell, zone: ZoneInfo) -> datetime | None:
    """A local time of `zone`: 24/12/2026 20:00, 2026-12-24T20:00, or Excel's own. None otherwise.

    The day comes before the month. With an offset (+01:00) it is converted. Seconds are cut off.
    """
    if isinstance(cell, datetime):
        return cell.replace(second=0, microsecond=0)
    if not isinstance(cell, str) or (match := _A_MOMENT.fullmatch(cell)) is None:
        return None
    day, past_midnight = _day(match), _past_midnight(match)
    if day is None or past_midnight is None:
        return None
    found = datetime.combine(day, time.min) + past_midnight
    if match["offset"]:
        found = reading(datetime.fromisoformat(f"{found}{match['offset'].upper()}"), zone)
    return found


def day_in(cell: Cell) -> date | None:
    """A day: 24/12/2026, 24.12.26, 2026-12-24, or Excel's own. None otherwise."""
    if isinstance(cell, datetime):
        return cell.date() if cell.time() == time.min else None
    if isinstance(cell, date):
        return cell
    match = _A_DATE.fullmatch(cell) if isinstance(cell, str) else None
    return None if match is None else _day(match)


def time_in(cell: Cell) -> timedelta | None:
    """A time of day as time past midnight, 24:00 included: 20:00, 20h, 8 h 30, or Excel's own."""
    if isinstance(cell, time):
        return timedelta(hours=cell.hour, minutes=cell.minute)
    if isinstance(cell, timedelta):
        return cell if _MIDNIGHT <= cell <= _WHOLE_DAY else None
    match = _A_TIME.fullmatch(cell) if isinstance(cell, str) else None
    return None if match is None else _past_midnight(match)


def _day(match: re.Match[str]) -> date | None:
    try:
        if match["iso"]:
            return date.fromisoformat(match["iso"])
        year = int(match["year"]) + (2000 if len(match["year"]) == 2 else 0)
        return date(year, int(match["month"]), int(match["day"]))
    except ValueError:
        return None


def _past_midnight(match: re.Match[str]) -> timedelta | None:
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    found = timedelta(hours=hour, minutes=minute)
    return found if minute < 60 and found <= _WHOLE_DAY else None
