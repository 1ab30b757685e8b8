"""Days and hours as they are written, once or again and again."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest

from hotline.words.written import (
    written_day,
    written_number,
    written_period,
    written_periods,
    written_since,
    written_time,
)


@pytest.mark.parametrize(
    ("value", "french", "english"),
    [
        (30.0, "30", "30"),
        (0.0, "0", "0"),
        (7.5, "7,5", "7.5"),
        (Decimal("12.50"), "12,50", "12.50"),
        (Decimal("9.00"), "9,00", "9.00"),
    ],
)
def test_a_number_has_a_decimal_comma_in_french(
    value: float | Decimal, french: str, english: str
) -> None:
    assert written_number(value, "fr") == french
    assert written_number(value, "en") == english


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("starts", "ends", "french", "english"),
    [
        (
            "2026-11-23T20:00",
            "2026-11-24T08:00",
            "lundi 23 novembre de 20 h à 8 h",
            "Monday 23 November from 20:00 to 08:00",
        ),
        (
            "2026-12-01T09:30",
            "2026-12-01T12:00",
            "mardi 1er décembre de 9 h 30 à 12 h",
            "Tuesday 1 December from 09:30 to 12:00",
        ),
        (
            "2026-11-23T08:00",
            "2026-11-24T08:00",
            "du lundi 23 novembre à 8 h au mardi 24 novembre à 8 h",
            "from Monday 23 November at 08:00 to Tuesday 24 November at 08:00",
        ),
        (
            "2026-11-23T08:00",
            "2026-11-30T08:00",
            "du lundi 23 novembre à 8 h au lundi 30 novembre à 8 h",
            "from Monday 23 November at 08:00 to Monday 30 November at 08:00",
        ),
    ],
)
def test_a_period_is_written_so_that_it_can_be_read_in_one_way(
    starts: str, ends: str, french: str, english: str
) -> None:
    assert written_period(at(starts), at(ends), "fr") == french
    assert written_period(at(starts), at(ends), "en") == english


@pytest.mark.parametrize(
    ("steps", "hours", "french", "english"),
    [
        (
            [7, 7],
            12,
            "chaque lundi du 23 novembre au 7 décembre (3 fois), de 20 h à 8 h",
            "every Monday from 23 November to 7 December (3 times), from 20:00 to 08:00",
        ),
        (
            [1, 1, 1],
            2,
            "chaque jour du 23 novembre au 26 novembre (4 fois), de 20 h à 22 h",
            "every day from 23 November to 26 November (4 times), from 20:00 to 22:00",
        ),
        (
            [1, 3],
            24,
            "3 fois entre le 23 novembre et le 27 novembre, de 20 h à 20 h, le lendemain",
            "3 times between 23 November and 27 November, from 20:00 to 20:00, 1 day later",
        ),
        (
            [14, 14],
            72,
            "3 fois entre le 23 novembre et le 21 décembre, de 20 h à 20 h, 3 jours plus tard",
            "3 times between 23 November and 21 December, from 20:00 to 20:00, 3 days later",
        ),
        (
            [],
            12,
            "lundi 23 novembre de 20 h à 8 h",
            "Monday 23 November from 20:00 to 08:00",
        ),
    ],
)
def test_the_same_hours_on_several_days_are_written_once(
    steps: list[int], hours: int, french: str, english: str
) -> None:
    starts = at("2026-11-23T20:00")
    days = [starts.date()]
    for step in steps:
        days.append(days[-1] + timedelta(days=step))
    every = steps[0] if len(set(steps)) == 1 else None
    ends = starts + timedelta(hours=hours)
    assert written_periods(starts, ends, days, every, "fr") == french
    assert written_periods(starts, ends, days, every, "en") == english


def test_a_day_is_written_with_or_without_its_name() -> None:
    assert written_day(date(2026, 5, 1), "fr") == "vendredi 1er mai"
    assert written_day(date(2026, 5, 1), "fr", named=False) == "1er mai"
    assert written_day(date(2026, 5, 1), "en") == "Friday 1 May"


def test_an_hour_is_written_short() -> None:
    assert [written_time(time(h, m), "fr") for h, m in ((0, 0), (8, 5), (20, 30))] == [
        "0 h",
        "8 h 05",
        "20 h 30",
    ]
    assert written_time(time(8, 5), "en") == "08:05"


def test_what_has_no_end_yet_is_written_from_its_beginning_on() -> None:
    starts = at("2026-11-23T20:30")
    assert written_since(starts, "fr") == "à partir du lundi 23 novembre à 20 h 30"
    assert written_since(starts, "en") == "from Monday 23 November at 20:30 on"
