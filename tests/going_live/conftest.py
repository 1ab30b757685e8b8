"""Fixtures: a line that is about to open."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.databases import Sqlite
from tests.world import World


@pytest.fixture
def about_to_open(sqlite: Sqlite) -> Iterator[World]:
    """Its jobs do not run: nothing happens but what a test does."""
    with sqlite.database() as url:
        world = World(url)
        world.jobs.cancel()
        yield world
        world.close()
