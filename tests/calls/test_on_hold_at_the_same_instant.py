"""On hold, two things happen at the same instant: one of them counts, and all learn which."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from hotline.calls import accepting, changes, on_hold
from hotline.calls.accepting import Verdict
from hotline.calls.ending import end_call
from hotline.calls.giving import choose, give, note_said
from hotline.calls.legs import leg_over
from hotline.calls.passing_on import caller_agrees
from hotline.calls.tables import Call, Leg
from routing.outcomes import CallState, LegResult, LegState, Passing, Priority
from tests.calls.test_at_the_same_instant import ROUNDS, Act, both, side_by_side, wrote
from tests.races import NOW, Instant

ROUNDS_OF_LOCKS = 3


def on_hold_and_asked(instant: Instant) -> None:
    """Anne holds the call, and its caller is asked whether they agree to be passed on."""
    instant.begins_anew()
    instant.waits()
    instant.answers("anne")
    with instant.database.writing() as session:
        session.execute(
            update(Call).values(
                state=CallState.WAITING,
                priority=Priority.CUT,
                claimed_by="anne",
                connected_at=NOW - timedelta(seconds=60),
                held_until=NOW + timedelta(seconds=60),
                passing=Passing.ASKED,
                passing_to="doctors",
            )
        )
        session.execute(
            update(Leg).values(
                state=LegState.OFF_BRIDGE,
                connected_at=NOW - timedelta(seconds=60),
                off_bridge_at=NOW,
            )
        )


def caller_says_yes(session: Session) -> bool:
    return caller_agrees(session, "call", NOW)[0]


def anne_goes_back(session: Session) -> Verdict:
    return accepting.confirm(session, "anne", NOW)[0]


def anne_is_gone(session: Session) -> bool:
    return leg_over(session, "anne", LegResult.TALKED, NOW) is not None


def anne_calls_it_abusive(session: Session) -> bool:
    return on_hold.end_by_responder(session, "call", "anne", abusive=True)


def caller_is_gone(session: Session) -> bool:
    return end_call(session, "call", NOW) is not None


def two(instant: Instant, one: Act[object], other: Act[object]) -> list[object]:
    first, second, _ = instant.workers
    return both(partial(wrote, first, one), partial(wrote, second, other))


def test_the_caller_agrees_while_the_responder_comes_back(instant: Instant) -> None:
    for _ in range(ROUNDS):
        on_hold_and_asked(instant)
        agreed, verdict = two(instant, caller_says_yes, anne_goes_back)
        call, leg = instant.call(), instant.legs()["anne"]
        assert agreed is (verdict is Verdict.TAKEN)
        assert call.state == (CallState.WAITING if agreed else CallState.CLAIMED)
        assert (leg.result == LegResult.PASSED_ON) is agreed


def test_the_caller_agrees_while_the_responder_hangs_up(instant: Instant) -> None:
    for _ in range(ROUNDS):
        on_hold_and_asked(instant)
        assert two(instant, caller_says_yes, anne_is_gone) == [True, True]
        leg = instant.legs()["anne"]
        assert (leg.state, leg.result) == (LegState.ENDED, LegResult.PASSED_ON)
        assert instant.call().passing == Passing.AGREED


def test_both_take_the_call_and_the_leg_in_one_order(on_postgres: Instant) -> None:
    for _ in range(ROUNDS_OF_LOCKS):
        on_hold_and_asked(on_postgres)
        told = side_by_side(
            on_postgres, (caller_says_yes, "change_call"), (anne_is_gone, "end_leg")
        )
        assert told == [True, True]


def test_the_caller_hangs_up_while_their_call_is_ended_as_abusive(instant: Instant) -> None:
    for _ in range(ROUNDS):
        on_hold_and_asked(instant)
        abusive, ended = two(instant, anne_calls_it_abusive, caller_is_gone)
        call = instant.call()
        assert (ended, call.state) == (True, CallState.ENDED)
        assert call.outcome == ("ABUSE" if abusive else "CONNECTED")


def test_the_caller_says_yes_twice(instant: Instant) -> None:
    for _ in range(ROUNDS):
        on_hold_and_asked(instant)
        assert sorted(map(bool, two(instant, caller_says_yes, caller_says_yes))) == [False, True]


def test_the_caller_hangs_up_while_agreeing(instant: Instant) -> None:
    for _ in range(ROUNDS):
        on_hold_and_asked(instant)
        two(instant, caller_says_yes, caller_is_gone)
        assert instant.call().state == CallState.ENDED
        assert instant.call().outcome == "CONNECTED"


def test_a_number_chosen_on_the_page_and_one_keyed_in_are_both_kept(instant: Instant) -> None:
    for _ in range(ROUNDS):
        on_hold_and_asked(instant)
        two(
            instant,
            lambda session: give(session, "call", "101"),
            lambda session: note_said(session, "call", "101", 0),
        )
        two(
            instant,
            lambda session: give(session, "call", "102"),
            lambda session: note_said(session, "call", "101", 1),
        )
        call = instant.call()
        assert (call.given, call.given_said) == (["101", "102"], 1)
        with instant.database.writing() as session:
            choose(session, "call", [])
        assert instant.call().given == ["101"]


@pytest.mark.parametrize("state", [CallState.CLAIMED, CallState.CLOSING, CallState.ENDED])
def test_nobody_is_passed_on_who_is_not_waiting(instant: Instant, state: CallState) -> None:
    on_hold_and_asked(instant)
    with instant.database.writing() as session:
        changes.change_call(session, "call", state=state)
    with instant.database.writing() as session:
        assert caller_agrees(session, "call", NOW) == (False, [])


def test_whoever_holds_the_call_no_longer_cannot_end_it(instant: Instant) -> None:
    """Bruno has taken the caller since; a key of Anne's comes late."""
    on_hold_and_asked(instant)
    instant.answers("bruno")
    with instant.database.writing() as session:
        assert changes.connect(session, "call", "bruno", NOW)
    with instant.database.writing() as session:
        assert not on_hold.end_by_responder(session, "call", "anne")
    assert instant.call().state == CallState.CONNECTED


def test_a_number_told_twice_as_heard_counts_once(instant: Instant) -> None:
    """A text is sent for the one that counts."""
    for _ in range(ROUNDS):
        on_hold_and_asked(instant)
        with instant.database.writing() as session:
            give(session, "call", "101")
        heard = two(
            instant,
            lambda session: note_said(session, "call", "101", 1),
            lambda session: note_said(session, "call", "101", 1),
        )
        assert sorted(map(bool, heard)) == [False, True]
