"""The line in the manner of Programme M loads as it is, rings nobody real, has all it requires."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from hotline.database import Base, Database
from hotline.database.types import use_keys
from hotline.lines.file import LineFile
from hotline.lines.loading import load
from hotline.lines.reading import read_line
from hotline.lines.service import LoadedLine, line_by_slug
from hotline.rosters.contracts import terms_of
from hotline.rosters.coverage import coverage_of
from hotline.rosters.service import roster_of
from schedules.on_duty import duties
from schedules.rest import LOOK_AROUND, broken_rules
from tests.lines.ground import KEYS, NOW

TEXT = (Path(__file__).parents[2] / "lines" / "programme-m.toml").read_text(encoding="utf-8")
QUARTER = timedelta(days=90)
STARTS = [datetime(2026, month, 1, tzinfo=UTC) for month in (2, 4, 7, 9, 12)]
"""The changes of clocks among them."""


@pytest.fixture(scope="module")
def file() -> LineFile:
    """The file, read."""
    reading = read_line(TEXT)
    assert reading.problems == ()
    assert reading.file is not None
    return reading.file


@pytest.fixture(scope="module")
def loaded() -> Iterator[tuple[Session, LoadedLine]]:
    """The line, loaded once."""
    use_keys(KEYS)
    database = Database("sqlite://")
    Base.metadata.create_all(database.engine)
    with database.writing() as session:
        load(session, TEXT, NOW)
    with database.reading() as session:
        line = line_by_slug(session, "programme-m")
        assert line is not None
        yield session, line
    database.close()


def test_its_telephones_are_those_set_aside_for_fiction(file: LineFile) -> None:
    numbers = [number.number for number in file.numbers]
    numbers += [phone for person in file.people for phone in person.phones or ()]
    assert all(re.match(r"\+33(63998|19900)\d{4,5}$", number) for number in numbers)
    assert len(set(numbers)) == len(numbers)


def test_nineteen_peers_of_six_professions_doctors_first(file: LineFile) -> None:
    peers = [person for person in file.people if person.kind == "peer"]
    assert len(peers) == 19
    assert list(Counter(code for person in peers for code in person.professions)) == [
        "MED", "PHA", "SF", "VET", "IDE", "MK",
    ]  # fmt: skip


def test_it_records_no_reason_and_offers_every_way_to_meet(file: LineFile) -> None:
    assert file.line.wrap_up == ()
    assert file.appointments is not None
    assert set(file.appointments.channels) == {
        "telephone", "video", "mail", "on site", "neutral place",
    }  # fmt: skip


@pytest.mark.parametrize("start", STARTS, ids=lambda start: f"{start:%Y-%m}")
def test_all_that_is_required_is_covered_and_no_rule_of_rest_is_broken(
    loaded: tuple[Session, LoadedLine], start: datetime
) -> None:
    found = coverage_of(*loaded, start, start + QUARTER).coverage
    assert found.findings == ()
    assert found.total.percent == 100.0
    session, line = loaded
    roster = roster_of(session, line.id).roster
    on = duties(roster, start - LOOK_AROUND, start + QUARTER + LOOK_AROUND)
    terms = terms_of(*loaded)
    assert len(terms) == 21
    assert broken_rules(on, terms, start, start + QUARTER) == ()
