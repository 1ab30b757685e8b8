"""When something is done about a case: nights put off what can wait, the limit stays the limit."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from routing.case_clock import (
    CaseSeen,
    CaseState,
    Step,
    ask_until,
    due_steps,
    is_day,
    next_day,
    next_escalation,
    remind_at,
)

PARIS = ZoneInfo("Europe/Paris")
ISLAND = ZoneInfo("Indian/Reunion")
LIMIT = timedelta(hours=48)


def paris(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=PARIS)


OPENED = paris("2026-11-23T10:00")
ASKED = CaseSeen(
    state=CaseState.ASKED,
    limit=LIMIT,
    due_at=OPENED + LIMIT,
    escalate_at=OPENED + LIMIT,
    zone=PARIS,
    ask_until=ask_until(OPENED, LIMIT, PARIS),
)
ACCEPTED = replace(ASKED, state=CaseState.ACCEPTED, accepted_at=paris("2026-11-23T18:00"))
moments = st.integers(0, 2 * 366 * 24 * 60).map(
    lambda minutes: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)
zones = st.sampled_from([PARIS, ISLAND, ZoneInfo("Pacific/Marquesas")])
limits = st.integers(24, 168).map(lambda hours: timedelta(hours=hours))


def test_whoever_is_asked_in_the_morning_has_until_the_next_one() -> None:
    # Twelve hours on it is ten in the evening.
    assert ASKED.ask_until == paris("2026-11-24T08:00")
    assert due_steps(ASKED, paris("2026-11-24T07:59")) == ()
    assert due_steps(ASKED, paris("2026-11-24T08:00")) == (Step.NEXT,)
    assert ask_until(OPENED, timedelta(hours=24), PARIS) == paris("2026-11-23T16:00")


def test_a_reminder_comes_a_quarter_before_the_limit_and_not_at_night() -> None:
    assert remind_at(ACCEPTED.due_at, LIMIT, PARIS) == paris("2026-11-24T19:00")
    assert due_steps(ACCEPTED, paris("2026-11-24T18:59")) == ()
    assert due_steps(ACCEPTED, paris("2026-11-24T19:00")) == (Step.REMIND,)
    assert due_steps(ACCEPTED, paris("2026-11-24T23:00")) == ()
    assert due_steps(ACCEPTED, paris("2026-11-25T08:30")) == (Step.REMIND,)
    for never in (
        replace(ACCEPTED, reminded=True),
        replace(ACCEPTED, answered=True),
        replace(ACCEPTED, accepted_at=paris("2026-11-24T19:30")),
        replace(ACCEPTED, state=CaseState.CLOSED),
    ):
        assert due_steps(never, paris("2026-11-25T08:30")) == ()


def test_at_the_limit_coordinators_hear_of_it_even_at_night_and_then_every_day() -> None:
    night = replace(ACCEPTED, due_at=paris("2026-11-25T03:00"))
    night = replace(night, escalate_at=night.due_at, reminded=True)
    assert due_steps(night, paris("2026-11-25T02:59")) == ()
    assert due_steps(night, paris("2026-11-25T03:00")) == (Step.ESCALATE,)
    assert next_escalation(night.due_at, paris("2026-11-25T03:00")) == paris("2026-11-26T03:00")
    # The jobs were away for two days and a half: told once, then at the usual hour.
    assert next_escalation(night.due_at, paris("2026-11-27T15:00")) == paris("2026-11-28T03:00")
    assert due_steps(replace(night, answered=True), paris("2026-11-26T03:00")) == ()


def test_whoever_left_is_neither_reminded_nor_waited_for() -> None:
    gone = replace(ASKED, left=True)
    assert due_steps(gone, paris("2026-11-24T09:00")) == (Step.LEFT,)
    gone = replace(ACCEPTED, left=True)
    assert due_steps(gone, paris("2026-11-24T19:00")) == (Step.LEFT,)
    assert due_steps(gone, paris("2026-11-25T10:00")) == (Step.LEFT, Step.ESCALATE)


def test_for_a_case_that_nobody_has_somebody_is_looked_for_by_day() -> None:
    waiting = replace(ASKED, state=CaseState.WAITING, ask_until=None)
    assert due_steps(waiting, paris("2026-11-24T07:59")) == ()
    assert due_steps(waiting, paris("2026-11-24T08:00")) == (Step.AGAIN,)


def test_by_day_is_by_the_clock_of_whoever_is_told() -> None:
    at = paris("2026-11-24T19:00")  # ten in the evening on the island
    assert is_day(at, PARIS)
    assert not is_day(at, ISLAND)
    assert next_day(at, ISLAND) == datetime(2026, 11, 25, 8, 0, tzinfo=ISLAND)


@given(moments, limits, zones)
def test_nobody_is_asked_or_reminded_at_night_and_everybody_has_their_time(
    at: datetime, limit: timedelta, zone: ZoneInfo
) -> None:
    until = ask_until(at, limit, zone)
    assert is_day(until, zone)
    assert timedelta() <= until - (at + limit / 4) <= timedelta(hours=13)
    reminder = remind_at(at + limit, limit, zone)
    assert is_day(reminder, zone)
    assert reminder <= at + limit - limit / 4
    assert at + limit - limit / 4 - reminder <= timedelta(hours=14)


@given(moments, st.integers(0, 10**7))
def test_the_next_word_to_coordinators_is_less_than_a_day_and_a_moment_away(
    due: datetime, seconds: int
) -> None:
    now = due + timedelta(seconds=seconds)
    assert timedelta() < next_escalation(due, now) - now <= timedelta(days=1)
