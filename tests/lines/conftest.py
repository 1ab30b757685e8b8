"""Fixtures: an empty real database."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from hotline.database import Database
from tests.lines.ground import database_at


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """An empty SQLite database of its own."""
    database = database_at(f"sqlite:///{tmp_path / 'hotline.db'}")
    yield database
    database.close()
