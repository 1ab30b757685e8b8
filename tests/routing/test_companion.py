"""Whoever a caller comes back to is rung first and alone, then the plan: on values alone."""

from __future__ import annotations

from dataclasses import replace

from routing.decision import Wait, Why, decide
from routing.in_line import LEAD
from routing.outcomes import LegResult
from routing.plan import Responder
from tests.routing.test_decision import ANNE, CALL, DENIS, EMMA, FIRST, MOMENT, ended, ringing, rung

GILLES = Responder(9, "", "", frozenset(), frozenset({"fr"}), 1)
"""On no roster at this moment."""
BACK = replace(CALL, companion=GILLES)
THERE = replace(MOMENT, free=MOMENT.free | {9})


def test_that_person_is_rung_first_on_duty_or_not() -> None:
    assert rung(BACK, THERE) == [9]


def test_nobody_else_rings_meanwhile() -> None:
    call = replace(BACK, attempts=(ringing(9, LEAD),))
    assert decide(call, THERE, (), may_offer=False) == Wait(Why.RINGING)


def test_then_the_plan_goes_on() -> None:
    for result in (LegResult.NO_ANSWER, LegResult.REFUSED, LegResult.BUSY):
        assert rung(replace(BACK, attempts=(ended(9, result, LEAD),)), THERE) == [DENIS, EMMA]


def test_who_talks_with_somebody_else_is_not_waited_for() -> None:
    assert rung(BACK, MOMENT) == [DENIS, EMMA]


def test_a_wrap_up_that_is_owed_does_not_put_them_behind_the_others() -> None:
    assert rung(BACK, replace(THERE, resting=frozenset({9}))) == [9]


def test_somebody_of_the_plan_is_rung_once_and_first() -> None:
    (anne,) = (person for person in MOMENT.on_duty if person.person == ANNE)
    call = replace(CALL, companion=anne)
    assert rung(call, MOMENT) == [ANNE]
    after = replace(call, attempts=(ended(ANNE, LegResult.NO_ANSWER, LEAD),))
    assert rung(after, MOMENT) == [DENIS, EMMA]


def test_a_call_that_was_passed_on_goes_to_that_team() -> None:
    assert rung(replace(BACK, lead=FIRST), THERE) == [ANNE]


def test_their_own_telephone_does_not_ring_for_their_own_call() -> None:
    assert rung(replace(BACK, spared=frozenset({9})), THERE) == [DENIS, EMMA]
