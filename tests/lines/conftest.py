"""Fixtures: an empty real database, of each kind."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from hotline.database import Database
from hotline.database.types import use_keys
from tests.lines.ground import KEYS


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """A migrated database with nothing in it, and keys to encrypt with."""
    use_keys(KEYS)
    database = Database(database_url)
    yield database
    database.close()
