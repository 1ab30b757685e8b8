"""The rule that says what is next for a waiting caller, on values alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from routing.decision import Goodbye, Ring, Wait, WayOut, Why, decide
from routing.in_line import RING_BACK, Attempt, Moment, WaitingCall
from routing.outcomes import LegResult, Priority
from routing.plan import Match, Plan, Responder, Step, Wish

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
DOCTORS = Step("doctors", "first", frozenset({Match.PROFESSION}), None, 20)
FIRST = Step("psychologists", "first", frozenset(), 1, 20)
BACKUP = Step("psychologists", "backup", frozenset(), 1, 25)
ANNE, BRUNO, DENIS, EMMA = 1, 2, 3, 4
ON_DUTY = (
    Responder(ANNE, "psychologists", "first", frozenset(), frozenset({"fr"}), 1),
    Responder(BRUNO, "psychologists", "backup", frozenset(), frozenset({"fr"}), 1),
    Responder(DENIS, "doctors", "first", frozenset({"MED"}), frozenset({"fr"}), 1),
    Responder(EMMA, "doctors", "first", frozenset({"MED"}), frozenset({"fr"}), 2),
)
CALL = WaitingCall(
    id="a",
    plan=Plan("doctors", (DOCTORS, FIRST, BACKUP)),
    wish=Wish(frozenset({"MED"}), "fr"),
    priority=Priority.NORMAL,
    since=NOW,
    offered_at=NOW,
    offers=0,
    attempts=(),
)
MOMENT = Moment(
    on_duty=ON_DUTY,
    free=frozenset({ANNE, BRUNO, DENIS, EMMA}),
    resting=frozenset(),
    dials_left=8,
    budget=timedelta(seconds=90),
    now=NOW,
)


def rung(call: WaitingCall, moment: Moment, *others: WaitingCall) -> list[int]:
    decision = decide(call, moment, others, may_offer=False)
    return [dial.person for dial in decision.dials] if isinstance(decision, Ring) else []


def ended(person: int, result: LegResult, step: int = 0) -> Attempt:
    return Attempt(person, step, 0, result, NOW - timedelta(seconds=30))


def ringing(person: int, step: int = 0) -> Attempt:
    return Attempt(person, step, 0, None, None)


def test_all_peers_of_the_profession_are_rung_at_once() -> None:
    assert rung(CALL, MOMENT) == [DENIS, EMMA]


def test_a_caller_of_another_profession_is_never_given_a_peer() -> None:
    vet = replace(CALL, wish=Wish(frozenset({"VET"}), "fr"))
    assert rung(vet, MOMENT) == [ANNE]


def test_one_by_one_waits_for_the_one_who_is_rung() -> None:
    call = replace(
        CALL,
        attempts=(
            ended(DENIS, LegResult.NO_ANSWER),
            ended(EMMA, LegResult.REFUSED),
            ringing(ANNE, 1),
        ),
    )
    assert decide(call, MOMENT, (), may_offer=False) == Wait(Why.RINGING)


def test_a_colleague_who_becomes_free_joins_those_who_ring_at_once() -> None:
    call = replace(CALL, attempts=(ringing(DENIS),))
    free = MOMENT.free - {DENIS}
    assert rung(call, replace(MOMENT, free=free)) == [EMMA]


def test_a_refusal_is_for_good_and_no_answer_for_a_round() -> None:
    tried = (
        ended(DENIS, LegResult.REFUSED),
        ended(EMMA, LegResult.NO_ANSWER),
        ended(ANNE, LegResult.NO_ANSWER, 1),
        ended(BRUNO, LegResult.BUSY, 2),
    )
    assert rung(replace(CALL, attempts=tried), MOMENT) == [EMMA]


def test_a_second_telephone_is_tried_before_anybody_else_has_their_second_turn() -> None:
    tried = (ended(DENIS, LegResult.REFUSED), ended(EMMA, LegResult.FAILED))
    assert rung(replace(CALL, attempts=tried), MOMENT) == [EMMA]


def test_whoever_owes_a_wrap_up_comes_after_the_others() -> None:
    moment = replace(MOMENT, resting=frozenset({DENIS, EMMA}))
    assert rung(CALL, moment) == [ANNE]
    alone = replace(moment, free=frozenset({DENIS}))
    assert rung(CALL, alone) == [DENIS]


def test_the_person_whose_line_was_cut_is_rung_first_though_off_duty_and_owing() -> None:
    gone = Responder(9, "", "", frozenset(), frozenset(), 1)
    cut = replace(
        CALL,
        priority=Priority.CUT,
        since=NOW - timedelta(seconds=5),
        offered_at=NOW - timedelta(seconds=5),
        was_with=gone,
        attempts=(ended(9, LegResult.CUT, RING_BACK),),
    )
    moment = replace(MOMENT, free=MOMENT.free | {9}, resting=frozenset({9}))
    assert rung(cut, moment) == [9]
    just_now = replace(cut, since=NOW, offered_at=NOW)
    assert decide(just_now, moment, (), may_offer=False) == Wait(Why.JUST_CUT)


def test_whoever_a_caller_was_just_cut_from_is_kept_for_them_even_from_danger() -> None:
    cut = replace(
        CALL,
        id="b",
        priority=Priority.CUT,
        was_with=ON_DUTY[2],
        attempts=(ended(DENIS, LegResult.CUT),),
    )
    danger = replace(CALL, priority=Priority.DANGER)
    assert rung(danger, MOMENT, cut) == [EMMA]
    assert rung(danger, MOMENT) == [DENIS, EMMA]
    hung_up_by_now = replace(MOMENT, now=NOW + timedelta(seconds=5))
    assert rung(cut, hung_up_by_now, danger) == [DENIS]


def test_free_people_go_to_the_calls_in_line_one_each_before_anybody_has_two() -> None:
    earlier = replace(CALL, id="b", since=NOW - timedelta(seconds=9))
    assert rung(earlier, MOMENT, CALL) == [DENIS]
    assert rung(CALL, MOMENT, earlier) == [EMMA]
    first = replace(CALL, id="c", since=NOW - timedelta(seconds=20))
    assert rung(CALL, MOMENT, earlier, first) == [ANNE]


def test_one_who_has_a_telephone_ringing_lets_those_go_first_who_have_none() -> None:
    earlier = replace(CALL, id="b", since=NOW - timedelta(seconds=9), attempts=(ringing(DENIS),))
    moment = replace(MOMENT, free=MOMENT.free - {DENIS})
    assert rung(CALL, moment, earlier) == [EMMA]
    assert decide(earlier, moment, (CALL,), may_offer=False) == Wait(Why.OTHERS_FIRST)


def test_danger_has_all_it_would_ring_before_the_others_begin() -> None:
    earlier = replace(CALL, id="b", since=NOW - timedelta(seconds=9))
    urgent = replace(CALL, id="c", priority=Priority.DANGER)
    assert rung(urgent, MOMENT, earlier) == [DENIS, EMMA]
    assert rung(earlier, MOMENT, urgent) == [ANNE]


def test_the_dial_rate_is_shared_in_line() -> None:
    earlier = replace(CALL, id="b", since=NOW - timedelta(seconds=9))
    assert rung(CALL, replace(MOMENT, dials_left=1)) == [DENIS]
    assert rung(CALL, replace(MOMENT, dials_left=2), earlier) == [EMMA]
    one = replace(MOMENT, dials_left=1)
    assert decide(CALL, one, (earlier,), may_offer=False) == Wait(Why.DIAL_RATE)
    assert rung(earlier, one, CALL) == [DENIS]


def test_nobody_on_duty_is_said_at_once_and_then_once_a_budget() -> None:
    nobody = replace(MOMENT, on_duty=())
    assert decide(CALL, nobody, (), may_offer=True) == WayOut(Why.NOBODY)
    told = replace(CALL, offered_at=NOW + timedelta(seconds=1), offers=1)
    assert decide(told, nobody, (), may_offer=True) == Wait(Why.BUSY)


def test_the_third_unanswered_offer_is_the_last() -> None:
    late = replace(MOMENT, now=NOW + timedelta(seconds=91))
    assert decide(CALL, late, (), may_offer=True) == WayOut(Why.BUDGET)
    assert decide(replace(CALL, offers=3), late, (), may_offer=True) == Goodbye(Why.BUDGET)


results = st.sampled_from([None, *LegResult])
attempts = st.lists(
    st.builds(
        Attempt,
        person=st.sampled_from([ANNE, BRUNO, DENIS, EMMA]),
        step=st.integers(0, 2),
        turn=st.integers(0, 2),
        result=results,
        ended_at=st.none(),
    ),
    max_size=8,
).map(tuple)


@given(
    attempts=attempts,
    free=st.frozensets(st.sampled_from([ANNE, BRUNO, DENIS, EMMA])),
    resting=st.frozensets(st.sampled_from([ANNE, BRUNO, DENIS, EMMA])),
    dials_left=st.integers(-2, 4),
    seconds=st.integers(0, 400),
    offers=st.integers(0, 4),
    may_offer=st.booleans(),
)
def test_whatever_was_tried_only_free_people_are_rung_once_each_within_the_dial_rate(
    *,
    attempts: tuple[Attempt, ...],
    free: frozenset[int],
    resting: frozenset[int],
    dials_left: int,
    seconds: int,
    offers: int,
    may_offer: bool,
) -> None:
    moment = replace(
        MOMENT,
        free=free,
        resting=resting,
        dials_left=dials_left,
        now=NOW + timedelta(seconds=seconds),
    )
    call = replace(CALL, attempts=attempts, offers=offers)
    decision = decide(call, moment, (), may_offer=may_offer)
    refused = {a.person for a in attempts if a.result is LegResult.REFUSED}
    if isinstance(decision, Ring):
        people = [dial.person for dial in decision.dials]
        assert len(people) == len(set(people)) <= dials_left
        assert set(people) <= free - refused
    if may_offer and seconds >= 90:
        assert isinstance(decision, WayOut | Goodbye)
    if not may_offer:
        assert isinstance(decision, Ring | Wait)


def test_goodbye_waits_for_whoever_has_just_picked_up() -> None:
    late = replace(MOMENT, now=NOW + timedelta(seconds=91))
    listening = replace(ringing(DENIS), listening=True)
    call = replace(CALL, offers=3, attempts=(listening,))
    assert decide(call, late, (), may_offer=True) == WayOut(Why.BUDGET)
