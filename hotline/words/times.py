"""Hours and days as they are spoken: « demain 8 heures », "8 am tomorrow"."""

from __future__ import annotations

from datetime import date, datetime, time

_DAYS = {
    "fr": ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_MONTHS = {
    "fr": (
        "janvier", "février", "mars", "avril", "mai", "juin",
        "juillet", "août", "septembre", "octobre", "novembre", "décembre",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
}  # fmt: skip


def hour_words(moment: time, language: str) -> str:
    """An hour of the day: « 20 heures 30 », « midi », "8:30 pm"."""
    if language == "en":
        if moment in {time(), time(12)}:
            return "midnight" if moment == time() else "noon"
        minutes = f":{moment.minute:02}" if moment.minute else ""
        return f"{moment.hour % 12 or 12}{minutes} {'pm' if moment.hour >= 12 else 'am'}"
    hour = {0: "minuit", 1: "1 heure", 12: "midi"}.get(moment.hour, f"{moment.hour} heures")
    return f"{hour} {moment.minute}" if moment.minute else hour


def day_words(day: date, today: date, language: str) -> str:
    """A day seen from another: « aujourd'hui », « demain », « lundi » within a week, else its
    date."""
    english = language == "en"
    ahead = (day - today).days
    if ahead in {0, 1}:
        return (("aujourd'hui", "today"), ("demain", "tomorrow"))[ahead][english]
    if 1 < ahead <= 7:
        return _DAYS["en" if english else "fr"][day.weekday()]
    month = _MONTHS["en" if english else "fr"][day.month - 1]
    return f"{month} {day.day}" if english else f"le {'1er' if day.day == 1 else day.day} {month}"


def moment_words(moment: datetime, now: datetime, language: str) -> str:
    """A moment to come, in the zone of `moment`, to be said after « avant » or "before": the hour,
    and its day when it is not today's."""
    local = now.astimezone(moment.tzinfo)
    hour = hour_words(moment.time(), language)
    if moment.date() == local.date():
        return hour
    day = day_words(moment.date(), local.date(), language)
    if language == "en":
        return f"{hour} {day}" if day == "tomorrow" else f"{hour} on {day}"
    return f"{day} {hour}"
