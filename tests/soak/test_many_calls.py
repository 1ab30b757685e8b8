"""Many calls in virtual time, with everything that goes wrong: nothing is left over, and nobody is
forgotten, rung twice, or kept waiting without a way out."""

from __future__ import annotations

import os
from datetime import UTC, datetime

import pytest

from tests.conftest import WorldMaker
from tests.soak.day import DEMO, Day, numbers
from tests.soak.rules import (
    a_way_out_is_offered_in_time,
    every_call_counts_once,
    everything_is_over,
    nobody_has_two_calls_at_once,
)

CALLS = int(os.environ.get("HOTLINE_SOAK_CALLS", "60"))
SEED = int(os.environ.get("HOTLINE_SOAK_SEED", "2026"))
MORNING = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)


@pytest.mark.parametrize("seed", [SEED])
def test_after_many_calls_nothing_is_left_over(make_world: WorldMaker, seed: int) -> None:
    world = make_world(line_file=DEMO, start=MORNING, seed=seed)
    day = Day(world, seed, numbers(CALLS, 0))
    day.passes()
    everything_is_over(world)
    nobody_has_two_calls_at_once(day)
    for caller in day.callers:
        a_way_out_is_offered_in_time(caller)
    every_call_counts_once(day)
