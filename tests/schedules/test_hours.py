"""Hours of night, of Sundays and of public holidays, by the clock of the person who is on."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from schedules.hours import Hours, days_of, hours_of, nights_of
from schedules.local_time import instant
from schedules.stretches import Stretch, joined, shared
from tests.schedules.rosters import PARIS, utc

REUNION = ZoneInfo("Indian/Reunion")
CAYENNE = ZoneInfo("America/Cayenne")


def local(start: str, end: str, zone: ZoneInfo = PARIS) -> Stretch:
    return (
        instant(datetime.fromisoformat(start), zone),
        instant(datetime.fromisoformat(end), zone),
    )


def hours(duty: float, night: float = 0, sunday: float = 0, holiday: float = 0) -> Hours:
    return Hours(*(timedelta(hours=count) for count in (duty, night, sunday, holiday)))


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2026-11-18 08:00", "2026-11-18 20:00", hours(12)),
        ("2026-11-18 20:00", "2026-11-19 08:00", hours(12, night=9)),
        ("2026-11-18 19:00", "2026-11-18 21:00", hours(2)),
        ("2026-11-18 19:00", "2026-11-18 21:01", hours(2 + 1 / 60, night=1 / 60)),
        ("2026-11-18 05:59", "2026-11-18 07:00", hours(1 + 1 / 60, night=1 / 60)),
        # Saturday to Sunday, Sunday to Monday: only what is of Sunday by the clock.
        ("2026-11-21 20:00", "2026-11-22 08:00", hours(12, night=9, sunday=8)),
        ("2026-11-22 20:00", "2026-11-23 08:00", hours(12, night=9, sunday=4)),
        # The night of a change of clocks: an hour less in March, one more in October.
        ("2026-03-28 20:00", "2026-03-29 08:00", hours(11, night=8, sunday=7)),
        ("2027-03-27 20:00", "2027-03-28 08:00", hours(11, night=8, sunday=7)),
        ("2026-10-24 20:00", "2026-10-25 08:00", hours(13, night=10, sunday=9)),
        ("2027-10-30 20:00", "2027-10-31 08:00", hours(13, night=10, sunday=9)),
        ("2026-10-25 00:00", "2026-10-26 00:00", hours(25, night=10, sunday=25)),
        # A week, as a backup is on: seven nights, one Sunday.
        ("2026-11-16 08:00", "2026-11-23 08:00", hours(168, night=63, sunday=24)),
    ],
)
def test_a_duty_in_paris_is_so_many_hours(start: str, end: str, expected: Hours) -> None:
    assert hours_of([local(start, end)], PARIS, ()) == expected


def test_the_same_instants_are_day_in_paris_and_night_overseas() -> None:
    afternoon = local("2026-03-29 14:00", "2026-03-29 20:00")  # 12:00 to 18:00 UTC
    assert hours_of([afternoon], PARIS, ()) == hours(6, sunday=6)
    # Réunion, four hours ahead: 16:00 to 22:00.
    assert hours_of([afternoon], REUNION, ()) == hours(6, night=1, sunday=6)
    morning = local("2026-03-29 08:00", "2026-03-29 12:00")  # 06:00 to 10:00 UTC
    # Cayenne, three hours behind: 03:00 to 07:00, on both sides of Paris' change of clocks.
    assert hours_of([morning], CAYENNE, ()) == hours(4, night=3, sunday=4)
    before = local("2026-03-28 08:00", "2026-03-28 12:00")  # 07:00 to 11:00 UTC
    assert hours_of([before], CAYENNE, ()) == hours(4, night=2)


def test_a_sunday_overseas_begins_when_it_begins_there() -> None:
    saturday_evening = local("2026-10-24 21:00", "2026-10-25 00:00")
    assert hours_of([saturday_evening], REUNION, ()) == hours(3, night=3, sunday=2)
    assert hours_of([saturday_evening], CAYENNE, ()) == hours(3)


def test_a_public_holiday_is_a_local_date() -> None:
    abolition = {date(2026, 12, 20)}
    night = local("2026-12-19 20:00", "2026-12-20 08:00", REUNION)
    assert hours_of([night], REUNION, abolition) == hours(12, night=9, sunday=8, holiday=8)
    assert hours_of([night], REUNION, {date(2026, 12, 21)}) == hours(12, night=9, sunday=8)


def test_two_roles_at_once_are_one_time() -> None:
    both = [
        local("2026-11-18 08:00", "2026-11-18 20:00"),
        local("2026-11-18 12:00", "2026-11-18 22:00"),
    ]
    assert hours_of(both, PARIS, ()) == hours(14, night=1)


def test_hours_that_are_cut_anywhere_add_up_to_the_same() -> None:
    start, end = local("2026-10-23 10:00", "2026-10-27 10:00")
    whole = hours_of([(start, end)], PARIS, {date(2026, 10, 26)})
    for minutes in range(7, 97 * 60, 311):
        cut = start + timedelta(minutes=minutes)
        parts = [
            hours_of([part], PARIS, {date(2026, 10, 26)}) for part in ((start, cut), (cut, end))
        ]
        assert parts[0] + parts[1] == whole


@pytest.mark.parametrize(
    ("start", "end", "evenings"),
    [
        ("2026-11-18 20:00", "2026-11-19 08:00", [18]),
        ("2026-11-18 18:00", "2026-11-19 00:00", [18]),
        ("2026-11-18 18:00", "2026-11-18 23:59", []),
        ("2026-11-19 03:00", "2026-11-19 08:00", [18]),
        ("2026-11-19 03:01", "2026-11-19 08:00", []),
        ("2026-11-16 08:00", "2026-11-23 08:00", [16, 17, 18, 19, 20, 21, 22]),
    ],
)
def test_three_hours_of_a_night_make_it_one(start: str, end: str, evenings: list[int]) -> None:
    assert [night.day for night in nights_of([local(start, end)], PARIS)] == evenings


def test_a_night_in_two_parts_is_one_night() -> None:
    parts = [
        local("2026-11-18 20:00", "2026-11-18 23:00"),
        local("2026-11-19 04:00", "2026-11-19 08:00"),
    ]
    assert nights_of(parts, PARIS) == (date(2026, 11, 18),)


def test_a_day_that_only_touches_midnight_is_not_two() -> None:
    evening = local("2026-11-18 20:00", "2026-11-19 00:00")
    assert days_of([evening], PARIS) == (date(2026, 11, 18),)


def test_stretches_that_touch_are_one_and_empty_ones_are_none() -> None:
    eight, nine, ten = (utc(f"2026-11-18 {hour:02}:00") for hour in (8, 9, 10))
    assert joined([(nine, ten), (eight, nine), (ten, ten)]) == ((eight, ten),)
    assert joined([(nine, nine)]) == ()
    assert shared((eight, nine), (nine, ten)) == timedelta()
    assert shared((eight, ten), (nine, datetime.max.replace(tzinfo=UTC))) == timedelta(hours=1)
