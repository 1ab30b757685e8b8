"""Fixtures: a line whose people swap, on each database."""

from __future__ import annotations

import pytest

from hotline.database import Database
from tests.lines.conftest import database
from tests.swaps.ground import Line

__all__ = ["database"]


@pytest.fixture
def line(database: Database) -> Line:
    """On Monday 1 June 2026 at ten in the morning."""
    return Line(database)
