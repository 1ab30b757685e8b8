"""The migration makes exactly the tables that the code describes."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import inspect

from hotline.database import Base, Database
from hotline.database.migrating import migrate
from hotline.lines.tables import Line, ReachedNumber
from hotline.people.tables import Person, Phone
from hotline.rosters.tables import RosterRule, Team
from tests.lines.ground import TABLES

DESCRIBED = (Line, ReachedNumber, Person, Phone, Team, RosterRule)
ROSTER_AT_FIRST = {"rotation", "rotation_person", "one_off_shift"}


def test_each_table_is_described() -> None:
    assert tuple(table.__tablename__ for table in DESCRIBED) == TABLES


def test_the_migration_makes_the_tables_of_the_code(database: Database) -> None:
    with database.engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "compare_type": True,
                "include_object": lambda _thing, name, kind, _in_db, _other: (
                    kind != "table" or name in TABLES
                ),
            },
        )
        assert compare_metadata(context, Base.metadata) == []


def test_the_migration_can_be_undone(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'undone.db'}")
    migrate(database, to="0001")
    there = {*TABLES, *ROSTER_AT_FIRST, "alembic_version"} - {"roster_rule"}
    assert set(inspect(database.engine).get_table_names()) == there
    with database.engine.begin() as connection:
        context = MigrationContext.configure(connection)
        with Operations.context(context):
            import_module("migrations.versions.0001_lines_people_rosters").downgrade()
    assert inspect(database.engine).get_table_names() == ["alembic_version"]
    database.close()


def test_constraints_bear_the_names_that_later_migrations_expect(database: Database) -> None:
    inspector = inspect(database.engine)
    for table in TABLES:
        described = Base.metadata.tables[table].constraints
        names = {constraint.name for constraint in described if constraint.name}
        found = {unique["name"] for unique in inspector.get_unique_constraints(table)}
        found |= {key["name"] for key in inspector.get_foreign_keys(table)}
        assert found == {name for name in names if not str(name).startswith("pk_")}
