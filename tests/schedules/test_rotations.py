"""Whose turn it is, in which hours, and rotations that cannot be."""

from datetime import UTC, date, datetime, time
from typing import Any

import pytest

from schedules.duty import ByTurn
from schedules.on_duty import duties
from schedules.roster import Roster
from schedules.window import Window
from tests.schedules.rosters import people_on, rotation, starts_and_people, utc, weekly

EVERY_DAY = frozenset(range(7))
WORKING_DAYS = frozenset(range(5))


def test_people_take_turns_in_their_order_day_by_day() -> None:
    three = rotation("Ana", "Ben", "Cléo")
    assert starts_and_people(three, "2026-01-01 12:00", "2026-01-04 12:00") == [
        ("01 08:00", "Ana"),
        ("02 08:00", "Ben"),
        ("03 08:00", "Cléo"),
        ("04 08:00", "Ana"),
    ]


def test_a_turn_may_last_several_days_or_weeks() -> None:
    assert starts_and_people(
        rotation("Ana", "Ben", every=3), "2026-01-01 12:00", "2026-01-08 00:00"
    ) == [("01 08:00", "Ana"), ("04 08:00", "Ben"), ("07 08:00", "Ana")]
    fortnights = weekly("Ana", "Ben", every=2, starts_on=date(2026, 1, 5))
    assert starts_and_people(fortnights, "2026-01-05 12:00", "2026-02-03 00:00") == [
        ("05 08:00", "Ana"),
        ("19 08:00", "Ben"),
        ("02 08:00", "Ana"),
    ]


def test_nobody_is_on_before_the_start_or_after_the_end() -> None:
    short = rotation("Ana", "Ben", ends_on=date(2026, 1, 3))
    assert people_on(short, "2026-01-01 06:59:59") == []
    assert people_on(short, "2026-01-01 07:00") == ["Ana"]
    assert people_on(short, "2026-01-03 06:59:59") == ["Ben"]
    assert people_on(short, "2026-01-03 07:00") == []


def test_an_end_in_the_middle_of_a_turn_cuts_it() -> None:
    short = rotation("Ana", "Ben", every=7, ends_on=date(2026, 1, 3))
    (duty,) = duties(Roster((short,)), utc("2026-01-01 00:00"), utc("2027-01-01 00:00"))
    assert duty.end == utc("2026-01-03 07:00")


def test_a_rotation_that_starts_the_day_another_ends_follows_it_at_once() -> None:
    until = rotation("Ana", ends_on=date(2026, 1, 10))
    then = rotation("Ben", key="then", starts_on=date(2026, 1, 10))
    both = Roster((until, then))
    assert people_on(both, "2026-01-10 06:59:59") == ["Ana"]
    assert people_on(both, "2026-01-10 07:00") == ["Ben"]


def test_a_weekly_rotation_that_starts_midweek_covers_the_days_until_its_handover() -> None:
    # 1 January 2026 is a Thursday.
    assert starts_and_people(weekly("Ana", "Ben"), "2025-12-01 00:00", "2026-01-13 00:00") == [
        ("01 08:00", "Ana"),
        ("05 08:00", "Ben"),
        ("12 08:00", "Ana"),
    ]


def test_a_duty_says_why_and_keeps_its_identity() -> None:
    (duty,) = duties(
        Roster((rotation("Ana", "Ben", "Cléo"),)),
        utc("2026-01-05 12:00"),
        utc("2026-01-05 13:00"),
    )
    assert duty.why == ByTurn(number=5, place=2, people=3)
    assert duty.why.reason == "turn"
    assert duty.identity == ("psychologists-first", datetime.fromisoformat("2026-01-05 08:00"))
    assert duty.start.tzinfo is UTC


def test_a_night_belongs_to_the_evening_it_began_on() -> None:
    friday_nights = Window(frozenset({4}), time(20), time(8))
    ana = rotation("Ana", handover=time(12), windows=(friday_nights,))
    # 2 January 2026 is a Friday.
    assert people_on(ana, "2026-01-02 06:00") == []
    assert people_on(ana, "2026-01-02 18:59:59") == []
    assert people_on(ana, "2026-01-02 19:00") == ["Ana"]
    assert people_on(ana, "2026-01-03 06:59:59") == ["Ana"]
    assert people_on(ana, "2026-01-03 07:00") == []
    assert people_on(ana, "2026-01-03 19:00") == []


def test_a_handover_inside_a_window_cuts_it_in_two() -> None:
    nights = Window(EVERY_DAY, time(20), time(8))
    two = rotation("Ana", "Ben", handover=time(0), windows=(nights,))
    assert starts_and_people(two, "2026-01-02 00:00", "2026-01-03 12:00") == [
        ("02 00:00", "Ben"),
        ("02 20:00", "Ben"),
        ("03 00:00", "Ana"),
    ]


def test_windows_of_a_day_come_in_order_whatever_order_they_are_given_in() -> None:
    afternoon = Window(WORKING_DAYS, time(14), time(18))
    morning = Window(WORKING_DAYS, time(9), time(12))
    ana = weekly("Ana", windows=(afternoon, morning))
    assert starts_and_people(ana, "2026-01-02 00:00", "2026-01-05 23:00") == [
        ("02 09:00", "Ana"),
        ("02 14:00", "Ana"),
        ("05 09:00", "Ana"),
        ("05 14:00", "Ana"),
    ]


def test_a_window_of_24_hours_each_day_leaves_no_second_uncovered() -> None:
    around = Window(EVERY_DAY, time(9), time(9))
    ana = rotation("Ana", handover=time(9), windows=(around,))
    for at in ("2026-01-01 22:59:59", "2026-01-01 23:00", "2026-01-02 07:59:59.999999"):
        assert people_on(ana, at) == ["Ana"]
    assert people_on(ana, "2026-01-02 08:00") == ["Ana"]


@pytest.mark.parametrize(
    ("changes", "remedy"),
    [
        ({"people": ()}, "name at least one person"),
        ({"every": 0}, "give 1 or more"),
        ({"people": ((),)}, "also in a group"),
        ({"people": (("Ana", "Ana"),)}, "name them once"),
        ({"ends_on": date(2026, 1, 1)}, "give a day after 2026-01-01"),
        (
            {
                "windows": (
                    Window(frozenset({6}), time(20), time(8)),
                    Window(frozenset({0}), time(7), time(9)),
                )
            },
            "make one of the two shorter",
        ),
    ],
)
def test_a_rotation_that_cannot_be_is_refused_with_its_remedy(
    changes: dict[str, Any], remedy: str
) -> None:
    with pytest.raises(ValueError, match=f"^Rotation psychologists-first: .*{remedy}"):
        rotation(*changes.pop("people", ("Ana",)), **changes)


@pytest.mark.parametrize(
    ("weekdays", "opens", "remedy"),
    [
        (frozenset[int](), time(8), "at least one"),
        (frozenset({7}), time(8), "from 0"),
        (frozenset({0}), time(8, tzinfo=UTC), "without a time zone"),
    ],
)
def test_a_window_that_cannot_be_is_refused_with_its_remedy(
    weekdays: frozenset[int], opens: time, remedy: str
) -> None:
    with pytest.raises(ValueError, match=remedy):
        Window(weekdays, opens, time(12))
