"""When a line is open, by its own clock: nights, closures, the end of a message."""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime
from typing import Any

import pytest

from hotline.lines.document import LineDocument
from hotline.lines.file import LineFile
from tests.lines.ground import SMALL

NIGHTS = [{"days": ["friday", "saturday"], "from": "20:00", "to": "08:00"}]
CLOSED = {"fr": "La ligne répond la nuit.", "en": "We answer at night."}


def line(**fields: Any) -> LineDocument:
    """The small line with other fields in [line]; it is closed on the night of 14 August."""
    file = tomllib.loads(SMALL)
    file["line"] |= fields
    return LineFile.model_validate(file).document()


def at(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    """An instant of 2026 in UTC: in November Paris is one hour ahead, in summer two."""
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("instant", "is_open"),
    [
        (at(20, 18, 59), False),  # Friday, one minute before eight in the evening in Paris
        (at(20, 19), True),
        (at(20, 23, 30), True),  # Saturday there already: the night that began on Friday
        (at(21, 6, 59), True),
        (at(21, 7), False),
        (at(22, 6, 59), True),  # Sunday morning: Saturday's night
        (at(22, 19), False),
    ],
)
def test_a_night_ends_on_the_next_morning(instant: datetime, is_open: bool) -> None:
    document = line(hours=NIGHTS, closed=CLOSED)
    assert (document.closed_at(instant) is None) is is_open


def test_a_line_without_hours_is_closed_by_its_closures_only() -> None:
    document = line()
    assert document.closed_at(at(14, 17, 59, month=8)) is None
    closed = document.closed_at(at(14, 18, month=8))
    assert closed is not None
    assert closed.fr == "La ligne est fermée."
    assert document.closed_at(at(15, 5, 59, month=8)) is not None
    assert document.closed_at(at(15, 6, month=8)) is None


def test_a_message_is_said_until_its_last_minute_or_always() -> None:
    words = {"fr": "Beaucoup d'appels.", "en": "Many calls."}
    until = line(message={"words": words, "until": "2026-11-22T10:00"})
    assert until.message_at(at(22, 8, 59)) is not None
    assert until.message_at(at(22, 9)) is None
    assert line(message={"words": words}).message_at(at(22, 9)) is not None
    assert line().message_at(at(22, 9)) is None
