"""That the carrier's records are gone is proven by counts and dates; that they are not is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import cast

import pytest
from sqlalchemy import insert, select, text

from hotline.carrier import Carrier
from hotline.database import Database
from hotline.database.migrating import migrate
from hotline.forgetting.erasing import erase_at_carrier
from hotline.forgetting.erasures import Record, erased, plan_erasure
from hotline.forgetting.proof import proof_of
from hotline.forgetting.retention import forget_due_calls
from hotline.forgetting.tables import Erasure
from hotline.jobs.kept_records import tell_of_records
from hotline.notices.tables import Notice
from hotline.today.alarms import alarms
from tests.databases import Postgres, Sqlite
from tests.statistics.past import NOW, Past
from tests.statistics.test_erasing_at_the_carrier import Deleting

TODAY = date(2026, 11, 22)


def answers(past: Past, *told: bool) -> None:
    past.service = replace(past.service, carrier=cast(Carrier, Deleting(list(told))))


def plan(past: Past, *carrier_ids: str, record: Record = Record.CALL) -> None:
    with past.database.writing() as session:
        for carrier_id in carrier_ids:
            plan_erasure(session, record, carrier_id, past.now)


def proof(past: Past) -> list[tuple[date, str, int, int, int]]:
    with past.database.reading() as session:
        return [
            (row.day, row.kind, row.asked, row.confirmed, row.longest_hours)
            for row in proof_of(session)
        ]


def told(past: Past) -> list[tuple[str, str | None]]:
    with past.database.reading() as session:
        return [(row.once, row.body) for row in session.scalars(select(Notice))]


def test_what_was_asked_and_confirmed_is_counted_by_day_and_kind(past: Past) -> None:
    answers(past, True, False, True)
    plan(past, "CA1", "CA2")
    plan(past, "QU1", record=Record.QUEUE)
    erase_at_carrier(past.service)
    assert proof(past) == [(TODAY, "call", 2, 1, 0), (TODAY, "queue", 1, 1, 0)]
    past.now += timedelta(minutes=61)
    erase_at_carrier(past.service)
    past.now += timedelta(days=1)
    plan(past, "CA3")
    erase_at_carrier(past.service)
    assert proof(past) == [
        (date(2026, 11, 23), "call", 1, 1, 0),
        (TODAY, "call", 2, 2, 2),
        (TODAY, "queue", 1, 1, 0),
    ]


def test_a_confirmation_that_two_workers_heard_counts_once(past: Past) -> None:
    answers(past, True)
    plan(past, "CA1")
    erase_at_carrier(past.service)
    with past.database.writing() as session:
        erased(session, "CA1", past.now)
    assert proof(past) == [(TODAY, "call", 1, 1, 0)]


def test_the_proof_names_no_record(past: Past) -> None:
    answers(past, True)
    plan(past, "CA-of-somebody")
    erase_at_carrier(past.service)
    with past.database.reading() as session:
        rows = session.execute(text("SELECT * FROM erasure_day")).all()
    assert len(rows) == 1
    assert "CA-of-somebody" not in str(rows)


def test_the_proof_is_kept_for_three_years(past: Past) -> None:
    answers(past)
    plan(past, "CA1")
    erase_at_carrier(past.service)
    past.now += timedelta(days=3 * 365)
    forget_due_calls(past.service)
    assert len(proof(past)) == 1
    past.now += timedelta(days=1)
    forget_due_calls(past.service)
    assert proof(past) == []


def test_coordinators_are_told_once_a_day_and_not_once_a_record(past: Past) -> None:
    plan(past, "CA1", "CA2", "CA3")
    past.now += timedelta(hours=72)
    tell_of_records(past.service)
    assert told(past) == []
    past.now += timedelta(hours=1)
    for _ in range(3):
        tell_of_records(past.service)
        past.now += timedelta(hours=1)
    ((once, body),) = told(past)
    assert once.startswith("not-erased:1:2026-11-25:")
    assert body is not None
    assert "après 72 heures (3)" in body
    assert "CA1" not in body
    past.now += timedelta(days=1)
    tell_of_records(past.service)
    assert len(told(past)) == 2


def test_nobody_is_woken_for_it(past: Past) -> None:
    plan(past, "CA1")
    past.now = NOW + timedelta(days=4, hours=-6)
    tell_of_records(past.service)
    assert told(past) == []


def test_it_stands_among_what_is_to_be_seen_to(past: Past) -> None:
    plan(past, "CA1", "CA2")
    for hours, count in ((72, 0), (73, 1)):
        now = NOW + timedelta(hours=hours)
        with past.database.reading() as session:
            found = alarms(session, past.line, [], now=now, language="en")
        assert [alarm.kind for alarm in found].count("kept") == count
    (kept,) = [alarm for alarm in found if alarm.kind == "kept"]
    assert kept.text.startswith("Records that the carrier has not deleted after 72 hours: 2.")


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_what_was_asked_for_before_there_was_a_proof_is_in_it(
    kind: str, request: pytest.FixtureRequest
) -> None:
    maker: Sqlite | Postgres = request.getfixturevalue(kind)
    with maker.empty_database() as url:
        database = Database(url)
        migrate(database, "0017")
        with database.writing() as session:
            session.execute(
                insert(Erasure),
                [
                    {
                        "carrier_id": f"CA{tried}",
                        "kind": "call",
                        "planned_at": NOW,
                        "try_at": NOW,
                        "attempts": tried,
                    }
                    for tried in (0, 1, 2)
                ],
            )
        migrate(database)
        with database.writing() as session:
            erased(session, "CA1", NOW + timedelta(hours=3))
        with database.reading() as session:
            (row,) = proof_of(session)
        database.close()
    assert (row.day, row.asked, row.confirmed, row.longest_hours) == (TODAY, 2, 1, 3)
