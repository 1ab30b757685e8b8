"""Fixtures of the console's tests."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from tests.console.ground import Console
from tests.databases import Sqlite
from tests.world import SUNDAY_NIGHT, World


@pytest.fixture
def sqlite_world(sqlite: Sqlite) -> Iterator[World]:
    """A world on SQLite only: for pages whose database does not matter. Nobody asks for a page on
    the minute: what takes whole minutes alone is met here."""
    with sqlite.database() as url:
        world = World(url, start=SUNDAY_NIGHT + timedelta(seconds=17.348))
        yield world
        world.close()


@pytest.fixture
def console(sqlite_world: World) -> Console:
    """The console of that world's line."""
    return Console(sqlite_world)
