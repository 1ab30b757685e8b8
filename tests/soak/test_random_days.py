"""Days drawn at random: whatever callers, responders and the carrier do, the rules of a call hold.

`make days` searches for new ones (DAYS=100); `make test` lives the same few each time. A day that
failed is written into failed_days.json, and lived again ever after.
"""

from __future__ import annotations

import json
import os
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, note, settings

from tests.databases import Postgres, Sqlite
from tests.soak.day import DEMO
from tests.soak.drawn import Drawn, as_json, days, from_json
from tests.soak.living import Living
from tests.soak.rules import (
    a_way_out_is_offered_in_time,
    every_call_counts_once,
    everything_is_over,
    nobody_has_two_calls_at_once,
    nobody_rings_on,
)
from tests.world import World

DAYS = int(os.environ.get("HOTLINE_DAYS", "4"))
MOST_CALLS = 12 if DAYS < 20 else 40
FAILED: list[dict[str, Any]] = json.loads(
    (Path(__file__).parent / "failed_days.json").read_text(encoding="utf-8")
)


@pytest.fixture(scope="session", params=["sqlite", "postgres"])
def databases(request: pytest.FixtureRequest) -> Sqlite | Postgres:
    """Databases of each kind."""
    kind: Sqlite | Postgres = request.getfixturevalue(request.param)
    return kind


def test_whatever_happens_on_a_day_the_rules_of_a_call_hold(databases: Sqlite | Postgres) -> None:
    lived: list[int] = []

    @settings(
        max_examples=DAYS,
        # Making a day smaller takes many days: only where days are searched for.
        phases=[Phase.generate, Phase.shrink] if DAYS > 4 else [Phase.generate],
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    @given(days(MOST_CALLS))
    def a_day(day: Drawn) -> None:
        note(f"For failed_days.json: {json.dumps(as_json(day))}")
        live(databases, day)
        lived.append(len(day.callers))

    a_day()
    print(f"{len(lived)} days, {sum(lived)} calls.")  # noqa: T201 - make days shows it


@pytest.mark.parametrize("failed", FAILED, ids=lambda failed: str(failed["what"]))
def test_a_day_that_failed_once_goes_well_now(
    databases: Sqlite | Postgres, failed: dict[str, Any]
) -> None:
    live(databases, from_json(failed["day"]))


def live(databases: Sqlite | Postgres, drawn: Drawn) -> None:
    """Lives a day in a world of its own, and looks whether all rules held."""
    with databases.database() as url:
        start = datetime.fromisoformat(f"{drawn.start}+00:00")
        world = World(url, line_file=DEMO, start=start, seed=drawn.seed, hotline_log_level="ERROR")
        try:
            day = Living(world, drawn)
            day.passes()
            assert day.broken == []
            troubled = bool(day.service_was_away)
            everything_is_over(world, troubled)
            nobody_has_two_calls_at_once(day)
            nobody_rings_on(day)
            for caller in day.callers:
                a_way_out_is_offered_in_time(caller, day.service_was_away)
            every_call_counts_once(day, troubled)
        finally:
            world.close()
