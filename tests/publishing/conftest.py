"""Fixtures: a line's past, on each database."""

from __future__ import annotations

from tests.statistics.conftest import past

__all__ = ["past"]
