"""Fixtures: the same past as for statistics."""

from tests.statistics.conftest import past

__all__ = ["past"]
