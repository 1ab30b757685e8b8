"""What whoever watches can ask: does it live, can it serve, and how is it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import text

from app import create_app
from hotline.database import Database
from hotline.database.migrating import migrate
from tests.statistics.past import Past
from tests.world import CALLER, World

TOKEN = {"Authorization": "Bearer a token to read with"}


def test_a_process_lives_and_is_ready_while_the_database_answers(past: Past) -> None:
    client = create_app(past.service).test_client()
    assert client.get("/healthz").text == "ok\n"
    assert (client.get("/readyz").status_code, client.get("/readyz").text) == (200, "ready\n")


def test_without_its_database_it_lives_on_and_is_not_ready(past: Past) -> None:
    nowhere = Database("postgresql+psycopg://nobody@127.0.0.1:9/nothing")
    client = create_app(replace(past.service, database=nowhere)).test_client()
    assert client.get("/healthz").status_code == 200
    assert client.get("/readyz").status_code == 503
    assert "does not answer" in client.get("/readyz").text


def test_an_older_database_is_not_ready_a_newer_one_is_left_alone(past: Past) -> None:
    client = create_app(past.service).test_client()
    revision = text("UPDATE alembic_version SET version_num = :now")
    with past.database.writing() as session:
        session.execute(revision, {"now": "0001"})
    assert client.get("/readyz").status_code == 503
    with past.database.writing() as session:
        session.execute(revision, {"now": "9999"})
    migrate(past.database)
    assert client.get("/readyz").status_code == 200


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer another"}])
def test_measures_are_for_whoever_has_the_token(past: Past, headers: dict[str, str]) -> None:
    assert (
        create_app(past.service).test_client().get("/metrics", headers=headers).status_code == 404
    )


def test_measures_tell_of_steps_calls_and_posts_and_of_nobody(
    make_world: Callable[..., World],
) -> None:
    world = make_world(hotline_metrics_token="a token to read with")
    world.nurse_waits()
    told = world.app.test_client().get("/metrics", headers=TOKEN).text
    assert 'hotline_calls{line="histoires",state="waiting"} 1.0' in told
    assert 'hotline_step_seconds_count{status="200",step="/voice/incoming"} 1.0' in told
    # One telephone rung; whether jobs have looked for left queues meanwhile is another matter.
    assert re.search(r'hotline_carrier_seconds_count{result="answered"} [12]\.0', told)
    assert 'hotline_posts_empty{line="histoires"} 0.0' in told
    assert "hotline_database_up 1.0" in told
    assert 'hotline_job_late_seconds{job="sweep"}' in told
    call, leg = world.call().id, world.legs()[0].id
    for secret in (CALLER, CALLER[3:], call, leg, "Anne", "anne"):
        assert secret not in told
    world.phone_of("anne").rejects()
