"""Who is on duty, from the rows of a line that was loaded."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy.exc import NoResultFound

from hotline.database import Database
from hotline.lines.loading import load
from hotline.lines.service import line_by_slug
from hotline.people.service import people_by_ids, phones_of
from hotline.rosters.changing import open_change
from hotline.rosters.deciding import Draft, decide
from hotline.rosters.service import OnDuty, duties_to_come, people_on_duty, roster_of
from tests.lines.ground import NOW, SMALL, statements

PARIS = ZoneInfo("Europe/Paris")
REUNION = ZoneInfo("Indian/Reunion")


@pytest.fixture
def line_id(database: Database) -> int:
    """The small line, loaded."""
    with database.writing() as session:
        load(session, SMALL, NOW)
        line = line_by_slug(session, "petite")
    assert line is not None
    return line.id


def names_on(database: Database, line_id: int, at: datetime) -> list[str]:
    with database.reading() as session:
        on = people_on_duty(session, line_id, at)
        people = people_by_ids(session, {duty.person_id for duty in on})
    return [people[duty.person_id].slug for duty in on]


def test_a_weekly_rotation_hands_over_on_its_day_at_its_local_time(
    database: Database, line_id: int
) -> None:
    handover = datetime(2026, 1, 12, 8, 0, tzinfo=PARIS)
    assert names_on(database, line_id, handover - timedelta(seconds=1)) == ["lea"]
    assert names_on(database, line_id, handover) == ["max"]
    assert names_on(database, line_id, handover + timedelta(days=7)) == ["lea"]


def test_turns_are_taken_in_the_order_of_the_file(database: Database, line_id: int) -> None:
    with database.writing() as session:
        load(session, SMALL.replace('["lea", "max"]', '["max", "max", "lea"]'), NOW)
    mondays = [datetime(2026, 12, 7, 12, 0, tzinfo=PARIS) + timedelta(weeks=n) for n in range(4)]
    turns = [name for day in mondays for name in names_on(database, line_id, day)]
    assert turns == ["max", "max", "lea", "max"]


def test_a_new_file_does_not_rewrite_the_past(database: Database, line_id: int) -> None:
    before = datetime(2026, 1, 6, 12, 0, tzinfo=PARIS)
    assert names_on(database, line_id, before) == ["lea"]
    with database.writing() as session:
        load(session, SMALL.replace('["lea", "max"]', '["lea"]'), NOW)
    assert names_on(database, line_id, before) == ["lea"]
    assert names_on(database, line_id, NOW) == ["lea"]
    assert names_on(database, line_id, NOW - timedelta(seconds=1)) == ["max"]


WEEKLY = 'unit = "week"\nhandover = "08:00"\nweekday = "monday"\nstarts_on = "2026-01-05"'


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        # At noon of the days from Monday 7 December 2026 on.
        ('unit = "hour"\nevery = 24', ["lea", "max", "lea", "max", "lea", "max", "lea"]),
        (
            'unit = "weekday"\nweekdays = ["thursday", "monday"]',
            ["lea", "lea", "lea", "max", "max", "max", "max"],
        ),
        (
            'unit = "month"\nday = 9',
            ["lea", "lea", "max", "max", "max", "max", "max"],
        ),
        (
            'unit = "month"\nnth = 2\nweekday = "friday"',
            ["lea", "lea", "lea", "lea", "max", "max", "max"],
        ),
    ],
)
def test_a_rotation_hands_over_as_its_file_says(
    database: Database, line_id: int, rule: str, expected: list[str]
) -> None:
    text = f'handover = "08:00"\nstarts_on = "2026-12-07"\n{rule}'
    with database.writing() as session:
        outcome = load(session, SMALL.replace(WEEKLY, text), NOW)
    assert outcome.problems == ()
    noons = [datetime(2026, 12, 7 + n, 12, 0, tzinfo=PARIS) for n in range(7)]
    assert [names_on(database, line_id, noon) for noon in noons] == [[name] for name in expected]


def test_a_group_is_on_together(database: Database, line_id: int) -> None:
    with database.writing() as session:
        load(session, SMALL.replace('["lea", "max"]', '[["max", "lea"], "max"]'), NOW)
    mondays = [datetime(2026, 11, 30, 12, 0, tzinfo=PARIS) + timedelta(weeks=n) for n in range(3)]
    turns = [sorted(names_on(database, line_id, day)) for day in mondays]
    assert turns == [["max"], ["lea", "max"], ["max"]]


def test_a_team_is_on_in_its_own_time_zone(database: Database, line_id: int) -> None:
    # Friday 9 January, 20:00 on La Réunion is 17:00 in Paris.
    opens = datetime(2026, 1, 9, 20, 0, tzinfo=REUNION)
    assert names_on(database, line_id, opens - timedelta(seconds=1)) == ["lea"]
    assert names_on(database, line_id, opens) == ["lea", "ines"]
    assert names_on(database, line_id, datetime(2026, 1, 9, 17, 0, tzinfo=PARIS)) == ["lea", "ines"]
    assert names_on(database, line_id, datetime(2026, 1, 10, 8, 0, tzinfo=REUNION)) == ["lea"]


def test_a_one_off_shift_says_who_since_when_and_until_when(
    database: Database, line_id: int
) -> None:
    with database.reading() as session:
        on = people_on_duty(session, line_id, datetime(2026, 12, 24, 18, 0, tzinfo=UTC))
        people = people_by_ids(session, {duty.person_id for duty in on})
    ines = next(person for person in people.values() if person.slug == "ines")
    assert (
        OnDuty(
            team="docs",
            team_kind="peer",
            role="first",
            person_id=ines.id,
            since=datetime(2026, 12, 24, 16, 0, tzinfo=UTC),
            until=datetime(2026, 12, 25, 4, 0, tzinfo=UTC),
        )
        in on
    )
    assert ines.professions == ("MED",)
    assert ines.languages == ("fr", "es")
    assert ines.tags == ("ordre",)


def test_the_duties_to_come_are_known_in_their_order(database: Database, line_id: int) -> None:
    noon = datetime(2026, 1, 5, 12, 0, tzinfo=UTC)
    with database.reading() as session:
        coming = list(duties_to_come(session, line_id, noon, noon + timedelta(days=6)))
    assert [(duty.team, duty.since) for duty in coming] == [
        ("docs", datetime(2026, 1, 9, 20, 0, tzinfo=REUNION)),
        ("docs", datetime(2026, 1, 10, 20, 0, tzinfo=REUNION)),
    ]


def test_nobody_is_on_before_the_roster_starts(database: Database, line_id: int) -> None:
    assert names_on(database, line_id, datetime(2026, 1, 5, 7, 59, tzinfo=PARIS)) == []


def test_an_unchanged_roster_costs_one_statement_in_each_unit_of_work(
    database: Database, line_id: int
) -> None:
    with database.reading() as session:
        people_on_duty(session, line_id, NOW)
    with database.reading() as session, statements(database.engine) as sent:
        people_on_duty(session, line_id, NOW)
        people_on_duty(session, line_id, NOW)
    assert len(sent) == 1


def test_a_changed_roster_is_read_in_seven_statements_however_long_it_is(
    database: Database, line_id: int
) -> None:
    with database.writing() as session:
        load(session, SMALL.replace('people = ["lea", "max"]', 'people = ["max"]'), NOW)
    with database.reading() as session, statements(database.engine) as sent:
        roster = roster_of(session, line_id)
    assert len(sent) == 7
    assert roster.kinds == {"psys": "psychologist", "docs": "peer"}
    assert names_on(database, line_id, datetime(2026, 12, 1, tzinfo=UTC)) == ["max"]


def test_an_unknown_line_has_no_roster(database: Database) -> None:
    with database.reading() as session, pytest.raises(NoResultFound):
        roster_of(session, 99)


def test_phones_are_read_in_their_order_and_only_when_asked(
    database: Database, line_id: int
) -> None:
    with database.reading() as session, statements(database.engine) as sent:
        people = people_by_ids(session, {1, 2, 3, 99})
        assert "phone" not in sent[0]
        phones = phones_of(session, list(people))
    lea = next(person for person in people.values() if person.slug == "lea")
    assert phones[lea.id] == ("+33639980101", "+33199000101")
    assert len(people) == 3
    assert len(sent) == 2


def test_a_change_that_is_not_whole_yet_is_kept_by_nobody(database: Database, line_id: int) -> None:
    december = datetime(2026, 12, 1, 12, 0, tzinfo=PARIS)
    with database.writing() as session:
        change = open_change(session, line_id, kind="absence", author="Dominique", now=NOW)
        # Looked at on the way, before the decision is made.
        assert len(people_on_duty(session, line_id, december)) == 1
        away = datetime(2026, 12, 1), datetime(2026, 12, 2)  # noqa: DTZ001 - local times
        (on,) = people_on_duty(session, line_id, december)
        draft = Draft(kind="absence", person=on.person_id, zone=PARIS, starts=away[0], ends=away[1])
        decide(session, change, [draft])
        assert people_on_duty(session, line_id, december) == ()
    assert names_on(database, line_id, december) == []
