"""Fixtures: a line that offers appointments, on each database."""

from __future__ import annotations

import pytest

from tests.appointments.office import Office
from tests.statistics.conftest import past
from tests.statistics.past import Past

__all__ = ["past"]


@pytest.fixture
def office(past: Past) -> Office:
    """On Sunday 22 November 2026 at ten in Paris."""
    return Office(past)
