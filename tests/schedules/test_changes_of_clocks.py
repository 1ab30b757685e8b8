"""Literal nights: the handover stays where a clock on the wall shows it."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from schedules.local_time import instant
from schedules.on_duty import duties
from schedules.roster import Roster
from schedules.window import Window
from tests.schedules.rosters import PARIS, people_on, rotation, utc, weekly

ANA_BEN = ("Ana", "Ben")
SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(
    ("zone", "wall", "expected"),
    [
        ("Europe/Paris", "2026-03-29 01:59", "2026-03-29 00:59"),
        ("Europe/Paris", "2026-03-29 02:00", "2026-03-29 01:00"),
        ("Europe/Paris", "2026-03-29 02:30", "2026-03-29 01:00"),
        ("Europe/Paris", "2026-03-29 02:59:59.500000", "2026-03-29 01:00"),
        ("Europe/Paris", "2026-03-29 03:00", "2026-03-29 01:00"),
        ("Europe/Paris", "2026-03-29 03:01", "2026-03-29 01:01"),
        ("Europe/Paris", "2026-10-25 01:59", "2026-10-24 23:59"),
        ("Europe/Paris", "2026-10-25 02:00", "2026-10-25 00:00"),
        ("Europe/Paris", "2026-10-25 02:59", "2026-10-25 00:59"),
        ("Europe/Paris", "2026-10-25 03:00", "2026-10-25 02:00"),
        ("Europe/Paris", "2027-03-28 02:30", "2027-03-28 01:00"),
        ("Europe/Paris", "2027-10-31 02:30", "2027-10-31 00:30"),
        ("America/Cayenne", "2026-03-29 02:30", "2026-03-29 05:30"),
        ("Indian/Reunion", "2026-10-25 02:30", "2026-10-24 22:30"),
        ("Pacific/Marquesas", "2026-03-29 02:30", "2026-03-29 12:00"),
        # Saint-Pierre-et-Miquelon changes with North America: 8 March and 1 November 2026.
        ("America/Miquelon", "2026-03-08 02:30", "2026-03-08 05:00"),
        ("America/Miquelon", "2026-03-29 02:30", "2026-03-29 04:30"),
        ("America/Miquelon", "2026-11-01 01:30", "2026-11-01 03:30"),
        # Lord Howe changes by half an hour: 5 April and 4 October 2026.
        ("Australia/Lord_Howe", "2026-10-04 02:15", "2026-10-03 15:30"),
        ("Australia/Lord_Howe", "2026-10-04 02:30", "2026-10-03 15:30"),
        ("Australia/Lord_Howe", "2026-04-05 01:45", "2026-04-04 14:45"),
        # Samoa went from 29 to 31 December 2011: a whole day was skipped.
        ("Pacific/Apia", "2011-12-30 09:00", "2011-12-30 10:00"),
    ],
)
def test_a_local_time_is_its_first_occurrence_or_the_end_of_the_gap(
    zone: str, wall: str, expected: str
) -> None:
    assert instant(datetime.fromisoformat(wall), ZoneInfo(zone)) == utc(expected)


def test_a_local_time_marked_as_the_second_occurrence_is_still_the_first() -> None:
    second = datetime.fromisoformat("2026-10-25 02:30").replace(fold=1)
    assert instant(second, PARIS) == utc("2026-10-25 00:30")


def test_an_instant_is_refused_where_a_local_time_is_asked() -> None:
    with pytest.raises(ValueError, match="give it without a time zone"):
        instant(utc("2026-03-29 01:00"), PARIS)


@pytest.mark.parametrize(
    ("boundary", "handover"),
    [
        # The rotation starts two days before: the third handover is back to Ana.
        ("2026-03-29 01:00", time(2, 30)),
        ("2027-03-28 01:00", time(2, 30)),
        ("2026-10-25 00:30", time(2, 30)),
        ("2027-10-31 00:30", time(2, 30)),
        ("2026-03-29 06:00", time(8)),
        ("2027-03-28 06:00", time(8)),
        ("2026-10-25 07:00", time(8)),
        ("2027-10-31 07:00", time(8)),
        ("2026-10-25 02:00", time(3)),
    ],
)
def test_exactly_one_person_is_on_around_a_handover_on_the_night_of_a_change(
    boundary: str, handover: time
) -> None:
    at = utc(boundary)
    two = rotation(*ANA_BEN, handover=handover, starts_on=at.date() - timedelta(days=2))
    for before in (MINUTE, SECOND, timedelta(microseconds=1)):
        assert people_on(two, at - before) == ["Ben"]
    for later in (timedelta(0), SECOND, MINUTE):
        assert people_on(two, at + later) == ["Ana"]


def test_the_repeated_hour_has_one_handover_not_two() -> None:
    two = rotation(*ANA_BEN, handover=time(2, 30), starts_on=date(2026, 10, 24))
    # 02:30 comes again at 01:30 UTC; between the two, 02:00 to 02:29 come after the handover.
    for at in ("2026-10-25 00:30", "2026-10-25 01:00", "2026-10-25 01:29", "2026-10-25 01:30"):
        assert people_on(two, at) == ["Ben"]


@pytest.mark.parametrize(
    ("day", "hours"),
    [("2026-03-28", 23), ("2026-10-24", 25), ("2027-03-27", 23), ("2027-10-30", 25)],
)
def test_the_turn_over_a_change_of_clocks_is_an_hour_shorter_or_longer(
    day: str, hours: int
) -> None:
    roster = Roster((rotation(*ANA_BEN),))
    (duty,) = duties(roster, utc(f"{day} 12:00"), utc(f"{day} 13:00"))
    assert duty.local_start == datetime.fromisoformat(f"{day} 08:00")
    assert duty.end - duty.start == timedelta(hours=hours)


def test_a_night_window_lasts_an_hour_less_in_march_and_an_hour_more_in_october() -> None:
    nights = Window(frozenset(range(7)), time(20), time(8))
    roster = Roster((rotation("Ana", handover=time(12), windows=(nights,)),))
    lengths = {
        day: [d.end - d.start for d in duties(roster, utc(f"{day} 22:00"), utc(f"{day} 23:00"))]
        for day in ("2026-03-27", "2026-03-28", "2026-10-24", "2026-10-25")
    }
    assert lengths == {
        "2026-03-27": [timedelta(hours=12)],
        "2026-03-28": [timedelta(hours=11)],
        "2026-10-24": [timedelta(hours=13)],
        "2026-10-25": [timedelta(hours=12)],
    }


def test_a_window_inside_the_skipped_hour_does_not_happen_that_night() -> None:
    listening = Window(frozenset({6}), time(2, 15), time(2, 45))
    roster = Roster((rotation("Ana", windows=(listening,)),))
    starts = [d.start for d in duties(roster, utc("2026-03-22 00:00"), utc("2026-04-06 00:00"))]
    assert starts == [utc("2026-03-22 01:15"), utc("2026-04-05 00:15")]


def test_a_window_inside_the_repeated_hour_happens_once() -> None:
    listening = Window(frozenset({6}), time(2, 15), time(2, 45))
    roster = Roster((rotation("Ana", windows=(listening,)),))
    (duty,) = duties(roster, utc("2026-10-24 12:00"), utc("2026-10-26 00:00"))
    assert (duty.start, duty.end) == (utc("2026-10-25 00:15"), utc("2026-10-25 00:45"))


def test_a_weekly_handover_stays_at_its_hour_across_both_changes() -> None:
    roster = Roster((weekly("Ana", "Ben", "Cléo", starts_on=date(2026, 3, 16)),))
    spring = duties(roster, utc("2026-03-24 00:00"), utc("2026-04-07 00:00"))
    assert [(d.person, d.start) for d in spring] == [
        ("Ben", utc("2026-03-23 07:00")),
        ("Cléo", utc("2026-03-30 06:00")),
        ("Ana", utc("2026-04-06 06:00")),
    ]
    autumn = duties(roster, utc("2026-10-20 00:00"), utc("2026-10-27 00:00"))
    assert [(d.person, d.start, d.end) for d in autumn] == [
        ("Ben", utc("2026-10-19 06:00"), utc("2026-10-26 07:00")),
        ("Cléo", utc("2026-10-26 07:00"), utc("2026-11-02 07:00")),
    ]


@pytest.mark.parametrize(
    ("zone", "handover"),
    [
        ("America/Cayenne", "11:00"),
        ("Indian/Reunion", "04:00"),
        ("Pacific/Marquesas", "17:30"),
    ],
)
def test_where_clocks_never_change_the_handover_never_moves(zone: str, handover: str) -> None:
    roster = Roster((rotation(*ANA_BEN, zone=ZoneInfo(zone)),))
    year = duties(roster, utc("2026-02-01 00:00"), utc("2027-02-01 00:00"))
    assert {f"{duty.start:%H:%M}" for duty in year} == {handover}


def test_a_handover_on_the_day_that_samoa_skipped_waits_for_the_next_morning() -> None:
    apia = ZoneInfo("Pacific/Apia")
    three = rotation("Ana", "Ben", "Cléo", zone=apia, starts_on=date(2011, 12, 29))
    found = duties(Roster((three,)), utc("2011-12-29 20:00"), utc("2011-12-31 00:00"))
    assert [(d.person, d.start, d.end) for d in found] == [
        ("Ana", utc("2011-12-29 18:00"), utc("2011-12-30 10:00")),
        ("Ben", utc("2011-12-30 10:00"), utc("2011-12-30 18:00")),
        ("Cléo", utc("2011-12-30 18:00"), utc("2011-12-31 18:00")),
    ]
