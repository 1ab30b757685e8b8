"""Fixtures: one instant of a line at which several workers act."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.databases import Postgres
from tests.races import Instant


@pytest.fixture
def instant(database_url: str) -> Iterator[Instant]:
    """On each database."""
    instant = Instant(database_url)
    yield instant
    instant.close()


@pytest.fixture
def on_postgres(postgres: Postgres) -> Iterator[Instant]:
    """On PostgreSQL, where write transactions run side by side; SQLite has one at a time."""
    with postgres.database() as url:
        instant = Instant(url)
        yield instant
        instant.close()
