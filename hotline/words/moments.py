"""Times of day as they are said: a greeting, « demain à 8 heures », "before 8 am tomorrow"."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from hotline.words import words

_DAYS = {
    "fr": ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_MONTHS = {
    "fr": (
        *("janvier", "février", "mars", "avril", "mai", "juin"),
        *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
    ),
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
}
_ROUND = {
    "fr": {time(0): "minuit", time(12): "midi"},
    "en": {time(0): "midnight", time(12): "noon"},
}


def day_name(weekday: int, language: str) -> str:
    """« lundi »; "Monday". Monday is 0."""
    return _DAYS["en" if language == "en" else "fr"][weekday]


def month_name(month: int, language: str) -> str:
    """« janvier »; "January". January is 1."""
    return _MONTHS["en" if language == "en" else "fr"][month - 1]


def greeting(local: datetime, language: str) -> str:
    """« Bonjour » or « Bonsoir » by the clock where the caller is."""
    if 5 <= local.hour < 12:
        return words("greeting-morning", language)
    return words("greeting-afternoon" if 12 <= local.hour < 18 else "greeting-evening", language)


def spoken_time(at: time, language: str) -> str:
    """« 8 heures », « 8 heures 30 », « midi »; "8 am", "8:30 pm", "noon"."""
    at = at.replace(second=0, microsecond=0, tzinfo=None)
    rounded = _ROUND["en" if language == "en" else "fr"].get(at)
    if rounded:
        return rounded
    if language == "en":
        hour, half = (at.hour + 11) % 12 + 1, "am" if at.hour < 12 else "pm"
        return f"{hour}:{at.minute:02} {half}" if at.minute else f"{hour} {half}"
    hours = "1 heure" if at.hour == 1 else f"{at.hour} heures"
    return f"{hours} {at.minute}" if at.minute else hours


def spoken_moment(moment: datetime, now: datetime, language: str) -> str:
    """When something later will be: « à 20 heures », « lundi à 8 heures », « le 24 décembre à
    midi ». Both in the same zone, that of whoever listens."""
    at = spoken_time(moment.time(), language)
    day = _day(moment, now, language)
    if language != "en":
        return f"{day} à {at}".strip()
    return f"{_on(day)} at {at}".strip()


def spoken_limit(moment: datetime, now: datetime, language: str) -> str:
    """A moment to come, after « avant » or "before": « 8 heures », « demain à 8 heures »; "8 am
    on Monday". In the zone of `moment`."""
    at = spoken_time(moment.time(), language)
    day = _day(moment, now.astimezone(moment.tzinfo), language)
    if language == "en":
        return f"{at} {_on(day)}".strip()
    return f"{day} à {at}" if day else at


def written_moment(moment: datetime, language: str) -> str:
    """A local time as it can be read on any day: « samedi 28 novembre à 8 heures »; "on Saturday
    28 November at 8 am"."""
    at = spoken_time(moment.time(), language)
    if language == "en":
        return f"on {spoken_date(moment, language)} at {at}"
    return f"{spoken_date(moment, language)} à {at}"


def written_until(end: datetime, start: datetime, language: str) -> str:
    """The end of what begins at `start`, both local: « jusqu'à 20 heures », « jusqu'au dimanche 29
    novembre à 8 heures »; "until 8 am on Sunday 29 November"."""
    at = spoken_time(end.time(), language)
    midnight = end.time() == time(0) and end.date() - start.date() == timedelta(days=1)
    one_day = midnight or end.date() == start.date()
    if language == "en":
        return f"until {at}" if one_day else f"until {at} on {spoken_date(end, language)}"
    return f"jusqu'à {at}" if one_day else f"jusqu'au {spoken_date(end, language)} à {at}"


def spoken_date(moment: datetime, language: str) -> str:
    """« vendredi 27 novembre », « vendredi 1er mai »; "Friday 27 November"."""
    return f"{day_name(moment.weekday(), language)} {_date(moment, language)}"


def relative_day(moment: datetime, now: datetime, language: str) -> str:
    """« demain », « lundi », « le 24 décembre »; "tomorrow", "on Monday"; nothing for today."""
    day = _day(moment, now, language)
    return _on(day) if language == "en" else day


def _date(moment: datetime, language: str) -> str:
    day = "1er" if moment.day == 1 and language != "en" else moment.day
    return f"{day} {month_name(moment.month, language)}"


def _day(moment: datetime, now: datetime, language: str) -> str:
    """A day seen from another; nothing for the same day."""
    language = "en" if language == "en" else "fr"
    days = (moment.date() - now.date()).days
    if days in {0, 1}:
        return ("", {"fr": "demain", "en": "tomorrow"}[language])[days]
    if 1 < days < 7:
        return day_name(moment.weekday(), language)
    date = _date(moment, language)
    return date if language == "en" else f"le {date}"


def _on(day: str) -> str:
    return day if day in {"", "tomorrow"} else f"on {day}"
