"""Days and hours as they are written: « lundi 23 novembre de 20 h à 8 h »."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from decimal import Decimal

from hotline.words.moments import day_name, month_name


def written_time(at: time, language: str) -> str:
    """« 8 h », « 20 h 30 »; "08:00"."""
    if language == "en":
        return f"{at:%H:%M}"
    return f"{at.hour} h {at.minute:02}" if at.minute else f"{at.hour} h"


def written_number(value: float | Decimal, language: str) -> str:
    """« 7,5 », « 30 »; "7.5". Of a measure what is nothing behind the comma is left out; an amount
    of money keeps its cents."""
    told = str(value) if isinstance(value, Decimal) else str(value).removesuffix(".0")
    return told if language == "en" else told.replace(".", ",")


def written_day(day: date, language: str, *, named: bool = True) -> str:
    """« lundi 23 novembre »; "Monday 23 November". Without the name of the day, unless `named`."""
    number = "1er" if day.day == 1 and language != "en" else str(day.day)
    name = f"{day_name(day.weekday(), language)} " if named else ""
    return f"{name}{number} {month_name(day.month, language)}"


def written_period(starts: datetime, ends: datetime, language: str) -> str:
    """« lundi 23 novembre de 20 h à 8 h », when it ends within a day; « du lundi 23 novembre à 20 h
    au mardi 1er décembre à 8 h » when it lasts longer. Local times."""
    if _within_a_day(starts, ends):
        return f"{written_day(starts.date(), language)} {_hours(starts, ends, language)}"
    first, last = (
        f"{written_day(at.date(), language)} {'at' if language == 'en' else 'à'}"
        f" {written_time(at.time(), language)}"
        for at in (starts, ends)
    )
    return f"from {first} to {last}" if language == "en" else f"du {first} au {last}"


def written_since(starts: datetime, language: str) -> str:
    """« à partir du lundi 23 novembre à 20 h », of what has no end yet. Local time."""
    day, at = written_day(starts.date(), language), written_time(starts.time(), language)
    return f"from {day} at {at} on" if language == "en" else f"à partir du {day} à {at}"


def written_periods(
    starts: datetime, ends: datetime, days: Sequence[date], every: int | None, language: str
) -> str:
    """The same hours on several days: « chaque lundi du 23 novembre au 15 février (13 fois), de
    20 h à 8 h ». `every` is the number of days from each to the next, None when it varies."""
    if len(days) == 1:
        return written_period(starts, ends, language)
    english = language == "en"
    name = day_name(days[0].weekday(), language)
    first, last = (written_day(day, language, named=False) for day in (days[0], days[-1]))
    count = f"{len(days)} {'times' if english else 'fois'}"
    if every in {1, 7}:
        each = {1: "day" if english else "jour", 7: name}[every]
        which = (
            f"every {each} from {first} to {last} ({count})"
            if english
            else f"chaque {each} du {first} au {last} ({count})"
        )
    else:
        which = (
            f"{count} between {first} and {last}"
            if english
            else f"{count} entre le {first} et le {last}"
        )
    return f"{which}, {_hours(starts, ends, language)}"


def _hours(starts: datetime, ends: datetime, language: str) -> str:
    first, last = (written_time(at.time(), language) for at in (starts, ends))
    days = (ends.date() - starts.date()).days
    if language == "en":
        later = (
            "" if _within_a_day(starts, ends) else f", {days} day{'' if days == 1 else 's'} later"
        )
        return f"from {first} to {last}{later}"
    after = "le lendemain" if days == 1 else f"{days} jours plus tard"
    return f"de {first} à {last}" + ("" if _within_a_day(starts, ends) else f", {after}")


def _within_a_day(starts: datetime, ends: datetime) -> bool:
    """Whether « de 20 h à 8 h » can only be read in one way."""
    days = (ends.date() - starts.date()).days
    return days == 0 or (days == 1 and ends.time() < starts.time())
