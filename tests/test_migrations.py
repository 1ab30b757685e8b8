"""The numbered migrations make exactly the tables that the code knows, on both databases."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect, select

from hotline.database import Base, Database
from hotline.database.migrating import FOLDER, is_current, migrate
from hotline.every_table import __all__ as every_table
from hotline.lines.tables import Line
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
    line = {"slug": "old", "name": "Old", "version": 1, "loaded_at": datetime.now(UTC)}
    with maker.empty_database() as url:
        database = Database(url)
        migrate(database, "0002")
        with database.writing() as session:
            session.add(Line(**line, document=document))
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
