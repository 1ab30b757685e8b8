"""Fixtures: a line that is about to open."""

from __future__ import annotations

import pytest

from tests.world import World


@pytest.fixture
def about_to_open(still_world: World) -> World:
    """Nothing happens but what a test does."""
    return still_world
