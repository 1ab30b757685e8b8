"""Fixtures: a line without a carrier, on each database."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.statistics.past import Past


@pytest.fixture
def past(database_url: str) -> Iterator[Past]:
    """A line on which nobody has called yet."""
    past = Past(database_url)
    yield past
    past.database.close()
