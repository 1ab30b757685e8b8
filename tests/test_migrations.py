"""The numbered migrations make exactly the tables that the code knows, on both databases."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import JSON, column, insert, inspect, select, table, text

from hotline.database import Base, Database
from hotline.database.migrating import FOLDER, is_current, migrate
from hotline.database.types import UtcDateTime
from hotline.every_table import __all__ as every_table
from hotline.lines.file import RotationEntry, ShiftEntry
from hotline.lines.tables import Line
from hotline.rosters.tables import RosterChange, RosterRule
from tests.databases import Postgres, Sqlite


def test_every_package_with_tables_is_known() -> None:
    with_tables = {path.parent.name for path in Path("hotline").glob("*/tables.py")}
    assert with_tables == set(every_table) - {"Base"}


def test_the_migrated_tables_are_those_of_the_code(database_url: str) -> None:
    database = Database(database_url)
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []
    database.close()


def test_the_partial_index_that_allows_one_live_leg_is_there(database_url: str) -> None:
    database = Database(database_url)
    indexes = {index["name"]: index for index in inspect(database.engine).get_indexes("leg")}
    assert indexes["uq_leg_person_live"]["unique"]
    database.close()


def test_migrations_are_numbered_without_a_gap() -> None:
    names = sorted(path.name for path in (FOLDER / "versions").glob("*.py"))
    assert [name[:4] for name in names] == [f"{n:04}" for n in range(1, len(names) + 1)]


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_choices_with_keys_are_put_in_the_order_of_their_keys(
    kind: str, request: pytest.FixtureRequest
) -> None:
    maker: Sqlite | Postgres = request.getfixturevalue(kind)
    choices = [{"key": "2", "profession": "IDE"}, {"key": "1", "profession": "MED"}]
    document = {"menu": {"silence": {"plan": "psys"}, "choices": choices}, "plans": []}
    old_line = table(
        "line",
        column("slug"),
        column("name"),
        column("version"),
        column("loaded_at", UtcDateTime),
        column("document", JSON),
    )
    line = {"slug": "old", "name": "Old", "version": 1, "loaded_at": datetime.now(UTC)}
    with maker.empty_database() as url:
        database = Database(url)
        migrate(database, "0002")
        with database.writing() as session:
            session.execute(insert(old_line).values(**line, document=document))
        migrate(database)
        with database.reading() as session:
            kept = session.scalars(select(Line.document)).one()
        database.close()
    assert kept["menu"]["choices"] == [{"profession": "MED"}, {"profession": "IDE"}]
    assert kept["menu"]["silence"] == {"plan": "psys"}
    assert kept["plans"] == []


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_each_step_can_be_taken_alone_and_again(kind: str, request: pytest.FixtureRequest) -> None:
    maker: Sqlite | Postgres = request.getfixturevalue(kind)
    with maker.empty_database() as url:
        database = Database(url)
        assert not is_current(database)
        for number in range(1, len(list((FOLDER / "versions").glob("*.py"))) + 1):
            migrate(database, f"{number:04}")
        assert is_current(database)
        migrate(database)
        assert is_current(database)
        database.close()


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_rotations_and_shifts_become_the_first_version_of_their_rules(
    kind: str, request: pytest.FixtureRequest
) -> None:
    maker: Sqlite | Postgres = request.getfixturevalue(kind)
    with maker.empty_database() as url:
        database = Database(url)
        migrate(database, "0003")
        with database.writing() as session:
            for statement in ROSTER_BEFORE_VERSIONS:
                session.execute(text(statement))
        migrate(database)
        with database.reading() as session:
            rotation, shift = session.scalars(select(RosterRule).order_by(RosterRule.id)).all()
            change = session.scalars(select(RosterChange)).one()
            line = session.scalars(select(Line)).one()
        database.close()
    assert (line.roster_number, line.roster_changed_at) == (1, change.made_at)
    assert {rotation.opened_in, shift.opened_in} == {change.id}
    assert {rotation.zone, shift.zone} == {"Indian/Reunion"}
    assert RotationEntry.model_validate(rotation.rule) == RotationEntry.model_validate(
        {
            "slug": "psys-first",
            "team": "psys",
            "role": "first",
            "people": ["lea", "max", "lea"],
            "unit": "week",
            "every": 2,
            "handover": "08:30",
            "weekday": "monday",
            "starts_on": "2026-01-05",
            "windows": [{"days": ["friday"], "from": "20:00", "to": "08:00"}],
        }
    )
    assert ShiftEntry.model_validate(shift.rule) == ShiftEntry.model_validate(
        {
            "slug": "noel",
            "team": "psys",
            "role": "first",
            "person": "max",
            "start": "2026-12-24T20:00",
            "end": "2026-12-25T08:00",
        }
    )


ROSTER_BEFORE_VERSIONS = (
    "INSERT INTO line (id, slug, name, version, document, loaded_at)"
    " VALUES (1, 'old', 'Old', 3, '{\"line\": {\"time_zone\": \"Indian/Reunion\"}}',"
    " '2026-01-02 03:04:05')",
    "INSERT INTO team (id, line_id, slug, name, kind, active)"
    " VALUES (1, 1, 'psys', '{}', 'psychologist', true)",
    *(
        "INSERT INTO person (id, line_id, slug, name, kind, professions, languages, tags, active)"
        f" VALUES ({row}, 1, '{slug}', '{slug}', 'psychologist', '[]', '[]', '[]', true)"
        for row, slug in ((1, "lea"), (2, "max"))
    ),
    "INSERT INTO rotation (id, line_id, team_id, slug, role, unit, every, handover, weekday,"
    " starts_on, windows) VALUES (1, 1, 1, 'psys-first', 'first', 'week', 2, '08:30:00.000000',"
    """ 'monday', '2026-01-05', '[{"days": ["friday"], "from": "20:00", "to": "08:00"}]')""",
    *(
        "INSERT INTO rotation_person (rotation_id, position, person_id)"
        f" VALUES (1, {position}, {person})"
        for position, person in ((0, 1), (1, 2), (2, 1))
    ),
    "INSERT INTO one_off_shift (id, line_id, team_id, slug, role, person_id, starts, ends)"
    " VALUES (1, 1, 1, 'noel', 'first', 2, '2026-12-24 20:00:00', '2026-12-25 08:00:00')",
)
