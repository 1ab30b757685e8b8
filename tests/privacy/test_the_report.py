"""`hotline privacy report`: all that is stored now, until when, and what should be gone."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from click.testing import Result
from flask import Flask
from flask.cli import ScriptInfo
from sqlalchemy import update

from app import cli
from hotline.blocks.service import Purpose, block, forget_blocks
from hotline.blocks.tables import ShortLivedKey
from hotline.calls.tables import Call
from hotline.forgetting.erasures import Record, plan_erasure
from hotline.forgetting.retention import forget_due_calls
from hotline.notices.tables import Notice
from hotline.privacy.report import report
from hotline.privacy.stored import STORED
from routing.outcomes import CallState
from tests.privacy.filled import fill
from tests.statistics.past import NOW, Past, Talk
from tests.world import app_of

HOUR = timedelta(hours=1)


@pytest.fixture
def app(past: Past) -> Flask:
    return app_of(past.service)


def runs(app: Flask, *words: str) -> Result:
    info = ScriptInfo(create_app=lambda: app)
    return app.test_cli_runner().invoke(cli, ["privacy", "report", *words], obj=info)


def rows(app: Flask, code: int = 0) -> dict[str, dict[str, Any]]:
    said = runs(app, "--format", "json", "--language", "en")
    assert said.exit_code == code, said.output
    return {row["table"]: row for row in json.loads(said.output)["stored"]}


def late(past: Past) -> dict[str, int]:
    with past.database.reading() as session:
        found = report(session, past.now).found
    return {one.entry.table: one.overdue for one in found if one.overdue}


def test_each_table_is_told_with_its_rows_and_dates(past: Past, app: Flask) -> None:
    past.ended(NOW - 2 * HOUR, Talk("anne", 600))
    found = rows(app)
    assert [*found] == [entry.table for entry in STORED]
    assert found["call"]["rows"] == 1
    assert found["call"]["oldest"] == "2026-11-22"
    assert found["call"]["goes_by"] == "2026-11-23"
    assert found["call"]["about"] == "caller"
    assert found["phone"]["encrypted"] == ["number"]
    assert found["phone"]["fingerprints"] == ["lookup"]
    assert found["callback"]["in_backups"] is False


def test_a_call_kept_too_long_is_an_error(past: Past, app: Flask) -> None:
    past.ended(NOW, Talk("anne", 600))
    past.now += 25 * HOUR
    assert runs(app).exit_code == 0
    past.now += HOUR
    assert rows(app, 1)["call"]["overdue"] == 1
    assert "1 rows should be gone" in runs(app, "--language", "en").output
    forget_due_calls(past.service)
    assert rows(app)["call"]["rows"] == 0


def test_a_call_that_lives_is_never_late(past: Past) -> None:
    call = past.ended(NOW, Talk("anne", 600))
    with past.database.writing() as session:
        session.execute(update(Call).where(Call.id == call).values(state=CallState.CONNECTED))
    past.now += timedelta(days=9)
    assert late(past) == {}


def test_a_record_that_the_carrier_keeps_is_late_after_72_hours(past: Past) -> None:
    with past.database.writing() as session:
        plan_erasure(session, Record.CALL, "CA1", NOW)
    past.now += 72 * HOUR
    assert late(past) == {}
    past.now += timedelta(seconds=1)
    assert late(past) == {"erasure": 1}


def test_whatever_has_an_end_is_late_after_it(past: Past) -> None:
    with past.database.writing() as session:
        fill(session, NOW, state="closed", line=past.line.document.line.slug)
        session.execute(update(Call).values(state=CallState.ENDED))
        session.execute(update(Notice).values(try_at=None))
    assert late(past) == {}
    past.now += timedelta(days=12 * 366)
    ends = {entry.table for entry in STORED if entry.ends}
    assert {*late(past)} == ends


def test_what_the_jobs_forget_is_not_late(past: Past) -> None:
    """The jobs that run by themselves keep what this table promises."""
    past.ended(NOW, Talk("anne", 600))
    with past.database.writing() as session:
        for purpose in Purpose:
            block(
                session,
                past.line.id,
                "+33612345678",
                now=NOW,
                length=timedelta(days=30),
                chance=past.service.chance,
                purpose=purpose,
            )
    assert past.count(ShortLivedKey) == 2
    for days, keys in ((1, 2), (2, 1), (30, 1), (31, 0)):
        past.now = NOW + timedelta(days=days)
        forget_due_calls(past.service)
        with past.database.writing() as session:
            forget_blocks(session, past.now)
        assert late(past).keys() <= {"erasure"}  # no carrier answers here
        assert past.count(ShortLivedKey) == keys


def test_the_proof_is_told(past: Past, app: Flask) -> None:
    assert "no deletion was asked for yet" in runs(app, "--language", "en").output
