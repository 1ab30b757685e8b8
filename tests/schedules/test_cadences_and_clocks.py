"""Every kind of cadence on the nights when clocks change, in 2026 and 2027, zone by zone."""

from datetime import date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from schedules.cadence import Cadence, Hourly, Monthly, Weekdays
from schedules.duty import ByTurn
from schedules.nth import Nth
from schedules.on_duty import duties, on_duty
from schedules.roster import Roster
from schedules.window import Window
from tests.schedules.rosters import people_on, rotation, utc

SECOND = timedelta(seconds=1)
SUNDAY = 6
MINUTES = timedelta(minutes=1)


@pytest.mark.parametrize(
    ("zone", "start", "expected"),
    [
        # What a wall shows at the start of each turn, and for how many minutes it lasts.
        ("Europe/Paris", "2026-03-29 00:00", [("01:00", 60), ("03:00", 60)]),
        ("Europe/Paris", "2026-10-24 23:00", [("01:00", 60), ("02:00", 120), ("03:00", 60)]),
        ("Europe/Paris", "2027-03-28 00:00", [("01:00", 60), ("03:00", 60)]),
        ("Europe/Paris", "2027-10-30 23:00", [("01:00", 60), ("02:00", 120), ("03:00", 60)]),
        ("America/Miquelon", "2026-03-08 04:00", [("01:00", 60), ("03:00", 60)]),
        ("America/Miquelon", "2026-11-01 02:00", [("00:00", 60), ("01:00", 120), ("02:00", 60)]),
        ("America/Miquelon", "2027-03-14 04:00", [("01:00", 60), ("03:00", 60)]),
        ("America/Miquelon", "2027-11-07 02:00", [("00:00", 60), ("01:00", 120), ("02:00", 60)]),
        # Back by half an hour, from 02:00 to 01:30; forth, from 02:00 to 02:30.
        ("Australia/Lord_Howe", "2026-04-04 14:00", [("01:00", 90), ("02:00", 60)]),
        ("Australia/Lord_Howe", "2026-10-03 14:30", [("01:00", 60), ("02:00", 30), ("03:00", 60)]),
        ("Australia/Lord_Howe", "2027-04-03 14:00", [("01:00", 90), ("02:00", 60)]),
        ("Australia/Lord_Howe", "2027-10-02 14:30", [("01:00", 60), ("02:00", 30), ("03:00", 60)]),
        # The same nights where clocks never change.
        ("America/Cayenne", "2026-03-29 04:00", [("01:00", 60), ("02:00", 60), ("03:00", 60)]),
        ("Indian/Reunion", "2026-10-24 21:00", [("01:00", 60), ("02:00", 60), ("03:00", 60)]),
        ("Indian/Reunion", "2027-03-27 21:00", [("01:00", 60), ("02:00", 60), ("03:00", 60)]),
        ("Pacific/Marquesas", "2027-10-30 10:30", [("01:00", 60), ("02:00", 60), ("03:00", 60)]),
    ],
)
def test_the_hours_of_the_night_one_by_one(
    zone: str, start: str, expected: list[tuple[str, int]]
) -> None:
    hourly = rotation("Ana", "Ben", "Cléo", zone=ZoneInfo(zone), cadence=Hourly(time(0)))
    end = utc(start) + sum(minutes for _, minutes in expected) * MINUTES
    found = duties(Roster((hourly,)), utc(start), end)
    assert [(f"{d.local_start:%H:%M}", (d.end - d.start) // MINUTES) for d in found] == expected
    assert (found[0].start, found[-1].end) == (utc(start), end)
    assert all(before.end == after.start for before, after in pairwise(found))


def test_whoever_had_the_skipped_hour_is_passed_over_and_the_order_goes_on() -> None:
    hourly = rotation("Ana", "Ben", "Cléo", cadence=Hourly(time(0)), starts_on=date(2026, 3, 29))
    found = duties(Roster((hourly,)), utc("2026-03-28 23:00"), utc("2026-03-29 03:00"))
    # Midnight, one o'clock, (two does not exist,) three, four.
    assert [duty.person for duty in found] == ["Ana", "Ben", "Ana", "Ben"]


def test_a_turn_of_eight_hours_over_the_night_is_seven_or_nine() -> None:
    of_eight = rotation("Ana", "Ben", "Cléo", cadence=Hourly(time(6)), every=8)
    for night, hours in {
        "2026-03-28 22:00": 7,
        "2026-10-24 22:00": 9,
        "2027-03-27 22:00": 7,
        "2027-10-30 22:00": 9,
        "2026-06-01 22:00": 8,
    }.items():
        (duty,) = on_duty(Roster((of_eight,)), utc(night))
        assert duty.local_start.time() == time(22)
        assert duty.end - duty.start == timedelta(hours=hours)


CHANGES = [
    # The wall's time of handover on a night of a change, and its instant.
    ("Europe/Paris", "2026-03-29 02:30", "2026-03-29 01:00"),
    ("Europe/Paris", "2026-10-25 02:30", "2026-10-25 00:30"),
    ("Europe/Paris", "2027-03-28 02:30", "2027-03-28 01:00"),
    ("Europe/Paris", "2027-10-31 02:30", "2027-10-31 00:30"),
    ("America/Miquelon", "2026-03-08 02:30", "2026-03-08 05:00"),
    ("America/Miquelon", "2026-11-01 01:30", "2026-11-01 03:30"),
    ("America/Miquelon", "2027-03-14 02:30", "2027-03-14 05:00"),
    ("America/Miquelon", "2027-11-07 01:30", "2027-11-07 03:30"),
    ("Australia/Lord_Howe", "2026-04-05 01:45", "2026-04-04 14:45"),
    ("Australia/Lord_Howe", "2026-10-04 02:15", "2026-10-03 15:30"),
    ("Australia/Lord_Howe", "2027-04-04 01:45", "2027-04-03 14:45"),
    ("Australia/Lord_Howe", "2027-10-03 02:15", "2027-10-02 15:30"),
    ("America/Cayenne", "2026-03-29 02:30", "2026-03-29 05:30"),
    ("America/Cayenne", "2027-10-31 02:30", "2027-10-31 05:30"),
    ("Indian/Reunion", "2026-10-25 02:30", "2026-10-24 22:30"),
    ("Indian/Reunion", "2027-03-28 02:30", "2027-03-27 22:30"),
    ("Pacific/Marquesas", "2026-03-29 02:30", "2026-03-29 12:00"),
    ("Pacific/Marquesas", "2027-10-31 02:30", "2027-10-31 12:00"),
]
"""Each of these days is a Sunday."""


def cadences_of(wall: datetime) -> list[Cadence]:
    """One of each kind that hands over on this Sunday at this time."""
    place = (wall.day - 1) // 7 + 1
    nth = -1 if (wall + timedelta(weeks=1)).month != wall.month else place
    return [
        Hourly(wall.time()),
        Weekdays(wall.time()),
        Weekdays(wall.time(), frozenset({SUNDAY})),
        Weekdays(wall.time(), frozenset({2, SUNDAY})),
        Monthly(wall.time(), wall.day),
        Monthly(wall.time(), Nth(nth, SUNDAY)),
    ]


@pytest.mark.parametrize(("zone", "wall", "instant"), CHANGES)
def test_one_turn_ends_as_the_next_begins_whatever_the_cadence(
    zone: str, wall: str, instant: str
) -> None:
    local, at = datetime.fromisoformat(wall), utc(instant)
    assert local.weekday() == SUNDAY
    for cadence in cadences_of(local):
        turns = rotation(
            ("Ana", "Aïda"), ("Ben", "Basma"), "Cléo", zone=ZoneInfo(zone), cadence=cadence
        )
        (before, after) = (on_duty(Roster((turns,)), moment) for moment in (at - SECOND, at))
        assert {duty.end for duty in before} == {at}
        assert {duty.start for duty in after} == {at}
        ((ended,), (begun,)) = ({duty.why for duty in found} for found in (before, after))
        assert isinstance(ended, ByTurn)
        assert isinstance(begun, ByTurn)
        assert ended.number < begun.number


@pytest.mark.parametrize(("zone", "wall", "instant"), CHANGES)
def test_a_window_that_opens_and_one_that_closes_on_the_night_meet(
    zone: str, wall: str, instant: str
) -> None:
    local, at = datetime.fromisoformat(wall), utc(instant)
    place = frozenset({(local.day - 1) // 7 + 1})
    until = Window(frozenset({SUNDAY - 1}), time(20), local.time())
    since = Window(frozenset({SUNDAY}), local.time(), time(8), place)
    hours = rotation("Ana", zone=ZoneInfo(zone), windows=(since, until), handover=time(12))
    before, after = (on_duty(Roster((hours,)), moment) for moment in (at - SECOND, at))
    assert [duty.end for duty in before] == [at]
    assert [(duty.start, duty.local_start) for duty in after] == [(at, local)]


@pytest.mark.parametrize(
    ("night", "hours"),
    [("2026-03-28", 23), ("2026-10-24", 25), ("2027-03-27", 23), ("2027-10-30", 25)],
)
def test_a_window_of_24_hours_over_the_night_has_its_hours_by_the_wall(
    night: str, hours: int
) -> None:
    around = Window(frozenset({5}), time(9), time(9), frozenset({-1, 4}))
    saturdays = rotation("Ana", windows=(around,), handover=time(9))
    (duty,) = on_duty(Roster((saturdays,)), utc(f"{night} 23:30"))
    assert duty.local_start == datetime.fromisoformat(f"{night} 09:00")
    assert duty.end - duty.start == timedelta(hours=hours)
    assert people_on(saturdays, duty.end) == []


def test_the_last_sunday_of_march_hands_over_in_the_hour_that_is_skipped() -> None:
    # Clocks change on that very Sunday, each year.
    cadence = Monthly(time(2, 30), Nth(-1, SUNDAY))
    by_month = rotation("Ana", "Ben", cadence=cadence, starts_on=date(2026, 2, 22))
    found = duties(Roster((by_month,)), utc("2026-02-23 00:00"), utc("2026-05-01 00:00"))
    assert [(d.person, d.start, d.local_start.isoformat(" ", "minutes")) for d in found] == [
        ("Ana", utc("2026-02-22 01:30"), "2026-02-22 02:30"),
        ("Ben", utc("2026-03-29 01:00"), "2026-03-29 02:30"),
        ("Ana", utc("2026-04-26 00:30"), "2026-04-26 02:30"),
    ]
