"""When somebody is called back, as it is said."""

from __future__ import annotations

from datetime import datetime

from hotline.words import words
from hotline.words.moments import relative_day, spoken_time


def window_words(start: datetime, end: datetime, now: datetime, language: str) -> str:
    """« Dans les deux heures », « aujourd'hui entre 14 heures et 16 heures », « demain entre… ».
    `now` is in the zone of whoever listens."""
    starts, ends = (at.astimezone(now.tzinfo) for at in (start, end))
    if start <= now:
        # To the quarter before: nobody promises a minute.
        quarter = ends.time().replace(minute=ends.minute // 15 * 15)
        return words("callback-soon", language, time=spoken_time(quarter, language))
    day = relative_day(starts, now, language) or words("callback-today", language)
    return words(
        "callback-between",
        language,
        day=f"{day[0].upper()}{day[1:]}",
        first=spoken_time(starts.time(), language),
        last=spoken_time(ends.time(), language),
    )
