"""A rotation around the clock: not one second of ten years is without its one turn."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schedules.cadence import Cadence, Hourly, Monthly, Weekdays
from schedules.local_time import instant
from schedules.nth import Nth
from schedules.on_duty import duties, on_duty
from schedules.roster import Roster
from schedules.rotation import Rotation
from tests.schedules.drawn import ZONES, as_cadence, groups, handovers
from tests.schedules.oracle import Handover
from tests.schedules.rosters import rotation, utc

START, END = utc("2026-01-03 00:00"), utc("2036-01-03 00:00")


def assert_nothing_is_missing(around_the_clock: Rotation, start: datetime, end: datetime) -> None:
    """Between these instants one turn follows the other; a group comes and goes together."""
    found = duties(Roster((around_the_clock,)), start, end)
    turns = list(dict.fromkeys((duty.why, duty.start, duty.end) for duty in found))
    assert turns[0][1] <= start
    assert turns[-1][2] >= end
    assert all(before[2] == after[1] for before, after in pairwise(turns))
    assert all(begins < ends for _, begins, ends in turns)


@pytest.mark.parametrize("zone", sorted(ZONES))
@pytest.mark.parametrize(
    "cadence",
    [
        Hourly(time(0)),
        Weekdays(time(0)),
        Weekdays(time(2, 30)),
        Weekdays(time(1, 45), frozenset({0, 3})),
        Weekdays(time(3), frozenset({6})),
        Monthly(time(23, 59), 31),
        Monthly(time(2, 30), Nth(-1, 6)),
    ],
    ids=repr,
)
def test_no_second_of_ten_years_is_uncovered(cadence: Cadence, zone: str) -> None:
    people = ("Ana", ("Ben", "Basma"), "Cléo")
    assert_nothing_is_missing(rotation(*people, zone=ZoneInfo(zone), cadence=cadence), START, END)


@st.composite
def around_the_clock(draw: st.DrawFn) -> Rotation:
    """Any rotation without windows nor end, begun in any of forty years."""
    cadence = as_cadence(draw(handovers()))
    # Ten years of hours take seconds to list: such turns are drawn longer.
    shortest = 12 if isinstance(cadence, Hourly) else 1
    return rotation(
        *(group if len(group) > 1 else group[0] for group in draw(groups())),
        cadence=cadence,
        zone=ZoneInfo(draw(st.sampled_from(sorted(ZONES)))),
        every=draw(st.integers(shortest, shortest + 40)),
        starts_on=draw(st.dates(date(1990, 1, 1), date(2030, 1, 1))),
    )


@settings(deadline=None, max_examples=60)
@given(around_the_clock())
def test_no_second_of_ten_years_is_uncovered_by_any_rotation(drawn: Rotation) -> None:
    begins = datetime.combine(drawn.starts_on, time(), tzinfo=drawn.zone) + timedelta(days=2)
    start = max(START, begins)
    assert_nothing_is_missing(drawn, start, start + timedelta(days=3653))


@settings(deadline=None)
@given(around_the_clock(), handovers(), st.integers(1, 900))
def test_a_rotation_that_follows_another_leaves_no_second_between_them(
    rule: Rotation, other: Handover, lasts: int
) -> None:
    ends_on = rule.starts_on + timedelta(days=lasts)
    cadence = as_cadence(replace(other, at=rule.cadence.handover))
    one = replace(rule, ends_on=ends_on)
    then = replace(rule, key="then", starts_on=ends_on, cadence=cadence)
    at = instant(datetime.combine(ends_on, rule.cadence.handover), rule.zone)
    both = Roster((one, then))
    (before, after) = (on_duty(both, moment) for moment in (at - timedelta(seconds=1), at))
    assert {(duty.source, duty.end) for duty in before} == {(one.key, at)}
    assert {(duty.source, duty.start) for duty in after} == {("then", at)}
