"""Twenty people call within ten seconds, and four are on duty: each is served in turn, once."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tests.wave import CALLERS, ON_DUTY, SECONDS, TALK, Rung, Served, wave
from tests.world import World

pytestmark = pytest.mark.untold

HANDING_OVER = 10
"""Seconds from the end of one talk to the beginning of the next: the responder hears that it is
over and hangs up, is rung, hears who calls, and presses 1 twice."""


def test_a_wave_is_served_in_line_and_nobody_is_rung_twice(world: World) -> None:
    calls = wave(world)
    assert len(calls) == CALLERS
    assert [len(call.talks) for call in calls] == [1] * CALLERS
    each_is_rung_for_once(calls)
    in_the_order_in_which_they_came(calls)
    no_faster_than_the_carrier_dials(calls)
    nobody_is_rung_by_two_calls_at_once(calls)
    rounds = CALLERS / len(ON_DUTY)
    assert max(call.waited for call in calls) <= (rounds - 1) * (TALK + HANDING_OVER) + 20
    world.assert_all_is_quiet()


def each_is_rung_for_once(calls: list[Served]) -> None:
    """Not one dial of the carrier's rate is spent in vain."""
    assert [len(call.rung) for call in calls] == [1] * CALLERS


def in_the_order_in_which_they_came(calls: list[Served]) -> None:
    came = [call.came for call in calls]
    assert (came[-1] - came[0]).total_seconds() < SECONDS
    served = [call.rung[0].at for call in calls]
    assert served == sorted(served)


def no_faster_than_the_carrier_dials(calls: list[Served]) -> None:
    """One dial a second, from the first to the last."""
    rung = [call.rung[0].at for call in calls]
    assert min((later - at).total_seconds() for at, later in pairwise(rung)) >= 0.999


def nobody_is_rung_by_two_calls_at_once(calls: list[Served]) -> None:
    of: dict[str, list[Rung]] = {}
    for call in calls:
        for rung in call.rung:
            of.setdefault(rung.who, []).append(rung)
    assert len(of) == len(ON_DUTY)
    for theirs in of.values():
        for one, next_one in pairwise(theirs):
            assert one.over <= next_one.at
