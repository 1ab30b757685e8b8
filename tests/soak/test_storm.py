"""Twenty times the busiest hours of SPS, and five in a hundred of everything go wrong: nobody is
lost, nothing is stuck, no call is claimed by two.

`make test` lives ten minutes of it; `make storm` 24 hours, of another seed each time (HOURS=24,
SEED=…).
"""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from hotline.words import words
from simulator.phones import Phone
from tests.conftest import WorldMaker
from tests.matrix.rules import AWAY, nobody_is_dropped
from tests.soak.day import DEMO
from tests.soak.rules import (
    BUDGET,
    LANGUAGES,
    a_way_out_is_offered_in_time,
    every_call_counts_once,
    everything_is_over,
    nobody_has_two_calls_at_once,
    nobody_rings_on,
)
from tests.soak.storm import Storm

HOURS = float(os.environ.get("HOTLINE_STORM_HOURS", "0")) or 1 / 6
SEED = int(os.environ.get("HOTLINE_STORM_SEED", "2026"))
MORNING = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)


@pytest.mark.parametrize("seed", [SEED])
def test_in_a_storm_nobody_is_lost_and_nothing_is_stuck(
    make_world: WorldMaker, tmp_path: Path, capsys: pytest.CaptureFixture[str], seed: int
) -> None:
    line = tmp_path / "line.toml"
    text = DEMO.read_text(encoding="utf-8")
    # Each call is still there when its storm is over.
    line.write_text(text.replace("retention_hours = 24 ", "retention_hours = 96 "), "utf-8")
    world = make_world(line_file=line, start=MORNING, seed=seed, hotline_log_level="ERROR")
    began = time.monotonic()
    storm = Storm(world, seed, HOURS)
    storm.passes()
    put_through = sum(call.connected_at is not None for call in world.calls())
    with capsys.disabled():  # make storm shows it
        print(  # noqa: T201
            f"\nseed {seed}: {HOURS:g} hours, {len(storm.callers)} calls, {put_through} put "
            f"through, {len(world.legs())} telephones rung, {storm.weather.met} faults, "
            f"{time.monotonic() - began:.0f} s"
        )
    assert not storm.broken, "\n".join(storm.broken)
    everything_is_over(world, troubled=True)
    nobody_has_two_calls_at_once(storm)
    nobody_rings_on(storm)
    for caller in storm.callers:
        a_way_out_is_offered_in_time(caller, away(caller))
        nobody_is_dropped(caller)
    every_call_counts_once(storm, troubled=True)


def away(caller: Phone) -> timedelta:
    """How much later than on a good day they may hear a way out: whenever they heard that something
    had gone wrong, the carrier had waited for a step. On hold, where a way out counts towards no
    goodbye, one whose answer gets lost is offered again after another budget only."""
    said = {key: [words(key, one) for one in LANGUAGES] for key in ("trouble", "waiting-held")}
    incidents = sum(any(map(heard.says, said["trouble"])) for heard in caller.transcript)
    held = any(any(map(heard.says, said["waiting-held"])) for heard in caller.transcript)
    return AWAY * max(1, incidents) + (BUDGET if held else timedelta())
