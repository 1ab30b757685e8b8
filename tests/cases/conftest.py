"""Fixtures: the line of lines/mots.toml on a Monday morning, on each database."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.cases.ground import MOTS, Cases
from tests.conftest import WorldMaker
from tests.readiness.ahead import paris

MONDAY = "2026-11-23T10:00"


@pytest.fixture
def line(make_world: WorldMaker) -> Cases:
    """On Monday 23 November 2026 at ten in the morning. Nora is on duty as coordinator."""
    start = paris(MONDAY)
    return Cases(
        make_world(line_file=MOTS, start=start - timedelta(minutes=1), dial_rate=50), MONDAY
    )
