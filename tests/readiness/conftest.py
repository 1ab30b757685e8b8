"""Fixtures: days before a duty, on each database."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from tests.conftest import WorldMaker
from tests.readiness.ahead import Ahead, paris


@pytest.fixture
def ahead(make_world: WorldMaker) -> Callable[[str], Ahead]:
    """The days that begin at a moment of Paris."""

    def begin(start: str) -> Ahead:
        return Ahead(make_world(start=paris(start) - timedelta(hours=1)), start)

    return begin
