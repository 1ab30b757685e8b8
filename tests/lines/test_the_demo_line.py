"""The demo line works at any hour, and rings nobody real."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from hotline.database import Database
from hotline.lines.loading import load
from hotline.lines.reading import read_line
from hotline.lines.service import line_by_slug
from hotline.rosters.service import people_on_duty
from routing.plan import VOLUNTEERS
from tests.lines.ground import DEMO, NOW


def test_it_has_no_mistake_and_calls_for_no_advice() -> None:
    reading = read_line(DEMO.read_text())
    assert reading.problems == ()
    assert reading.file is not None


def test_its_telephones_are_those_set_aside_for_fiction() -> None:
    file = read_line(DEMO.read_text()).file
    assert file is not None
    numbers = [number.number for number in file.numbers]
    numbers += [phone for person in file.people for phone in person.phones or ()]
    assert all(re.match(r"\+33(63998|19900)\d{4,5}$", number) for number in numbers)


def test_somebody_can_be_rung_at_any_hour_for_doctors_nurses_and_everybody(
    database: Database,
) -> None:
    with database.writing() as session:
        load(session, DEMO.read_text(), NOW)
    always = {
        ("psychologists", "first"),
        ("psychologists", "backup"),
        ("doctors", "first"),
        ("nurses", "first"),
        ("coordinators", "first"),
    }
    with database.reading() as session:
        line = line_by_slug(session, "entraide")
        assert line is not None
        # Two weeks around the change of clocks in October 2026.
        for hours in range(24 * 14):
            at = datetime(2026, 10, 18, tzinfo=UTC) + timedelta(hours=hours, minutes=1)
            on = people_on_duty(session, line.id, at)
            assert {(duty.team, duty.role) for duty in on} >= always, at


def test_every_other_plan_ends_in_those_who_are_always_there() -> None:
    file = read_line(DEMO.read_text()).file
    assert file is not None
    for plan in file.plans:
        rostered = [step for step in plan.steps if step.role != VOLUNTEERS]
        assert [(step.team, step.role) for step in rostered][-3:] == [
            ("psychologists", "first"),
            ("psychologists", "backup"),
            ("coordinators", "first"),
        ]
