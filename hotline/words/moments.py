"""Times of day as they are said: a greeting, "tomorrow at 8 a.m."."""

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


def greeting(local: datetime, language: str) -> str:
    """« Bonjour » or « Bonsoir » by the clock where the caller is."""
    if 5 <= local.hour < 12:
        return words("greeting-morning", language)
    return words("greeting-afternoon" if 12 <= local.hour < 18 else "greeting-evening", language)


def spoken_moment(moment: datetime, now: datetime, language: str) -> str:
    """When something later will be: « aujourd'hui à 20 heures », « lundi à 8 heures », « le
    24 décembre à midi ». Both in the same zone, that of whoever listens."""
    language = language if language in _DAYS else "fr"
    days = (moment.date() - now.date()).days
    at = spoken_time(moment.time(), language)
    english = language == "en"
    if days == 0:
        return f"today at {at}" if english else f"aujourd'hui à {at}"
    if days == 1:
        return f"tomorrow at {at}" if english else f"demain à {at}"
    if timedelta(days=days) < timedelta(days=7):
        day = _DAYS[language][moment.weekday()]
        return f"on {day} at {at}" if english else f"{day} à {at}"
    month = _MONTHS[language][moment.month - 1]
    return f"on {moment.day} {month} at {at}" if english else f"le {moment.day} {month} à {at}"


def spoken_time(at: time, language: str) -> str:
    """« 8 heures », « 8 heures 30 », « midi »; "8 a.m.", "8:30 p.m.", "noon"."""
    at = at.replace(second=0, microsecond=0, tzinfo=None)
    if at in _ROUND[language]:
        return _ROUND[language][at]
    if language == "en":
        hour, half = (at.hour + 11) % 12 + 1, "a.m." if at.hour < 12 else "p.m."
        return f"{hour}:{at.minute:02} {half}" if at.minute else f"{hour} {half}"
    hours = "1 heure" if at.hour == 1 else f"{at.hour} heures"
    return f"{hours} {at.minute}" if at.minute else hours
