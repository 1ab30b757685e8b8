"""A duty as it is said: the day, the hours, the team, the role."""

from __future__ import annotations

from datetime import datetime, timedelta

from hotline.words.moments import spoken_date, spoken_limit, spoken_time

_ROLES = {
    "fr": {"first": "en premier", "backup": "renfort", "volunteers": "volontaire"},
    "en": {"first": "first", "backup": "backup", "volunteers": "volunteer"},
}


def duty_words(
    starts: datetime, ends: datetime, now: datetime, language: str, *, team: str, role: str
) -> str:
    """« Vendredi 27 novembre, de 20 heures à 8 heures, Psychologues, renfort », without a full
    stop. A duty that is on is told by its end, one of a day or longer by the days of both. Times in
    the zone of the team; `now` in any."""
    when = _when(starts, ends, now, language)
    return f"{when[0].upper()}{when[1:]}, {team}, {role_words(role, language)}"


def role_words(role: str, language: str) -> str:
    """A role of the line's file: those that every line has in words, others as they are named."""
    return _ROLES["en" if language == "en" else "fr"].get(role, role.replace("-", " "))


def until_words(moment: datetime, now: datetime, language: str) -> str:
    """« jusqu'à demain à 8 heures », « jusqu'au 24 décembre à midi »; "until 8 am tomorrow". In the
    zone of `moment`."""
    limit = spoken_limit(moment, now, language)
    if language == "en":
        return f"until {limit}"
    return f"jusqu'au {limit[3:]}" if limit.startswith("le ") else f"jusqu'à {limit}"


def _when(starts: datetime, ends: datetime, now: datetime, language: str) -> str:
    english = language == "en"
    if starts <= now:
        end = until_words(ends, now, language)
        return f"right now, {end}" if english else f"en ce moment, {end}"
    days = (spoken_date(starts, language), spoken_date(ends, language))
    hours = (spoken_time(starts.time(), language), spoken_time(ends.time(), language))
    # By the clocks on the wall: a change of clocks makes no night a longer story.
    if ends.replace(tzinfo=None) - starts.replace(tzinfo=None) < timedelta(days=1):
        both = f"{hours[0]} to {hours[1]}" if english else f"de {hours[0]} à {hours[1]}"
        return f"{days[0]}, {both}"
    if english:
        return f"from {days[0]} at {hours[0]} until {days[1]} at {hours[1]}"
    return f"du {days[0]} à {hours[0]} au {days[1]} à {hours[1]}"
