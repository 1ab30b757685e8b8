"""Fixtures: the same empty database as for lines."""

from tests.lines.conftest import database

__all__ = ["database"]
