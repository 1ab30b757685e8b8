"""Fixtures that all tests share."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from hypothesis import settings

from hotline.service import Hotline
from tests.databases import Postgres, Sqlite
from tests.engines import engine_that_shares

pytest.register_assert_rewrite(
    *("tests.world", "tests.stories.plugin", "tests.soak.rules"),
    *("tests.matrix.plugin", "tests.matrix.rules"),
)

from tests.matrix.plugin import arrange  # noqa: E402 - it imports the world
from tests.stories.plugin import HEARD  # noqa: E402 - it imports the world
from tests.stories.telling import Telling  # noqa: E402
from tests.world import World  # noqa: E402 - its assertions are to be explained too

pytest_plugins = ["tests.stories.plugin", "tests.matrix.plugin"]

settings.register_profile("repeatable", derandomize=True, deadline=None, print_blob=True)
settings.register_profile("searching", deadline=None, print_blob=True)
settings.load_profile(os.environ.get("HOTLINE_HYPOTHESIS", "repeatable"))


@pytest.fixture(scope="session", autouse=True)
def shared_statements() -> Iterator[None]:
    """Statements are compiled once per process, not once per database."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("hotline.database.work.create_engine", engine_that_shares)
        yield


@pytest.fixture(scope="session")
def sqlite() -> Iterator[Sqlite]:
    """SQLite files."""
    files = Sqlite()
    yield files
    files.close()


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A PostgreSQL server."""
    server = Postgres()
    yield server
    server.close()


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """A migrated database of each kind: every test that uses it runs on both."""
    with request.getfixturevalue(request.param).database() as url:
        yield url


@pytest.fixture
def still_world(sqlite: Sqlite) -> Iterator[World]:
    """On SQLite, its jobs not running: nothing happens but what a test does."""
    with sqlite.database() as url:
        world = World(url)
        world.jobs.cancel()
        yield world
        world.close()


WorldMaker = Callable[..., World]


@pytest.fixture
def make_world(request: pytest.FixtureRequest, database_url: str) -> Iterator[WorldMaker]:
    """Makes a world with other settings than the usual ones."""
    with ExitStack() as stack:

        def make(**options: Any) -> World:
            world = World(database_url, **options)
            stack.callback(world.close)
            arrange(request.node, world)
            if HEARD in request.node.stash:
                request.node.stash[HEARD].append(Telling(world))
            return world

        yield make


@pytest.fixture
def world(make_world: WorldMaker) -> World:
    """A line with its people and a carrier, on each database."""
    return make_world()


@pytest.fixture
def service(world: World) -> Hotline:
    """The service of a world, its line loaded."""
    return world.service
