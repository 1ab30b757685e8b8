"""Several workers do the same thing at the same instant: it is done once, and nobody fails."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from app import create_app
from hotline.calls import advance as advancing
from hotline.calls.advance import advance
from hotline.calls.intents import RingLeg
from hotline.calls.tables import Call
from hotline.hanging_up import end_call_now
from hotline.jobs.tables import JobTurn
from hotline.jobs.turns import take_turn
from hotline.notices.service import plan_notice
from hotline.notices.tables import Notice
from hotline.service import Hotline
from hotline.telling import send_due_notices
from routing.in_line import WaitingCall
from routing.outcomes import CallState
from simulator.signature import signature
from tests.races import NOW, PATIENCE, Instant, at_once
from tests.world import NUMBER, TOKEN, World

pytestmark = pytest.mark.untold

ROUNDS = 30


def rung_for(worker: Hotline, call_id: str) -> int:
    """Moves this call on; how many people are to be rung for it."""
    with worker.database.writing() as session:
        advice = advance(session, call_id, NOW, new_id=worker.new_id, rest=True, speaking=False)
    return sum(isinstance(intent, RingLeg) for intent in advice.intents) if advice else 0


def test_one_call_moved_on_by_several_workers_rings_one_person(instant: Instant) -> None:
    for _ in range(ROUNDS):
        instant.begins_anew()
        call_id = instant.waits()
        rung = at_once([partial(rung_for, worker, call_id) for worker in instant.workers])
        assert sorted(rung) == [0, 0, 1]
        assert [leg.person_id for leg in instant.legs().values()] == [instant.people["anne"]]


def test_two_calls_that_do_not_see_each_other_ring_one_free_person_once(
    on_postgres: Instant, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both have read that Anne is free, and that nobody is before them in line, as it is when the
    other enters the queue at this instant: the database's own index refuses the second leg."""
    for _ in range(ROUNDS):
        on_postgres.begins_anew()
        calls = [on_postgres.waits("one"), on_postgres.waits("other")]
        meeting = threading.Barrier(2)

        def nobody_before_them(*_: object, here: threading.Barrier = meeting) -> list[WaitingCall]:
            here.wait(PATIENCE)
            return []

        monkeypatch.setattr(advancing, "others_waiting", nobody_before_them)
        workers = on_postgres.workers[:2]
        rung = at_once(
            [partial(rung_for, worker, call) for worker, call in zip(workers, calls, strict=True)]
        )
        assert sorted(rung) == [0, 1]
        assert [leg.person_id for leg in on_postgres.legs().values()] == [
            on_postgres.people["anne"]
        ]
        assert {on_postgres.call(call).state for call in calls} == {CallState.WAITING}


def took(worker: Hotline, job: str) -> bool:
    with worker.database.writing() as session:
        return take_turn(session, job, timedelta(minutes=1), NOW)


@pytest.mark.parametrize("known", [True, False])
def test_the_turn_of_a_job_is_taken_by_one_worker(instant: Instant, known: bool) -> None:
    for number in range(ROUNDS):
        job = f"job {number}"
        if known:
            with instant.database.writing() as session:
                session.add(JobTurn(job=job, due_at=NOW))
        taken = at_once([partial(took, worker, job) for worker in instant.workers])
        assert sorted(taken) == [False, False, True]


def test_a_text_that_several_workers_find_in_the_outbox_is_sent_once(world: World) -> None:
    instant = Instant(world.settings.hotline_database_url)
    workers = [replace(worker, carrier=world.service.carrier) for worker in instant.workers]
    for number in range(ROUNDS):
        with instant.database.writing() as session:
            assert plan_notice(
                session,
                notice_id=f"text {number}",
                line_id=instant.line_id,
                person_id=instant.people["chloe"],
                once=f"text {number}",
                body=f"Message {number}.",
                now=NOW,
            )
        at_once([partial(send_due_notices, worker) for worker in workers])
    instant.close()
    assert [message.body for message in world.carrier.messages] == [
        f"Message {number}." for number in range(ROUNDS)
    ]


def test_callers_who_hang_up_at_the_same_instant_are_told_of_once_and_all_end(
    instant: Instant,
) -> None:
    for _ in range(ROUNDS):
        instant.begins_anew()
        calls = [instant.waits(f"call {number}") for number in range(len(instant.workers))]
        at_once(
            [
                partial(end_call_now, worker, call)
                for worker, call in zip(instant.workers, calls, strict=True)
            ]
        )
        assert {instant.call(call).state for call in calls} == {CallState.ENDED}
        with instant.database.reading() as session:
            assert session.scalar(select(func.count()).select_from(Notice)) == 1


def test_a_greeting_asked_for_twice_at_the_same_instant_is_given_twice_for_one_call(
    on_postgres: Instant,
) -> None:
    meeting = threading.Barrier(2)

    def id_once_both_have_looked(length: int) -> bytes:
        meeting.wait(PATIENCE)
        return threading.get_ident().to_bytes(length, "big")

    told = {"CallSid": "CA1", "From": "anonymous", "To": NUMBER, "CallStatus": "ringing"}

    address = on_postgres.workers[0].url("/voice/incoming")
    signed = {"X-Twilio-Signature": signature(TOKEN, address, told.items())}

    def greeting(client: FlaskClient) -> tuple[int, str]:
        answer = client.post(address, data=told, headers=signed)
        return answer.status_code, answer.text

    # Made before they meet, as in processes: Python 3.11 cannot build two tables of addresses at
    # the same instant in one (`SystemError: AST constructor recursion depth mismatch`).
    clients = [
        create_app(replace(worker, chance=id_once_both_have_looked)).test_client()
        for worker in on_postgres.workers[:2]
    ]
    ask: list[Callable[[], tuple[int, str]]] = [partial(greeting, client) for client in clients]
    first, second = at_once(ask)
    assert first == second
    assert first[0] == 200
    with on_postgres.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Call)) == 1
