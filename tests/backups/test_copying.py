"""Every row of every table arrives as it was written, from each kind of database on each."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import delete, insert, select, update

from hotline.backups.copying import copy_rows, go_on_from, numbers_given, tables_as_written
from hotline.cases.tables import Case
from hotline.database import Database
from hotline.every_table import Base
from hotline.people.tables import Person
from hotline.rosters.tables import RosterChange
from tests.privacy.filled import fill
from tests.statistics.past import NOW, Past

KINDS = ("sqlite", "postgres")


@pytest.fixture(params=KINDS)
def target(request: pytest.FixtureRequest) -> Any:
    """A migrated database of each kind, to copy into."""
    with request.getfixturevalue(request.param).database() as url:
        database = Database(url)
        yield database
        database.close()


def rows_of(database: Database) -> dict[str, list[tuple[Any, ...]]]:
    with database.reading() as session:
        return {
            table.name: sorted(map(tuple, session.execute(select(table))), key=repr)
            for table in Base.metadata.sorted_tables
        }


def raw_of(database: Database) -> dict[str, list[tuple[Any, ...]]]:
    """Encrypted columns as they are stored."""
    with database.reading() as session:
        plain = [
            (table.name, select(*(c for c in table.columns if str(c.type) != "NULL")))
            for table in tables_as_written()
        ]
        return {
            name: sorted(map(tuple, session.execute(statement)), key=repr)
            for name, statement in plain
        }


def test_every_row_of_every_table_is_as_it_was(past: Past, target: Database) -> None:
    with past.database.writing() as session:
        fill(session, NOW)
        # What no column of one row shows: nothing, and a row that points at one of its own kind.
        session.execute(update(Person).values(reminders=None))
        first = session.scalars(select(RosterChange)).first()
        assert first is not None
        again = {c.key: getattr(first, c.key) for c in RosterChange.__table__.columns}
        session.execute(insert(RosterChange).values(again | _again(first)))
    with past.database.reading() as source, target.writing() as session:
        counts = copy_rows(source.connection(), session.connection())
    assert set(counts) == set(Base.metadata.tables)
    assert all(counts.values())
    assert raw_of(target) == raw_of(past.database)
    assert rows_of(target) == rows_of(past.database)


def _again(change: RosterChange) -> dict[str, Any]:
    return {"id": change.id + 1, "number": change.number + 1, "undoes_id": change.id}


def test_new_rows_get_numbers_that_nothing_ever_had(past: Past, target: Database) -> None:
    with past.database.writing() as session:
        fill(session, NOW)
        go_on_from(session.connection(), {})  # the rows above came with their ids
        given = session.scalars(select(Case)).one()
        made = {c.key: getattr(given, c.key) for c in Case.__table__.columns if c.key != "id"}
        for _ in range(4):
            last = session.execute(insert(Case).values(made).returning(Case.id)).scalar_one()
        session.execute(delete(Case).where(Case.id == last))
    with past.database.reading() as source, target.writing() as session:
        copy_rows(source.connection(), session.connection())
        numbers = numbers_given(source.connection())
        go_on_from(session.connection(), numbers)
    assert numbers == {"case_file": last}
    with target.writing() as session:
        fresh = session.execute(insert(Case).values(made).returning(Case.id)).scalar_one()
        person = session.scalars(select(Person).order_by(Person.id.desc())).first()
        assert person is not None
        again = {c.key: getattr(person, c.key) for c in Person.__table__.columns if c.key != "id"}
        added = insert(Person).values(again | {"slug": "new"}).returning(Person.id)
        assert session.execute(added).scalar_one() > person.id
    assert fresh == last + 1
