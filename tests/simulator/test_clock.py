"""Virtual time: in order, in jumps, never by itself."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from simulator.clock import VirtualClock

START = datetime(2026, 1, 1, tzinfo=UTC)


def test_events_happen_in_their_order_and_time_jumps_to_them() -> None:
    clock, seen = VirtualClock(START), list[tuple[str, float]]()

    def note(name: str) -> None:
        seen.append((name, (clock.now() - START).total_seconds()))

    clock.call_later(7200, lambda: note("late"))
    clock.call_later(5, lambda: note("first"))
    clock.call_later(5, lambda: note("second"))
    clock.run_until_idle()
    assert seen == [("first", 5), ("second", 5), ("late", 7200)]


def test_a_job_comes_back_until_it_is_cancelled_and_does_not_keep_time_going() -> None:
    clock, turns = VirtualClock(START), list[datetime]()
    job = clock.every(60, lambda: turns.append(clock.now()), "sweep")
    clock.run_until_idle()
    assert turns == []
    clock.run_for(180)
    assert turns == [START + timedelta(minutes=n) for n in (1, 2, 3)]
    job.cancel()
    clock.run_for(180)
    assert len(turns) == 3


def test_a_cancelled_event_does_not_happen() -> None:
    clock, seen = VirtualClock(START), list[str]()
    clock.call_later(1, lambda: seen.append("no")).cancel()
    clock.run_for(2)
    assert seen == []


def test_waiting_stops_at_the_very_event_that_fulfils_it() -> None:
    clock, seen = VirtualClock(START), list[int]()
    for second in (1, 2, 3):
        clock.call_later(second, partial(seen.append, second))
    assert clock.wait_until(lambda: 2 in seen, within=10)
    assert clock.now() == START + timedelta(seconds=2)
    assert not clock.wait_until(lambda: 9 in seen, within=10)
    assert clock.now() == START + timedelta(seconds=12)


def test_an_event_cannot_make_time_pass() -> None:
    clock = VirtualClock(START)
    clock.call_later(1, lambda: clock.run_for(5))
    with pytest.raises(RuntimeError, match="call_later"):
        clock.run_for(2)


def test_a_naive_start_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        VirtualClock(datetime(2026, 1, 1))  # noqa: DTZ001 - what is refused
