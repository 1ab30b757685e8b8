"""The course of a wait, foretold on values alone: who is rung at which second, and what comes of
it. That it is the course of a real call is shown by tests/calls/test_what_if.py."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from routing.decision import Goodbye, Said, WayOut
from routing.in_line import Moment, WaitingCall
from routing.outcomes import LegResult
from routing.supposing import (
    NO_ANSWER,
    Accepted,
    Answer,
    Connected,
    Event,
    Heard,
    Over,
    Rung,
)
from routing.timeline import timeline
from tests.routing.test_decision import ANNE, BRUNO, CALL, DENIS, EMMA, MOMENT, NOW

PATIENT = replace(CALL, plan=replace(CALL.plan, steps=CALL.plan.steps[1:]))
"""First Anne, then Bruno, one by one."""


@dataclass(frozen=True)
class Line:
    """Everybody free; nine seconds from heartbeat to heartbeat; one dial a second."""

    answers: Mapping[int, Answer] = field(default_factory=dict)
    asked: list[tuple[AbstractSet[int], int]] = field(default_factory=list)

    def moment(self, now: datetime, ringing: AbstractSet[int], not_yet: int) -> Moment:
        self.asked.append((ringing, not_yet))
        return replace(MOMENT, now=now, free=MOMENT.free - ringing, dials_left=8 - not_yet)

    def answer(self, person: int) -> Answer:
        return self.answers.get(person, NO_ANSWER)

    def listens(self, _now: datetime, _said: Said | None) -> timedelta:
        return timedelta(seconds=9)

    def hears_who_calls(self) -> timedelta:
        return timedelta(seconds=5)

    def between_dials(self) -> timedelta:
        return timedelta(seconds=1)


def one(seconds: float) -> Answer:
    """Presses 1 so many seconds after the first ring."""
    return Answer(None, timedelta(seconds=seconds))


def course(call: WaitingCall, answers: Mapping[int, Answer]) -> list[tuple[float, str, object]]:
    """Second, what, and who or how; heartbeats left out."""
    told: list[tuple[float, str, object]] = []
    for event in timeline(call, Line(answers), timedelta(seconds=3)):
        second = (event.at - NOW).total_seconds()
        match event:
            case Heard():
                continue
            case Over(_, dial, result):
                told.append((second, str(result), dial.person))
            case Rung(_, dial) | Accepted(_, dial) | Connected(_, dial):
                told.append((second, type(event).__name__, dial.person))
    return told


def test_one_after_the_other_is_rung_the_carrier_s_own_seconds_included() -> None:
    assert course(PATIENT, {BRUNO: one(8)}) == [
        (0, "Rung", ANNE),
        (26, "no answer", ANNE),
        (26, "Rung", BRUNO),
        (35, "Accepted", BRUNO),
        (40, "Connected", BRUNO),
    ]


def test_a_busy_line_costs_a_second_and_a_refusal_what_it_takes_to_say_so() -> None:
    refuses = Answer(LegResult.REFUSED, timedelta(seconds=6))
    assert course(PATIENT, {ANNE: Answer(LegResult.BUSY), BRUNO: refuses})[:4] == [
        (0, "Rung", ANNE),
        (1, "busy", ANNE),
        (1, "Rung", BRUNO),
        (8, "refused", BRUNO),
    ]


def test_all_at_once_the_first_to_press_1_has_the_call_and_the_others_are_let_go() -> None:
    assert course(CALL, {DENIS: one(12), EMMA: one(4)}) == [
        (0, "Rung", DENIS),
        (0, "Rung", EMMA),
        (6, "Accepted", EMMA),  # a second later than Denis: the carrier dials one a second
        (11, "Connected", EMMA),
        (11, "taken", DENIS),
    ]


def test_whoever_presses_1_while_the_first_hears_who_calls_is_too_late() -> None:
    assert course(CALL, {DENIS: one(5), EMMA: one(6)})[2:] == [
        (6, "Accepted", DENIS),
        (8, "taken", EMMA),
        (11, "Connected", DENIS),
    ]


def test_nobody_is_connected_before_the_caller_is_in_the_queue() -> None:
    events = timeline(PATIENT, Line({ANNE: one(2)}), timedelta(seconds=30))
    assert [(e.at - NOW).total_seconds() for e in events if isinstance(e, Connected)] == [30]


def test_a_key_after_the_last_ring_comes_too_late() -> None:
    assert course(PATIENT, {ANNE: one(28)})[1] == (26, "no answer", ANNE)


def test_a_caller_whom_nobody_answers_is_offered_a_way_out_three_times_then_goodbye() -> None:
    heard = [e.said for e in timeline(CALL, Line(), timedelta(seconds=3)) if isinstance(e, Heard)]
    offers = [place for place, said in enumerate(heard) if isinstance(said, WayOut)]
    assert len(offers) == 3
    assert isinstance(heard[-1], Goodbye)
    assert all(90 <= 9 * (after - before) < 108 for before, after in pairwise(offers))


ANSWERS = st.dictionaries(
    st.sampled_from([ANNE, BRUNO, DENIS, EMMA]),
    st.one_of(
        st.builds(Answer, st.sampled_from([LegResult.BUSY, LegResult.FAILED])),
        st.builds(
            Answer,
            st.sampled_from([None, LegResult.REFUSED]),
            st.floats(0, 40).map(lambda seconds: timedelta(seconds=seconds)),
        ),
    ),
)


@given(ANSWERS)
def test_whatever_they_do_it_goes_forward_and_ends_for_everybody(
    answers: dict[int, Answer],
) -> None:
    line = Line(answers)
    events: list[Event] = list(timeline(CALL, line, timedelta(seconds=3)))
    assert [e.at for e in events] == sorted(e.at for e in events)
    last = events[-1]
    connected = [e for e in events if isinstance(e, Connected)]
    assert connected or (isinstance(last, Heard) and isinstance(last.said, Goodbye))
    assert len(connected) <= 1
    ringing: set[int] = set()
    for event in events:
        match event:
            case Rung(_, dial):
                assert dial.person not in ringing
                ringing.add(dial.person)
            case Over(_, dial, _) | Connected(_, dial):
                ringing.remove(dial.person)
    assert not connected or not ringing
    assert all(not_yet <= len(rung) for rung, not_yet in line.asked)
