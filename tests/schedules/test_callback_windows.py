"""When a callback is offered: only where somebody is on duty, by the day of whoever asks."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import islice, pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schedules.callback_windows import (
    HORIZON,
    LENGTH,
    SHORTEST,
    CallbackWindow,
    joined,
    page,
    windows,
)

PARIS, MARTINIQUE = ZoneInfo("Europe/Paris"), ZoneInfo("America/Martinique")
NIGHT = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
"""A Sunday, three in the morning in Paris."""
ALWAYS = [CallbackWindow(NIGHT - timedelta(days=1), NIGHT + timedelta(days=9))]


def told(cover: list[CallbackWindow], zone: ZoneInfo, now: datetime, most: int = 4) -> list[str]:
    return [
        f"{one.start.astimezone(zone):%a %H:%M}-{one.end.astimezone(zone):%H:%M}"
        for one in islice(windows(cover, zone, now), most)
    ]


def hours(start: str, end: str, zone: ZoneInfo = PARIS) -> CallbackWindow:
    first, last = (datetime.fromisoformat(at).replace(tzinfo=zone) for at in (start, end))
    return CallbackWindow(first, last)


def test_at_night_the_next_two_hours_then_the_day_from_eight_on() -> None:
    assert told(ALWAYS, PARIS, NIGHT) == [
        *("Sun 03:00-05:00", "Sun 08:00-10:00", "Sun 10:00-12:00", "Sun 12:00-14:00")
    ]


def test_overseas_the_day_is_the_one_there() -> None:
    assert told(ALWAYS, MARTINIQUE, NIGHT)[:3] == [
        *("Sat 22:00-00:00", "Sun 08:00-10:00", "Sun 10:00-12:00")
    ]


def test_nothing_is_promised_where_nobody_is_on() -> None:
    evening = [hours("2026-11-24T19:00", "2026-11-24T22:00")]
    assert told(evening, PARIS, NIGHT) == ["Tue 19:00-21:00", "Tue 21:00-22:00"]
    assert told([], PARIS, NIGHT) == []
    assert told([hours("2026-11-24T19:00", "2026-11-24T19:44")], PARIS, NIGHT) == []
    assert told([hours("2026-11-24T22:00", "2026-11-25T06:00")], PARIS, NIGHT) == []


def test_a_handover_in_the_middle_leaves_no_gap() -> None:
    two = [
        hours("2026-11-22T09:00", "2026-11-22T11:00"),
        hours("2026-11-22T11:00", "2026-11-22T13:00"),
    ]
    assert told(two, PARIS, NIGHT) == ["Sun 09:00-11:00", "Sun 11:00-13:00"]


def test_soon_ends_with_the_duty_and_is_not_offered_for_less_than_it_takes() -> None:
    now = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
    assert told([hours("2026-11-22T09:00", "2026-11-22T10:45")], PARIS, now) == ["Sun 10:00-10:45"]
    assert told([hours("2026-11-22T09:00", "2026-11-22T10:44")], PARIS, now) == []


@pytest.mark.parametrize(
    ("now", "first"),
    [
        (datetime(2026, 3, 28, 21, 0, tzinfo=UTC), ["Sat 22:00-00:00", "Sun 08:00-10:00"]),
        (datetime(2026, 10, 24, 20, 0, tzinfo=UTC), ["Sat 22:00-00:00", "Sun 08:00-10:00"]),
        (datetime(2027, 3, 27, 21, 0, tzinfo=UTC), ["Sat 22:00-00:00", "Sun 08:00-10:00"]),
        (datetime(2027, 10, 30, 20, 0, tzinfo=UTC), ["Sat 22:00-00:00", "Sun 08:00-10:00"]),
    ],
)
def test_across_both_changes_of_clocks(now: datetime, first: list[str]) -> None:
    cover = [CallbackWindow(now - timedelta(days=1), now + timedelta(days=9))]
    assert told(cover, PARIS, now, 2) == first


def test_while_somebody_is_on_the_pieces_go_on_from_when_they_came() -> None:
    now = datetime(2026, 11, 22, 9, 17, tzinfo=UTC)
    on = [hours("2026-11-22T09:00", "2026-11-22T16:00")]
    assert told(on, PARIS, now) == ["Sun 10:17-12:17", "Sun 13:00-15:00", "Sun 15:00-16:00"]


def test_pages_go_on_as_long_as_there_is_something() -> None:
    shown, goes_on = page(windows(ALWAYS, PARIS, NIGHT), 0)
    assert (len(shown), goes_on) == (3, True)
    everything = list(windows(ALWAYS, PARIS, NIGHT))
    last = (len(everything) - 1) // 3
    shown, goes_on = page(iter(everything), last)
    assert shown
    assert not goes_on
    assert page(iter(everything), last + 1) == ([], False)


MINUTES = st.integers(min_value=-3000, max_value=12000)


@given(st.lists(st.tuples(MINUTES, st.integers(1, 3000)), max_size=6))
def test_every_promise_is_covered_to_the_minute_and_none_overlaps_another(
    drawn: list[tuple[int, int]],
) -> None:
    cover = [
        CallbackWindow(NIGHT + timedelta(minutes=first), NIGHT + timedelta(minutes=first + length))
        for first, length in drawn
    ]
    found = list(windows(cover, PARIS, NIGHT))
    for window in found:
        assert NIGHT <= window.start < window.end <= NIGHT + HORIZON
        assert SHORTEST <= window.end - window.start <= LENGTH
        minute = window.start
        while minute < window.end:
            assert any(one.start <= minute < one.end for one in cover), minute
            minute += timedelta(minutes=1)
    assert all(before.end <= after.start for before, after in pairwise(found))
    assert all(before.end < after.start for before, after in pairwise(joined(cover)))
