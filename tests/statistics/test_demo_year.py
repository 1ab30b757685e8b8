"""The demo's past year: invented, the same each time, and once."""

from __future__ import annotations

from datetime import date

from hotline.demo_year import (
    ANSWERED,
    CALLS,
    ORIENTATIONS,
    PROFESSIONS,
    REASONS,
    STUDIES,
    TERRITORIES,
    UNANSWERED,
    demo_year,
)
from hotline.taxonomies import orientations, outcomes, professions, reasons, territories
from tests.statistics.past import Past


def test_the_same_seed_invents_the_same_year_once(past: Past) -> None:
    with past.database.writing() as session:
        calls = demo_year(session, past.line, 2025, seed=1)
        assert demo_year(session, past.line, 2025, seed=1) == 0
        other = demo_year(session, past.line, 2024, seed=2)
    assert CALLS[0] <= calls <= CALLS[1]
    first, last = date(2025, 1, 1), date(2025, 12, 31)
    counts = past.counted("outcome", first, last)
    assert counts is not None
    assert counts.n == calls
    assert past.figures().calls == calls + other
    found = past.figures(first, last)
    assert found.connected == found.talk.total() > 0.9 * calls
    seconds = found.seconds_for(50)
    assert seconds is not None
    assert 15 < seconds < 45
    severity = past.counted("severity", first, last)
    assert severity is not None
    assert severity.cells["UNK", ""] < severity.n / 4


def test_its_codes_are_of_the_lists() -> None:
    assert (ANSWERED | UNANSWERED).keys() == outcomes().keys()
    assert {*REASONS, STUDIES} <= reasons().keys()
    assert {*ORIENTATIONS} - {"-"} == orientations().keys()
    assert {*PROFESSIONS} <= professions().keys()
    assert {*TERRITORIES} - {"-"} <= territories().keys()
