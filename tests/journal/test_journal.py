"""The journal is written with what it tells, holds no number or address, and is never altered."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from hotline.journal.reading import Search, entries
from hotline.journal.service import record
from hotline.journal.tables import Entry
from hotline.service import Hotline
from tests.world import World

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)


def writes(session: Session, **more: Any) -> None:
    told: dict[str, Any] = {
        "line_id": 1,
        "account": 7,
        "what": "person-changed",
        "kind": "person",
        "object_id": "12",
        "now": NOW,
    }
    record(session, **told | more)


@pytest.mark.parametrize("statement", [update(Entry).values(author="nobody"), delete(Entry)])
def test_the_database_refuses_to_alter_it(service: Hotline, statement: Any) -> None:
    with service.database.writing() as session:
        writes(session)
    with pytest.raises(DBAPIError, match="never altered"), service.database.writing() as session:
        session.execute(statement)


def test_what_is_taken_back_is_not_told(service: Hotline) -> None:
    with service.database.reading() as session:
        so_far = len(session.scalars(select(Entry.id)).all())

    def changes_their_mind() -> None:
        with service.database.writing() as session:
            writes(session)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        changes_their_mind()
    with service.database.reading() as session:
        assert len(session.scalars(select(Entry.id)).all()) == so_far


@pytest.mark.parametrize(
    "after",
    [
        {"phone": "+33612345678"},
        {"phones": ["06 12 34 56 78"]},
        {"deep": {"er": ["0033612345678"]}},
        {"06-12-34-56-78": 1},
        {"mail": "anne@example.org"},
    ],
)
def test_no_number_and_no_address_goes_in(service: Hotline, after: dict[str, Any]) -> None:
    with (
        pytest.raises(ValueError, match="no number and no address"),
        service.database.writing() as session,
    ):
        writes(session, after=after)


def test_days_times_and_ids_do(service: Hotline) -> None:
    after = {"from": "2026-12-24T20:00", "until": "2026-12-25T02:00:00+01:00", "person": 123456789}
    with service.database.writing() as session:
        writes(session, after=after)
    with service.database.reading() as session:
        found, _ = entries(session, 1, Search(what="person-changed"))
    assert found[0].after == after
    assert found[0].author == "account:7"


def test_only_what_it_has_words_for_goes_in(service: Hotline) -> None:
    for wrong in ({"what": "something"}, {"kind": "thing"}):
        with pytest.raises(ValueError, match="knows no"), service.database.writing() as session:
            writes(session, **wrong)


def test_it_is_read_a_page_at_a_time_and_searched(service: Hotline) -> None:
    with service.database.writing() as session:
        for minute in range(7):
            writes(
                session,
                object_id=str(minute % 2),
                account=minute % 3,
                now=NOW + timedelta(minutes=minute),
            )
    people = Search(kind="person")
    with service.database.reading() as session:
        seen, after = [], None
        while True:
            found, after = entries(session, 1, people, before=after, most=3)
            seen += [entry.at.minute for entry in found]
            if after is None:
                break
        assert seen == [6, 5, 4, 3, 2, 1, 0]
        for search, minutes in (
            (Search(kind="person", object_id="1"), [5, 3, 1]),
            (Search(kind="person", account=2), [5, 2]),
            (Search(first=NOW + timedelta(minutes=2), end=NOW + timedelta(minutes=4)), [3, 2]),
        ):
            found, _ = entries(session, 1, search)
            assert [entry.at.minute for entry in found] == minutes
        assert entries(session, 2, people)[0] == []


def test_every_change_of_the_roster_is_in_it(world: World) -> None:
    with world.service.database.reading() as session:
        found, _ = entries(session, 1, Search(kind="change"))
    assert [(entry.object_id, entry.author, entry.what) for entry in found] == [
        ("1", "load", "roster-changed")
    ]
