"""Times of day and days as a telephone says them, in both languages."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from hotline.words.moments import greeting, spoken_limit, spoken_moment

PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2026, 11, 22, 20, 0, tzinfo=PARIS)
"""A Sunday evening."""


@pytest.mark.parametrize(
    ("moment", "fr", "en"),
    [
        ((2026, 11, 22, 23, 30), "à 23 heures 30", "at 11:30 pm"),
        ((2026, 11, 23, 0, 0), "demain à minuit", "tomorrow at midnight"),
        ((2026, 11, 23, 8, 0), "demain à 8 heures", "tomorrow at 8 am"),
        ((2026, 11, 24, 1, 5), "mardi à 1 heure 5", "on Tuesday at 1:05 am"),
        ((2026, 11, 28, 12, 0), "samedi à midi", "on Saturday at noon"),
        ((2026, 11, 29, 12, 0), "le 29 novembre à midi", "on 29 November at noon"),
        ((2026, 12, 1, 18, 0), "le 1er décembre à 18 heures", "on 1 December at 6 pm"),
    ],
)
def test_when_something_will_be(moment: tuple[int, int, int, int, int], fr: str, en: str) -> None:
    at = datetime(*moment, tzinfo=PARIS)
    assert spoken_moment(at, NOW, "fr") == fr
    assert spoken_moment(at, NOW, "en") == en


@pytest.mark.parametrize(
    ("moment", "fr", "en"),
    [
        ((2026, 11, 22, 23, 0), "23 heures", "11 pm"),
        ((2026, 11, 23, 8, 0), "demain à 8 heures", "8 am tomorrow"),
        ((2026, 11, 25, 8, 30), "mercredi à 8 heures 30", "8:30 am on Wednesday"),
        ((2026, 12, 24, 20, 0), "le 24 décembre à 20 heures", "8 pm on 24 December"),
    ],
)
def test_until_when_nobody_is_called(
    moment: tuple[int, int, int, int, int], fr: str, en: str
) -> None:
    at = datetime(*moment, tzinfo=PARIS)
    assert spoken_limit(at, NOW.astimezone(UTC), "fr") == fr
    assert spoken_limit(at, NOW.astimezone(UTC), "en") == en


@pytest.mark.parametrize(
    ("hour", "fr", "en"),
    [
        (5, "Bonjour.", "Good morning."),
        (12, "Bonjour.", "Good afternoon."),
        (18, "Bonsoir.", "Good evening."),
        (4, "Bonsoir.", "Good evening."),
    ],
)
def test_the_greeting_goes_by_the_clock_where_the_caller_is(hour: int, fr: str, en: str) -> None:
    local = datetime(2026, 11, 22, hour, 0, tzinfo=PARIS)
    assert (greeting(local, "fr"), greeting(local, "en")) == (fr, en)
