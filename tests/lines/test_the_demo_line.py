"""The demo line works at any hour, has all it requires, is fair to its people, and rings nobody
real."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy.orm import Session

from hotline.database import Base, Database
from hotline.database.types import use_keys
from hotline.lines.file import LineFile
from hotline.lines.loading import load
from hotline.lines.menu import ProfessionChoice
from hotline.lines.reading import read_line
from hotline.lines.service import LoadedLine, line_by_slug
from hotline.people.service import people_by_ids
from hotline.rosters.contracts import terms_of
from hotline.rosters.coverage import coverage_of
from hotline.rosters.service import roster_of
from routing.plan import VOLUNTEERS
from schedules.duty import Duty
from schedules.hours import hours_of, nights_of
from schedules.on_duty import duties
from schedules.rest import LOOK_AROUND, broken_rules
from tests.lines.ground import DEMO, KEYS, NOW

PARIS = ZoneInfo("Europe/Paris")
HOUR = timedelta(hours=1)
QUARTER = timedelta(days=90)
STARTS = [datetime(2026, month, 1, tzinfo=UTC) for month in range(1, 13, 2)]
STARTS += [datetime(2027, month, 1, tzinfo=UTC) for month in range(1, 13, 2)]
"""Quarters that overlap: each change of clocks of two years lies inside of one."""
Demo = tuple[Session, LoadedLine]


@pytest.fixture(scope="module")
def file() -> LineFile:
    """The demo line's file, read."""
    found = read_line(DEMO.read_text(encoding="utf-8")).file
    assert found is not None
    return found


@pytest.fixture(scope="module")
def demo() -> Iterator[Demo]:
    """The demo line, loaded once: what follows from a roster does not depend on the database."""
    use_keys(KEYS)
    database = Database("sqlite://")
    Base.metadata.create_all(database.engine)
    with database.writing() as session:
        load(session, DEMO.read_text(encoding="utf-8"), NOW)
    with database.reading() as session:
        line = line_by_slug(session, "entraide")
        assert line is not None
        yield session, line
    database.close()


def test_it_has_no_mistake_and_calls_for_no_advice() -> None:
    reading = read_line(DEMO.read_text())
    assert reading.problems == ()
    assert reading.file is not None


def test_its_telephones_are_those_set_aside_for_fiction(file: LineFile) -> None:
    numbers = [number.number for number in file.numbers]
    numbers += [phone for person in file.people for phone in person.phones or ()]
    assert all(re.match(r"\+33(63998|19900)\d{4,5}$", number) for number in numbers)


def test_its_people_are_those_of_a_whole_line(file: LineFile) -> None:
    kinds = Counter(person.kind for person in file.people)
    assert kinds == {"psychologist": 37, "peer": 19, "coordinator": 3}
    professions = Counter(
        code for person in file.people if person.kind == "peer" for code in person.professions
    )
    assert professions == {"MED": 5, "PHA": 3, "SF": 3, "VET": 2, "IDE": 3, "MK": 2, "CD": 1}


def test_every_profession_with_peers_can_be_chosen_in_the_menu(file: LineFile) -> None:
    offered = {
        choice.profession
        for choice in file.menu.choices
        if isinstance(choice, ProfessionChoice) and "peer" in choice.plans.by_kind()
    }
    assert offered >= {"MED", "PHA", "SF", "VET", "IDE", "MK", "CD"}


def test_everybody_is_on_the_roster(file: LineFile) -> None:
    turns = {person for turn in file.rotations for group in turn.people for person in group}
    assert turns == {person.slug for person in file.people}


@pytest.mark.parametrize("start", STARTS, ids=lambda start: f"{start:%Y-%m}")
def test_all_that_is_required_is_covered_and_nothing_is_to_be_said(
    demo: Demo, start: datetime
) -> None:
    found = coverage_of(*demo, start, start + QUARTER).coverage
    assert found.findings == ()
    assert found.total.percent == 100.0
    always = {("psychologists", "first"), ("psychologists", "backup"), ("coordinators", "first")}
    for place in always:
        assert found.shares[place].required == QUARTER
    assert len(found.shares) == 10


@pytest.mark.parametrize("start", STARTS, ids=lambda start: f"{start:%Y-%m}")
def test_no_rule_of_rest_is_broken(demo: Demo, start: datetime) -> None:
    terms = terms_of(*demo)
    assert len(terms) == 59
    on = planned(demo, start - LOOK_AROUND, start + QUARTER + LOOK_AROUND)
    assert broken_rules(on, terms, start, start + QUARTER) == ()


def test_psychologists_listen_for_five_to_seven_hours(demo: Demo) -> None:
    start = STARTS[0]
    lasts = {
        (duty.end - duty.start) / HOUR
        for duty in planned(demo, start, start + timedelta(days=730))
        if (duty.team, duty.role) == ("psychologists", "first")
    }
    # Five and seven in the nights when clocks change.
    assert lasts == {5, 6, 7}


def test_nights_sundays_and_hours_are_shared_evenly(demo: Demo) -> None:
    """Over 25 weeks everybody of a role has stood at every hour of every weekday as often."""
    start = datetime(2026, 4, 6, 2, tzinfo=PARIS)
    end = start + timedelta(weeks=25)
    by_person: dict[str, list[tuple[datetime, datetime]]] = {}
    for duty in planned(demo, start, end):
        if (duty.team, duty.role) == ("psychologists", "first") and start <= duty.start < end:
            by_person.setdefault(duty.person, []).append((duty.start, duty.end))
    assert len(by_person) == 25
    told = {(hours_of(on, PARIS, ()), len(nights_of(on, PARIS))) for on in by_person.values()}
    assert len(told) == 1


def test_people_whom_other_documents_name_are_on_when_these_say_so(demo: Demo) -> None:
    at = datetime(2026, 11, 24, 9, tzinfo=UTC)
    names = {int(duty.person): (duty.team, duty.role) for duty in planned(demo, at, at + HOUR)}
    people = people_by_ids(demo[0], names)
    assert {people[person].slug: place for person, place in names.items()} == {
        "anne": ("psychologists", "first"),
        "claire": ("psychologists", "backup"),
        "benoit": ("doctors", "first"),
        "julie": ("nurses", "first"),
        "dominique": ("coordinators", "first"),
    }


def test_every_other_plan_ends_in_those_who_are_always_there(file: LineFile) -> None:
    for plan in file.plans:
        rostered = [step for step in plan.steps if step.role != VOLUNTEERS]
        assert [(step.team, step.role) for step in rostered][-3:] == [
            ("psychologists", "first"),
            ("psychologists", "backup"),
            ("coordinators", "first"),
        ]


def planned(demo: Demo, start: datetime, end: datetime) -> tuple[Duty, ...]:
    """The duties of the demo line that overlap this time."""
    session, line = demo
    return duties(roster_of(session, line.id).roster, start, end)
