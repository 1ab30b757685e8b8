"""When an appointment can be, across changes of clocks and far from Paris."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from hotline.appointments.times import Wrong, can_be_come_to, time_meant
from hotline.words.appointments import wait_words

PARIS, REUNION = ZoneInfo("Europe/Paris"), ZoneInfo("Indian/Reunion")
NOW = datetime(2026, 3, 1, 10, 0, tzinfo=UTC)


def meant(day: str, hour: str, zone: ZoneInfo = PARIS, now: datetime = NOW) -> datetime | Wrong:
    return time_meant(day, hour, zone, now, 60)


def test_it_is_read_by_the_clock_of_the_responder() -> None:
    assert meant("2026-03-05", "18:30") == datetime(2026, 3, 5, 17, 30, tzinfo=UTC)
    assert meant("2026-03-05", "18:30", REUNION) == datetime(2026, 3, 5, 14, 30, tzinfo=UTC)


def test_the_hour_that_the_clocks_skip_does_not_exist_and_those_around_it_do() -> None:
    assert meant("2026-03-29", "01:59") == datetime(2026, 3, 29, 0, 59, tzinfo=UTC)
    assert meant("2026-03-29", "02:00") is Wrong.SKIPPED
    assert meant("2026-03-29", "02:59") is Wrong.SKIPPED
    assert meant("2026-03-29", "03:00") == datetime(2026, 3, 29, 1, 0, tzinfo=UTC)
    assert meant("2026-03-29", "02:30", REUNION) == datetime(2026, 3, 28, 22, 30, tzinfo=UTC)


def test_the_hour_that_comes_twice_could_be_either_and_is_not_taken() -> None:
    october = datetime(2026, 10, 1, tzinfo=UTC)
    assert meant("2026-10-25", "01:59", now=october) == datetime(2026, 10, 24, 23, 59, tzinfo=UTC)
    assert meant("2026-10-25", "02:00", now=october) is Wrong.TWICE
    assert meant("2026-10-25", "02:59", now=october) is Wrong.TWICE
    assert meant("2026-10-25", "03:00", now=october) == datetime(2026, 10, 25, 2, 0, tzinfo=UTC)


def test_the_past_and_this_very_minute_are_over() -> None:
    assert meant("2026-02-28", "18:30") is Wrong.PAST
    assert meant("2026-03-01", "11:00") is Wrong.PAST
    assert meant("2026-03-01", "11:01") == NOW + timedelta(minutes=1)
    assert meant("0001-01-01", "00:00") is Wrong.PAST


def test_the_last_day_is_one_and_the_next_is_too_far() -> None:
    assert meant("2026-04-30", "23:59") == datetime(2026, 4, 30, 21, 59, tzinfo=UTC)
    assert meant("2026-05-01", "00:00") is Wrong.TOO_FAR
    assert meant("9999-12-31", "23:59") is Wrong.TOO_FAR


@pytest.mark.parametrize(
    ("day", "hour"),
    [
        ("", ""),
        ("2026-03-05", ""),
        ("", "18:30"),
        ("5/3/2026", "18:30"),
        ("2026-02-30", "18:30"),
        ("2026-W10-4", "18:30"),
        ("20260305", "18:30"),
        ("2026-03-05", "24:00"),
        ("2026-03-05", "18:30:00"),
        ("2026-03-05", "18:30+01:00"),
        ("２０２６-03-05", "18:30"),
        ("2026-03-05", "18:3\x00"),
        ("x" * 3000, "y" * 3000),
    ],
)
def test_what_no_browser_sends_is_asked_for_again(day: str, hour: str) -> None:
    assert meant(day, hour) is Wrong.UNREADABLE


def test_it_can_be_come_to_from_a_quarter_of_an_hour_before_until_its_end() -> None:
    ends = NOW + timedelta(minutes=45)
    second = timedelta(seconds=1)
    quarter = timedelta(minutes=15)
    assert not can_be_come_to(NOW, ends, NOW - quarter - second)
    assert can_be_come_to(NOW, ends, NOW - quarter)
    assert can_be_come_to(NOW, ends, ends - second)
    assert not can_be_come_to(NOW, ends, ends)


@pytest.mark.parametrize(
    ("wait", "fr", "en"),
    [
        (timedelta(seconds=1), "1 minute", "1 minute"),
        (timedelta(minutes=16), "16 minutes", "16 minutes"),
        (timedelta(hours=1), "1 heure", "1 hour"),
        (timedelta(hours=2, minutes=5, seconds=1), "2 heures 6 minutes", "2 hours 6 minutes"),
        (timedelta(hours=47, minutes=59), "47 heures 59 minutes", "47 hours 59 minutes"),
        (timedelta(days=3, hours=5), "3 jours", "3 days"),
    ],
)
def test_how_long_still_is_told_without_a_clock(wait: timedelta, fr: str, en: str) -> None:
    assert (wait_words(wait, "fr"), wait_words(wait, "en")) == (fr, en)
