"""Fixtures: the line of the stories, with its nets."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import WorldMaker
from tests.databases import Sqlite
from tests.nets.ground import Database, keeps_nets
from tests.world import World


@pytest.fixture
def database_url(sqlite: Sqlite, request: pytest.FixtureRequest) -> object:
    """SQLite alone: without a database, which one it was makes no difference."""
    with sqlite.database() as url:
        yield url


@pytest.fixture
def world(make_world: WorldMaker, tmp_path: Path) -> World:
    """The line, and a folder for what is kept beside its database."""
    return make_world(hotline_snapshot_dir=str(tmp_path / "snapshot"))


@pytest.fixture
def database(world: World) -> Database:
    """Its database, and the first picture taken."""
    return keeps_nets(world)
