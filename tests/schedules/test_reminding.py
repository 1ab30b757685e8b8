"""When somebody is reminded, and of what: literal dates, changes of clocks of 2026 and 2027."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from schedules.duty import ByShift, Duty
from schedules.reminding import Moment, moment_before, moment_come
from schedules.runs import Run, runs

PARIS = ZoneInfo("Europe/Paris")


@pytest.mark.parametrize(
    ("start", "zone", "moment", "expected"),
    [
        # October 2026 in Paris: 25 hours between two Saturdays' and Sundays' eights.
        ("2026-10-25T07:00Z", "Europe/Paris", Moment.DAY, "2026-10-24T06:00Z"),
        ("2026-10-25T07:00Z", "Europe/Paris", Moment.WEEK, "2026-10-18T06:00Z"),
        ("2026-10-25T07:00Z", "Europe/Paris", Moment.HOUR, "2026-10-25T06:00Z"),
        # Nobody is woken: what begins at half past two, the first or the second, is told the
        # evening before the day before; an hour before, at any time.
        ("2026-10-25T00:30Z", "Europe/Paris", Moment.DAY, "2026-10-23T18:00Z"),
        ("2026-10-25T01:30Z", "Europe/Paris", Moment.DAY, "2026-10-23T18:00Z"),
        ("2026-10-26T01:30Z", "Europe/Paris", Moment.DAY, "2026-10-24T18:00Z"),
        ("2026-10-25T01:30Z", "Europe/Paris", Moment.HOUR, "2026-10-25T00:30Z"),
        # March 2027: 23 hours.
        ("2027-03-28T06:00Z", "Europe/Paris", Moment.DAY, "2027-03-27T07:00Z"),
        ("2027-03-29T00:30Z", "Europe/Paris", Moment.DAY, "2027-03-27T19:00Z"),
        ("2027-03-28T01:30Z", "Europe/Paris", Moment.HOUR, "2027-03-28T00:30Z"),
        # No change of clocks, half an hour, and half an hour of change.
        ("2026-10-25T07:00Z", "Indian/Reunion", Moment.DAY, "2026-10-24T07:00Z"),
        ("2026-10-25T07:00Z", "Pacific/Marquesas", Moment.WEEK, "2026-10-18T05:30Z"),
        ("2026-10-04T03:00Z", "Australia/Lord_Howe", Moment.DAY, "2026-10-03T03:30Z"),
    ],
)
def test_a_day_is_counted_by_the_clock_and_an_hour_by_minutes(
    start: str, zone: str, moment: Moment, expected: str
) -> None:
    begins = datetime.fromisoformat(start)
    assert moment_before(moment, begins, ZoneInfo(zone)) == datetime.fromisoformat(expected)


START = datetime(2026, 11, 28, 19, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("before", "chosen", "expected"),
    [
        (timedelta(days=8), {*Moment}, None),
        (timedelta(days=7), {*Moment}, Moment.WEEK),
        (timedelta(hours=24, seconds=1), {*Moment}, Moment.WEEK),
        (timedelta(hours=24), {*Moment}, Moment.DAY),
        (timedelta(hours=2), {Moment.WEEK, Moment.HOUR}, Moment.WEEK),
        (timedelta(hours=1), {Moment.WEEK, Moment.HOUR}, Moment.HOUR),
        (timedelta(seconds=1), {*Moment}, Moment.HOUR),
        (timedelta(0), {*Moment}, None),
        (timedelta(hours=2), set(), None),
    ],
)
def test_only_the_nearest_of_the_moments_that_have_come_is_told(
    before: timedelta, chosen: set[Moment], expected: Moment | None
) -> None:
    assert moment_come(chosen, START, PARIS, START - before) == expected


def test_an_instant_needs_its_zone() -> None:
    naive = START.replace(tzinfo=None)
    with pytest.raises(ValueError, match="time zone"):
        moment_come({*Moment}, START, PARIS, naive)
    with pytest.raises(ValueError, match="time zone"):
        moment_before(Moment.HOUR, naive, PARIS)


def duty(person: str, starts: int, ends: int, team: str = "psys") -> Duty:
    """Hours counted from an evening."""
    start, end = START + timedelta(hours=starts), START + timedelta(hours=ends)
    local = start.replace(tzinfo=None)
    return Duty(f"{person}{starts}", local, team, "first", person, start, end, ByShift())


def told(found: tuple[Run, ...]) -> list[tuple[str, int, int]]:
    def hours(at: datetime) -> int:
        return round((at - START).total_seconds() / 3600)

    return [(run.person, hours(run.start), hours(run.end)) for run in found]


def test_duties_that_touch_or_overlap_are_one_run_and_a_pause_makes_two() -> None:
    mixed = [
        duty("lea", 6, 12),
        duty("max", 2, 5),
        duty("lea", 0, 6, team="coordinators"),
        duty("lea", 1, 3),
        duty("lea", 13, 14),
        duty("max", 4, 6),
    ]
    assert told(runs(mixed)) == [("lea", 0, 12), ("max", 2, 6), ("lea", 13, 14)]
    assert runs(mixed)[0].first.team == "coordinators"
    assert runs([]) == ()


def test_the_nearer_moment_comes_later() -> None:
    assert Moment.HOUR.is_nearer_than(Moment.DAY)
    assert not Moment.DAY.is_nearer_than(Moment.DAY)
    assert not Moment.WEEK.is_nearer_than(Moment.DAY)
