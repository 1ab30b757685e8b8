"""One-off shifts: overnight, 24 hours, overlapping, on the night of a change."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from schedules.duty import ByShift
from schedules.on_duty import duties
from schedules.roster import Roster
from schedules.shift import Shift
from tests.schedules.rosters import PARIS, people_on, rotation, utc


def shift(person: str, starts: str, ends: str) -> Shift:
    return Shift(
        key=f"{person} {starts}",
        team="psychologists",
        role="first",
        person=person,
        zone=PARIS,
        starts=datetime.fromisoformat(starts),
        ends=datetime.fromisoformat(ends),
    )


def test_an_overnight_shift_is_one_duty() -> None:
    roster = Roster(shifts=(shift("Ana", "2026-01-10 22:00", "2026-01-11 06:00"),))
    (duty,) = duties(roster, utc("2026-01-01 00:00"), utc("2026-02-01 00:00"))
    assert (duty.start, duty.end) == (utc("2026-01-10 21:00"), utc("2026-01-11 05:00"))
    assert duty.why == ByShift()
    assert duty.why.reason == "shift"
    assert people_on(roster, "2026-01-10 20:59:59") == []
    assert people_on(roster, "2026-01-10 21:00") == ["Ana"]
    assert people_on(roster, "2026-01-11 04:59:59") == ["Ana"]
    assert people_on(roster, "2026-01-11 05:00") == []


def test_shifts_of_24_hours_follow_each_other_without_a_hole() -> None:
    roster = Roster(
        shifts=(
            shift("Ana", "2026-03-28 00:00", "2026-03-29 00:00"),
            shift("Ben", "2026-03-29 00:00", "2026-03-30 00:00"),
            shift("Cléo", "2026-03-30 00:00", "2026-03-31 00:00"),
        )
    )
    first, second, third = duties(roster, utc("2026-03-28 12:00"), utc("2026-03-30 12:00"))
    assert first.end == second.start
    assert second.end == third.start
    assert second.end - second.start == timedelta(hours=23)


def test_where_shifts_overlap_both_people_are_on() -> None:
    roster = Roster(
        shifts=(
            shift("Ben", "2026-01-10 11:00", "2026-01-10 15:00"),
            shift("Ana", "2026-01-10 09:00", "2026-01-10 12:00"),
        )
    )
    assert people_on(roster, "2026-01-10 10:30") == ["Ana", "Ben"]
    assert people_on(roster, "2026-01-10 11:00") == ["Ben"]


def test_a_shift_that_starts_in_the_skipped_hour_starts_when_it_is_over() -> None:
    roster = Roster(shifts=(shift("Ana", "2026-03-29 02:30", "2026-03-29 06:00"),))
    assert people_on(roster, "2026-03-29 00:59:59") == []
    assert people_on(roster, "2026-03-29 01:00") == ["Ana"]


def test_a_shift_in_the_repeated_hour_is_over_when_the_hour_comes_again() -> None:
    roster = Roster(shifts=(shift("Ana", "2026-10-25 02:00", "2026-10-25 02:45"),))
    assert people_on(roster, "2026-10-25 00:44:59") == ["Ana"]
    assert people_on(roster, "2026-10-25 00:45") == []
    assert people_on(roster, "2026-10-25 01:30") == []


def test_a_shift_inside_the_skipped_hour_does_not_happen() -> None:
    roster = Roster(shifts=(shift("Ana", "2026-03-29 02:10", "2026-03-29 02:50"),))
    assert duties(roster, utc("2026-03-28 00:00"), utc("2026-03-30 00:00")) == ()


def test_a_shift_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(ValueError, match="ends on the next day's date"):
        shift("Ana", "2026-01-10 22:00", "2026-01-10 06:00")


def test_a_shift_with_zoned_times_is_refused() -> None:
    with pytest.raises(ValueError, match="without a time zone"):
        shift("Ana", "2026-01-10 22:00+00:00", "2026-01-11 06:00+00:00")


def test_a_rule_that_was_another_for_no_time_at_all_keeps_its_versions_in_order() -> None:
    at = utc("2026-06-01 12:00")
    before, after = rotation("ana", closed=at), rotation("bea", opened=at)
    once = shift("cleo", "2026-06-01 08:00", "2026-06-02 08:00")
    never = replace(once, key=before.key, opened=at, closed=at)
    roster = Roster((before, after), (never,))
    assert people_on(roster, "2026-06-01 11:59") == ["ana"]
    assert people_on(roster, "2026-06-01 12:00") == ["bea"]
