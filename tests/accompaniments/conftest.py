"""Fixtures: the ground on each database, with secrets that are quickly stretched."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.accompaniments.ground import Ground
from tests.calls.following_up import cheap


@pytest.fixture
def ground(database_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Ground]:
    """The line that gives codes."""
    cheap(monkeypatch)
    ground = Ground(database_url)
    yield ground
    ground.close()
