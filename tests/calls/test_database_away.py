"""The database is away: callers are put through from a picture of who is on duty."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import WorldMaker
from tests.nets.ground import keeps_nets
from tests.nets.test_database_away import accepts, comes_back

pytestmark = pytest.mark.untold


def test_a_caller_reaches_a_human_and_the_responder_notes_it_later(
    make_world: WorldMaker, tmp_path: Path
) -> None:
    world = make_world(hotline_snapshot_dir=str(tmp_path / "snapshot"))
    database = keeps_nets(world)
    database.away = True
    caller = world.dials()
    world.phone_of("anne").rings(within=30).rejects()
    caller.talks_with(accepts(world, "bruno"))
    world.wait(100)
    caller.hangs_up()
    world.wait(30)
    comes_back(world, database)
    world.phone_of("bruno").receives_text("/fiche/")
    assert world.call().outcome == "CONNECTED"
    world.assert_all_is_quiet()
