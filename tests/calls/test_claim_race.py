"""Several responders press 1 in the same second: exactly one is put through.

A claim reads (`leg_and_call`, `verdict`), then writes (`changes.claim`). The barrier stands between
the two: nobody writes before everybody has read that the call is free. Where that can be differs:

- on both databases, every responder reads in a transaction of its own, all meet, then each one
  accepts in a write transaction that is made to believe what was read before: the worst that a
  stale read can do;
- on PostgreSQL also inside the write transaction itself, with nothing replaced but the barrier;
- on SQLite that place does not exist, since BEGIN IMMEDIATE keeps the next responder from reading
  before the first has committed: this is what the last test shows.

Each race is run a second time with a claim that is written as read-then-write: an UPDATE without
its condition, trusting what was read. Then several win, so these tests turn red when the claim in
`hotline/calls/changes.py` loses its condition.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from hotline.calls import accepting, changes
from hotline.calls.accepting import Verdict
from hotline.calls.legs import leg_and_call
from hotline.calls.tables import Call, Leg
from routing.outcomes import CallState, LegResult, LegState
from tests.databases import Sqlite
from tests.races import NOW, PATIENCE, Instant, at_once

pytestmark = pytest.mark.untold

ROUNDS = 200
ROUNDS_OF_THE_TWIN = 20
RESPONDERS = ("anne", "bruno", "chloe")

Press = Callable[[Session, str, datetime], Verdict]


def first_key(session: Session, leg_id: str, now: datetime) -> Verdict:
    return accepting.accept(session, leg_id, now)[0]


def second_key(session: Session, leg_id: str, now: datetime) -> Verdict:
    return accepting.confirm(session, leg_id, now)[0]


def read_then_write(session: Session, call_id: str, leg_id: str, now: datetime) -> bool:
    """The claim as it must not be: whoever read that the call is free takes it."""
    theirs = {"state": CallState.CLAIMED, "claimed_by": leg_id, "lease_until": now + changes.LEASE}
    session.execute(update(Call).where(Call.id == call_id).values(theirs))
    return True


def winners_reading_before(
    instant: Instant, press: Press, monkeypatch: pytest.MonkeyPatch
) -> list[str]:
    """One round; everybody reads in a transaction of their own before anybody writes."""
    meeting = threading.Barrier(len(RESPONDERS))
    seen: dict[str, tuple[Leg, Call] | None] = {}

    def as_it_was(session: Session, leg_id: str) -> tuple[Leg, Call] | None:
        return seen.pop(leg_id, None) or leg_and_call(session, leg_id)

    monkeypatch.setattr(accepting, "leg_and_call", as_it_was)
    return one_round(instant, press, lambda leg_id: read_and_meet(instant, leg_id, seen, meeting))


def read_and_meet(
    instant: Instant,
    leg_id: str,
    seen: dict[str, tuple[Leg, Call] | None],
    meeting: threading.Barrier,
) -> None:
    with instant.database.reading() as session:
        seen[leg_id] = leg_and_call(session, leg_id)
    meeting.wait(PATIENCE)


def winners_reading_inside(
    instant: Instant, press: Press, monkeypatch: pytest.MonkeyPatch
) -> list[str]:
    """One round; everybody reads in the transaction they are going to write in."""
    meeting = threading.Barrier(len(RESPONDERS))

    def read_and_wait(session: Session, leg_id: str) -> tuple[Leg, Call] | None:
        found = leg_and_call(session, leg_id)
        meeting.wait(PATIENCE)
        return found

    monkeypatch.setattr(accepting, "leg_and_call", read_and_wait)
    return one_round(instant, press, lambda _leg_id: None)


def one_round(instant: Instant, press: Press, prepare: Callable[[str], None]) -> list[str]:
    """Everybody presses the key for one call; those who are told that the call is theirs."""
    instant.everybody_answers(RESPONDERS)

    def contender(number: int) -> Callable[[], Verdict]:
        def act() -> Verdict:
            prepare(RESPONDERS[number])
            with instant.workers[number].database.writing() as session:
                return press(session, RESPONDERS[number], NOW)

        return act

    told = at_once([contender(number) for number in range(len(RESPONDERS))])
    assert set(told) <= {Verdict.YOURS, Verdict.TAKEN}
    return [slug for slug, verdict in zip(RESPONDERS, told, strict=True) if verdict == "yours"]


def assert_one_is_the_winner(instant: Instant, winners: list[str]) -> None:
    """One is told so, the call is theirs, and everybody else's telephone is to be freed."""
    (winner,) = winners
    call, legs = instant.call(), instant.legs()
    assert (call.state, call.claimed_by) == (CallState.CLAIMED, winner)
    assert (legs[winner].state, legs[winner].result) == (LegState.CLAIMED, None)
    losers = [leg for leg in legs.values() if leg.id != winner]
    assert {leg.result for leg in losers} == {LegResult.TAKEN}


@pytest.mark.parametrize("press", [first_key, second_key])
def test_one_wins_however_many_have_read_that_the_call_is_free(
    instant: Instant, press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(ROUNDS):
        assert_one_is_the_winner(instant, winners_reading_before(instant, press, monkeypatch))


def test_one_wins_when_all_have_read_inside_their_write_transactions(
    on_postgres: Instant, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(ROUNDS):
        winners = winners_reading_inside(on_postgres, first_key, monkeypatch)
        assert_one_is_the_winner(on_postgres, winners)


def test_a_claim_that_trusts_what_was_read_has_several_winners(
    instant: Instant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(changes, "claim", read_then_write)
    for _ in range(ROUNDS_OF_THE_TWIN):
        assert len(winners_reading_before(instant, first_key, monkeypatch)) > 1


def test_such_a_claim_has_several_winners_inside_transactions_too(
    on_postgres: Instant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(changes, "claim", read_then_write)
    for _ in range(ROUNDS_OF_THE_TWIN):
        assert len(winners_reading_inside(on_postgres, first_key, monkeypatch)) > 1


def test_on_sqlite_nobody_reads_between_the_read_and_the_write_of_another(
    sqlite: Sqlite, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    somebody_read = threading.Event()

    def read_slowly(session: Session, leg_id: str) -> tuple[Leg, Call] | None:
        found = leg_and_call(session, leg_id)
        done.append(f"{leg_id} read")
        if somebody_read.is_set():
            return found
        somebody_read.set()
        threading.Event().wait(0.2)  # time enough for the others to read, if they could
        return found

    def claim(session: Session, call_id: str, leg_id: str, now: datetime) -> bool:
        done.append(f"{leg_id} wrote")
        return real_claim(session, call_id, leg_id, now)

    real_claim = changes.claim
    monkeypatch.setattr(accepting, "leg_and_call", read_slowly)
    monkeypatch.setattr(changes, "claim", claim)
    with sqlite.database() as url:
        instant = Instant(url)
        (winner,) = one_round(instant, first_key, lambda _leg_id: None)
        instant.close()
    assert done[:2] == [f"{winner} read", f"{winner} wrote"]
    assert [entry.split()[1] for entry in done[2:]] == ["read", "read"]
