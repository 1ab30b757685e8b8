"""Two things happen at the same instant: one order or the other is seen, never half of each.

Workers are services of their own, as in processes of their own. Where a race needs one of them to
stand between two statements of its transaction, it runs on PostgreSQL: on SQLite, BEGIN IMMEDIATE
lets one write transaction run at a time, whole.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial
from typing import TypeVar

import pytest
from sqlalchemy.orm import Session

from hotline.calls import accepting, changes
from hotline.calls.accepting import Verdict
from hotline.calls.ending import end_call
from hotline.calls.legs import leg_and_call, leg_over
from hotline.calls.tables import Call, Leg
from hotline.service import Hotline
from routing.outcomes import CallState, LegResult
from tests.races import NOW, Instant, at_once

pytestmark = pytest.mark.untold

ROUNDS = 30
ROUNDS_OF_LOCKS = 3

T = TypeVar("T")
Act = Callable[[Session], T]


def wrote(worker: Hotline, act: Act[T]) -> T:
    """What `act` gives in a write transaction of this worker."""
    with worker.database.writing() as session:
        return act(session)


def both(one: Callable[[], object], other: Callable[[], object]) -> list[object]:
    """Both at the same instant; what they gave."""
    return at_once([one, other])


def accepted(instant: Instant) -> None:
    """Anne has pressed 1 and hears who calls."""
    instant.begins_anew()
    instant.waits()
    instant.answers("anne")
    assert wrote(instant.workers[0], anne_presses_1) is Verdict.YOURS


def anne_presses_1(session: Session) -> Verdict:
    return accepting.accept(session, "anne", NOW)[0]


def anne_confirms(session: Session) -> Verdict:
    return accepting.confirm(session, "anne", NOW)[0]


def anne_presses_2(session: Session) -> bool:
    return accepting.refuse(session, "anne") is not None


def anne_is_gone(session: Session) -> bool:
    return leg_over(session, "anne", LegResult.TALKED, NOW) is not None


def caller_is_gone(session: Session) -> bool:
    return end_call(session, "call", NOW) is not None


def caller_leaves_the_queue(session: Session) -> bool:
    return changes.leave_queue(session, "call", NOW)


def while_anne_presses_1(
    instant: Instant, act: Act[bool], monkeypatch: pytest.MonkeyPatch
) -> tuple[object, object]:
    """Anne reads that the caller waits; then her 1 and `act` are written, in whatever order."""
    instant.begins_anew()
    instant.waits()
    instant.answers("anne")
    with instant.database.reading() as session:
        read_before = [leg_and_call(session, "anne")]

    def as_it_was(session: Session, leg_id: str) -> tuple[Leg, Call] | None:
        return read_before.pop() if read_before else leg_and_call(session, leg_id)

    monkeypatch.setattr(accepting, "leg_and_call", as_it_was)
    first, second, _ = instant.workers
    verdict, done = both(partial(wrote, first, anne_presses_1), partial(wrote, second, act))
    return verdict, done


def side_by_side(
    instant: Instant, one: tuple[Act[object], str], other: tuple[Act[object], str]
) -> list[object]:
    """Two transactions, each of which waits, after its first change, for the other's first change:
    a fifth of a second, since a lock may well keep the other from it. Two that take the same rows
    in different orders then wait for each other, and the database ends one of them."""
    reached = [threading.Event(), threading.Event()]
    first, second, _ = instant.workers
    with pytest.MonkeyPatch.context() as patch:
        for number, (_, change) in enumerate((one, other)):
            stop = stopping(change, reached[number], reached[1 - number])
            patch.setattr(changes, change, stop)
        return both(partial(wrote, first, one[0]), partial(wrote, second, other[0]))


def stopping(change: str, mine: threading.Event, theirs: threading.Event) -> Callable[..., bool]:
    real: Callable[..., bool] = getattr(changes, change)

    def stop(*told: object, **also: object) -> bool:
        done = real(*told, **also)
        mine.set()
        theirs.wait(0.2)
        return done

    return stop


def test_anne_accepts_while_the_caller_hangs_up(
    instant: Instant, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(ROUNDS):
        verdict, ended = while_anne_presses_1(instant, caller_is_gone, monkeypatch)
        call, leg = instant.call(), instant.legs()["anne"]
        assert ended
        assert (call.state, call.outcome) == (CallState.ENDED, "GONE-RING")
        # Told that the call is hers or not, her leg is let go.
        assert verdict in {Verdict.YOURS, Verdict.TAKEN}
        assert (leg.dismissed, leg.result) == (True, LegResult.CALLER_GONE)


def test_anne_accepts_while_the_caller_leaves_the_queue(
    instant: Instant, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(ROUNDS):
        verdict, left = while_anne_presses_1(instant, caller_leaves_the_queue, monkeypatch)
        assert (verdict is Verdict.YOURS) is not left
        assert instant.call().state == (CallState.LEAVING if left else CallState.CLAIMED)


def test_anne_confirms_and_is_cut_off(on_postgres: Instant) -> None:
    for _ in range(ROUNDS_OF_LOCKS):
        accepted(on_postgres)
        gone = (anne_is_gone, "end_leg")
        side_by_side(on_postgres, (anne_confirms, "claim"), gone)
        assert on_postgres.legs()["anne"].result == LegResult.DROPPED
        assert on_postgres.call().state in {CallState.WAITING, CallState.CLAIMED}


def test_anne_and_the_caller_hang_up(on_postgres: Instant) -> None:
    for _ in range(ROUNDS_OF_LOCKS):
        accepted(on_postgres)
        gone = (anne_is_gone, "end_leg")
        told = side_by_side(on_postgres, (caller_is_gone, "end"), gone)
        assert told == [True, True]
        assert on_postgres.call().state == CallState.ENDED


def test_anne_refuses_and_hangs_up_and_is_not_rung_again(instant: Instant) -> None:
    for _ in range(ROUNDS):
        instant.begins_anew()
        instant.waits()
        instant.answers("anne")
        first, second, _ = instant.workers
        both(partial(wrote, first, anne_presses_2), partial(wrote, second, anne_is_gone))
        assert instant.legs()["anne"].result == LegResult.REFUSED
