"""Whoever watches sees how old the picture is, and no failure where the net has answered."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.conftest import WorldMaker
from tests.nets.ground import Database, files
from tests.nets.test_written_down import talks
from tests.world import World

TOKEN = "a token to read with"


@pytest.fixture
def world(make_world: WorldMaker, tmp_path: Path) -> World:
    return make_world(hotline_snapshot_dir=str(tmp_path / "snapshot"), hotline_metrics_token=TOKEN)


def told(world: World) -> str:
    shown = world.app.test_client().get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
    return shown.text


def test_how_old_the_picture_is_and_that_there_is_none(world: World, database: Database) -> None:
    assert database.pictures is not None
    database.pictures.cancel()
    world.wait(700)
    (age,) = re.findall(r"(?m)^hotline_picture_age_seconds (\S+)$", told(world))
    assert 690 < float(age) < 720
    for file in files(world):
        file.unlink()
    assert "hotline_picture_age_seconds +Inf" in told(world)


def test_a_step_that_the_net_has_answered_has_not_failed(world: World, database: Database) -> None:
    talks(world, database)
    assert "hotline_steps_failed_total{" not in told(world)
    for file in files(world):
        file.unlink()
    database.away = True
    world.dials()
    world.wait(1)
    assert 'hotline_steps_failed_total{step="/voice/incoming"}' in told(world)
