"""Each kind of cadence with literal dates: when it hands over, to whom, who is on together."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time

import pytest

from schedules.cadence import Cadence, Hourly, Monthly, Weekdays
from schedules.duty import ByTurn
from schedules.nth import Nth, is_nth
from schedules.on_duty import duties
from schedules.roster import Roster
from schedules.window import Window, refuse_overlaps
from tests.schedules.rosters import people_on, rotation, starts_and_people, utc, weekly

MONDAY, THURSDAY, SUNDAY = 0, 3, 6
EVERY_DAY = frozenset(range(7))
JANUARY_31 = date(2026, 1, 31)


def handovers(cadence: Cadence, start: str, number: int) -> list[str]:
    """The local times of the first handovers from `start` on."""
    first = cadence.last_by(datetime.fromisoformat(start))
    times = (cadence.at(first + n) for n in range(number))
    return [f"{wall:%Y-%m-%d %H:%M}" for wall in times]


def test_hours_turn_at_their_minute_on_the_wall() -> None:
    hourly = rotation("Ana", "Ben", cadence=Hourly(time(8, 30)))
    assert starts_and_people(hourly, "2026-01-01 07:45", "2026-01-01 10:00") == [
        ("01 08:30", "Ana"),
        ("01 09:30", "Ben"),
        ("01 10:30", "Ana"),
    ]


def test_turns_of_several_hours_go_on_over_midnight() -> None:
    of_seven = rotation("Ana", "Ben", "Cléo", cadence=Hourly(time(8)), every=7)
    assert starts_and_people(of_seven, "2026-01-01 12:00", "2026-01-03 00:00") == [
        ("01 08:00", "Ana"),
        ("01 15:00", "Ben"),
        ("01 22:00", "Cléo"),
        ("02 05:00", "Ana"),
        ("02 12:00", "Ben"),
        ("02 19:00", "Cléo"),
    ]


def test_a_handover_on_two_weekdays_makes_turns_of_three_and_of_four_days() -> None:
    # 1 January 2026 is a Thursday.
    two = weekly("Ana", "Ben", "Cléo", weekdays=(MONDAY, THURSDAY))
    assert starts_and_people(two, "2026-01-01 12:00", "2026-01-16 00:00") == [
        ("01 08:00", "Ana"),
        ("05 08:00", "Ben"),
        ("08 08:00", "Cléo"),
        ("12 08:00", "Ana"),
        ("15 08:00", "Ben"),
    ]


def test_every_other_of_several_weekdays() -> None:
    days = weekly("Ana", "Ben", weekdays=(MONDAY, THURSDAY, SUNDAY), every=2)
    assert starts_and_people(days, "2026-01-01 12:00", "2026-01-13 00:00") == [
        ("01 08:00", "Ana"),  # Thursday and Sunday
        ("05 08:00", "Ben"),  # Monday and Thursday
        ("11 08:00", "Ana"),  # Sunday
    ]


def test_a_day_that_a_month_does_not_have_is_its_last() -> None:
    assert handovers(Monthly(time(8), 31), "2026-01-31 08:00", 5) == [
        "2026-01-31 08:00",
        "2026-02-28 08:00",
        "2026-03-31 08:00",
        "2026-04-30 08:00",
        "2026-05-31 08:00",
    ]
    assert handovers(Monthly(time(0), 29), "2028-02-29 00:00", 1) == ["2028-02-29 00:00"]
    assert handovers(Monthly(time(0), 30), "2028-02-29 00:00", 1) == ["2028-02-29 00:00"]
    assert handovers(Monthly(time(0), 29), "2027-03-01 00:00", 2) == [
        "2027-02-28 00:00",
        "2027-03-29 00:00",
    ]


def test_a_month_belongs_to_one_person_until_the_last_day_of_february() -> None:
    by_month = rotation("Ana", "Ben", "Cléo", cadence=Monthly(time(8), 31), starts_on=JANUARY_31)
    assert people_on(by_month, "2026-02-28 06:59:59") == ["Ana"]
    assert people_on(by_month, "2026-02-28 07:00") == ["Ben"]
    assert people_on(by_month, "2026-03-31 05:59:59") == ["Ben"]  # the clocks have changed
    assert people_on(by_month, "2026-03-31 06:00") == ["Cléo"]


def test_a_month_that_starts_in_its_middle_covers_the_days_until_its_handover() -> None:
    by_month = rotation("Ana", "Ben", cadence=Monthly(time(8), 10), starts_on=JANUARY_31)
    assert starts_and_people(by_month, "2026-01-01 00:00", "2026-03-11 00:00") == [
        ("31 08:00", "Ana"),
        ("10 08:00", "Ben"),
        ("10 08:00", "Ana"),
    ]


@pytest.mark.parametrize(
    ("nth", "weekday", "expected"),
    [
        (1, MONDAY, ["2026-01-05", "2026-02-02", "2026-03-02", "2026-04-06"]),
        (3, THURSDAY, ["2026-01-15", "2026-02-19", "2026-03-19", "2026-04-16"]),
        (4, SUNDAY, ["2026-01-25", "2026-02-22", "2026-03-22", "2026-04-26"]),
        (-1, SUNDAY, ["2026-01-25", "2026-02-22", "2026-03-29", "2026-04-26"]),
        (-1, THURSDAY, ["2026-01-29", "2026-02-26", "2026-03-26", "2026-04-30"]),
    ],
)
def test_a_month_may_turn_on_the_nth_of_a_weekday(
    nth: int, weekday: int, expected: list[str]
) -> None:
    cadence = Monthly(time(8), Nth(nth, weekday))
    found = handovers(cadence, f"{expected[0]} 08:00", 4)
    assert found == [f"{day} 08:00" for day in expected]
    before = cadence.last_by(datetime.fromisoformat(f"{expected[1]} 07:59"))
    assert f"{cadence.at(before):%Y-%m-%d}" == expected[0]


def test_quarters_and_years_are_turns_of_several_months() -> None:
    quarters = rotation("Ana", "Ben", cadence=Monthly(time(8), 1), every=3)
    assert starts_and_people(quarters, "2026-01-01 12:00", "2027-01-01 00:00") == [
        ("01 08:00", "Ana"),
        ("01 08:00", "Ben"),
        ("01 08:00", "Ana"),
        ("01 08:00", "Ben"),
    ]


def test_a_group_is_on_together_and_hands_over_together() -> None:
    groups = weekly(("Ana", "Ben"), "Cléo", ("Dina", "Ana"), starts_on=date(2026, 1, 5))
    assert people_on(groups, "2026-01-12 06:59:59") == ["Ana", "Ben"]
    assert people_on(groups, "2026-01-12 07:00") == ["Cléo"]
    assert people_on(groups, "2026-01-19 07:00") == ["Ana", "Dina"]
    assert people_on(groups, "2026-01-26 07:00") == ["Ana", "Ben"]
    ana, dina = duties(Roster((groups,)), utc("2026-01-20 00:00"), utc("2026-01-21 00:00"))
    assert dina.why == ana.why == ByTurn(number=3, place=3, people=3)
    assert dina.identity == ana.identity


def test_a_window_may_open_on_some_weeks_of_the_month_only() -> None:
    first_and_last_monday = Window(frozenset({MONDAY}), time(18), time(21), frozenset({1, -1}))
    mondays = weekly("Ana", windows=(first_and_last_monday,))
    assert starts_and_people(mondays, "2026-02-01 00:00", "2026-04-01 00:00") == [
        ("02 18:00", "Ana"),
        ("23 18:00", "Ana"),
        ("02 18:00", "Ana"),
        ("30 18:00", "Ana"),
    ]


def test_a_night_on_the_last_day_of_the_month_goes_on_into_the_next() -> None:
    last_saturday = Window(frozenset({5}), time(20), time(8), frozenset({-1}))
    nights = rotation("Ana", windows=(last_saturday,), handover=time(12))
    # 31 January 2026 is a Saturday, the fifth.
    assert people_on(nights, "2026-01-31 19:00") == ["Ana"]
    assert people_on(nights, "2026-02-01 06:59:59") == ["Ana"]
    assert people_on(nights, "2026-02-01 07:00") == []
    assert people_on(nights, "2026-01-24 19:00") == []


def test_a_fifth_weekday_is_there_in_some_months() -> None:
    fifth = {5}
    assert is_nth(date(2026, 1, 31), fifth)
    assert not is_nth(date(2026, 2, 28), fifth)
    assert is_nth(date(2026, 2, 28), {4})
    assert is_nth(date(2026, 2, 28), {-1})


def test_windows_of_different_weeks_may_have_the_same_hours() -> None:
    def sundays(*nth: int) -> Window:
        return Window(frozenset({SUNDAY}), time(20), time(8), frozenset(nth))

    refuse_overlaps((sundays(1, 3), sundays(2, 4), sundays(5)))
    with pytest.raises(ValueError, match="make one of the two shorter"):
        refuse_overlaps((sundays(4), sundays(-1)))
    first_mondays = Window(frozenset({MONDAY}), time(7), time(9), frozenset({1}))
    refuse_overlaps((sundays(2, 3), first_mondays))
    # Sunday 4 January 2026; Sunday 28 February 2027, the fourth, the night before 1 March.
    for sunday in (1, 4, 5, -1):
        with pytest.raises(ValueError, match="make one of the two shorter"):
            refuse_overlaps((sundays(sunday), first_mondays))


@pytest.mark.parametrize(
    ("make", "remedy"),
    [
        (lambda: Hourly(time(8, tzinfo=UTC)), "without a time zone"),
        (lambda: Weekdays(time(8, tzinfo=UTC)), "without a time zone"),
        (lambda: Monthly(time(8, tzinfo=UTC), 1), "without a time zone"),
        (lambda: Weekdays(time(8), frozenset()), "at least one"),
        (lambda: Weekdays(time(8), frozenset({7})), "from 0"),
        (lambda: Monthly(time(8), 0), "from 1 to 31"),
        (lambda: Monthly(time(8), 32), "from 1 to 31"),
        (lambda: Monthly(time(8), Nth(5, MONDAY)), "give 1 to 4, or -1"),
        (lambda: Nth(0, MONDAY), "give 1 to 4, or -1"),
        (lambda: Nth(1, 7), "from 0"),
        (lambda: Window(EVERY_DAY, time(8), time(9), frozenset({6})), "to fifth"),
    ],
)
def test_a_cadence_that_cannot_be_is_refused_with_its_remedy(
    make: Callable[[], object], remedy: str
) -> None:
    with pytest.raises(ValueError, match=remedy):
        make()
