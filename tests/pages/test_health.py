"""/healthz says ok only while the database answers."""

from __future__ import annotations

from dataclasses import replace

from app import create_app
from hotline.database import Database
from tests.statistics.past import Past


def test_health_is_ok_while_the_database_answers(past: Past) -> None:
    answer = create_app(past.service).test_client().get("/healthz")
    assert (answer.status_code, answer.text) == (200, "ok\n")


def test_health_is_503_when_the_database_is_away(past: Past) -> None:
    nowhere = Database("postgresql+psycopg://nobody@127.0.0.1:9/nothing")
    answer = create_app(replace(past.service, database=nowhere)).test_client().get("/healthz")
    assert answer.status_code == 503
    assert "does not answer" in answer.text
