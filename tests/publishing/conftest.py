"""Fixtures: a line's past, on each database."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.databases import Sqlite
from tests.statistics.conftest import past
from tests.statistics.past import Past

__all__ = ["past"]


@pytest.fixture
def sqlite_past(sqlite: Sqlite) -> Iterator[Past]:
    """A line's past on SQLite only: for what has nothing to do with the database."""
    with sqlite.database() as url:
        made = Past(url)
        yield made
        made.database.close()
