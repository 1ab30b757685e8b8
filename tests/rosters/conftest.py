"""Fixtures: the same empty database as for lines, and the roster in a terminal."""

import pytest

from hotline.database import Database
from tests.lines.conftest import database
from tests.rosters.terminal import Terminal

__all__ = ["database"]


@pytest.fixture
def terminal(database: Database) -> Terminal:
    """The small line, loaded on Sunday 22 November 2026 at ten in the morning in Paris."""
    return Terminal(database)
