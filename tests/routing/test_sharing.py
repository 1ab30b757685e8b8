"""Whatever waits, and whoever is free: how people and dials are shared, and what never happens."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from hypothesis import given
from hypothesis import strategies as st

from routing.decision import Ring, decide
from routing.in_line import LEAD, RING_BACK, Attempt, Moment, WaitingCall
from routing.outcomes import LegResult, Priority
from routing.plan import Match, Plan, Responder, Step, Wish, fits
from routing.ringing import Dial, next_dial
from routing.sharing import share

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
PEOPLE = range(1, 9)
TEAMS = ("psychologists", "doctors")
CODES, LANGUAGES, PLACES, TAGS = ("MED", "VET"), ("fr", "en"), ("13", "974"), ("ordre",)


T = TypeVar("T")


def some(values: tuple[str, ...]) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from(values))


def mostly(usual: T, *others: T) -> st.SearchStrategy[T]:
    """Else nobody would ever be rung, and nothing shown."""
    return st.sampled_from([usual] * 3 * len(others) + [*others])


def agos() -> st.SearchStrategy[datetime]:
    return st.integers(0, 600).map(lambda seconds: NOW - timedelta(seconds=seconds))


responders = st.builds(
    Responder,
    person=st.sampled_from(PEOPLE),
    team=mostly("psychologists", "doctors"),
    role=mostly("first", "backup", "volunteers"),
    professions=some(CODES),
    languages=some(LANGUAGES),
    phones=mostly(1, 0, 2),
    kind=mostly("psychologist", "peer"),
    territories=some(PLACES),
    tags=mostly(frozenset(), frozenset(TAGS)),
    line=mostly(None, "national"),
)
steps = st.builds(
    Step,
    team=mostly(None, *TEAMS),
    role=mostly(None, "first", "volunteers"),
    match=mostly(frozenset(), *(frozenset({match}) for match in Match)),
    at_once=st.sampled_from([1, 2, None]),
    seconds=st.just(20),
    kind=mostly(None, "psychologist"),
    line=mostly(None, "national"),
)
attempts = st.builds(
    Attempt,
    person=st.sampled_from(PEOPLE),
    step=st.integers(0, 1),
    turn=st.integers(0, 1),
    result=st.sampled_from([None, None, *LegResult]),
    ended_at=agos(),
)
calls = st.builds(
    WaitingCall,
    id=st.text("abcdef", min_size=4, max_size=4),
    plan=st.builds(Plan, st.just("plan"), st.lists(steps, min_size=1, max_size=3).map(tuple)),
    wish=st.builds(
        Wish,
        some(CODES),
        st.sampled_from(LANGUAGES),
        st.sampled_from([None, *PLACES]),
        st.booleans(),
        mostly(frozenset(), frozenset(TAGS)),
    ),
    priority=mostly(Priority.NORMAL, *Priority),
    since=agos(),
    offered_at=st.just(NOW),
    offers=st.just(0),
    attempts=st.lists(attempts, max_size=2).map(tuple),
    was_with=st.none() | responders.filter(lambda responder: responder.phones > 0),
    held=mostly(False, True),
    lead=mostly(None, Step("psychologists", None, frozenset(), 1, 20)),
    spared=mostly(frozenset(), frozenset({1})),
)
lines = st.lists(calls, min_size=2, max_size=5, unique_by=lambda call: call.id)
moments = st.builds(
    Moment,
    on_duty=st.lists(
        responders, min_size=4, max_size=8, unique_by=lambda responder: responder.person
    ).map(tuple),
    free=st.just(frozenset(PEOPLE)) | st.frozensets(st.sampled_from(PEOPLE)),
    resting=mostly(frozenset(), frozenset({1, 2})),
    dials_left=st.integers(-1, 6),
    budget=st.just(timedelta(seconds=90)),
    now=st.just(NOW),
    last_rung=st.dictionaries(st.sampled_from(PEOPLE), agos()),
)


def ringing(call: WaitingCall) -> int:
    return sum(attempt.result is None for attempt in call.attempts)


def step_of(call: WaitingCall, dial: Dial) -> Step | None:
    return call.lead if dial.step == LEAD else call.plan.steps[dial.step]


@given(lines, moments)
def test_nobody_is_rung_twice_and_never_more_than_the_carrier_dials(
    line: list[WaitingCall], moment: Moment
) -> None:
    shares = share(line, moment)
    rung = [dial.person for dials in shares.values() for dial in dials]
    assert len(rung) == len(set(rung)) <= max(moment.dials_left, 0)
    assert set(rung) <= moment.free


@given(lines, moments)
def test_only_people_who_fit_and_have_not_said_no_are_rung(
    line: list[WaitingCall], moment: Moment
) -> None:
    shares = share(line, moment)
    for call in line:
        for dial in shares[call.id]:
            assert not any(
                attempt.person == dial.person
                and attempt.result in {LegResult.REFUSED, LegResult.PASSED_ON}
                and (attempt.ended_at or NOW) + timedelta(minutes=5) > NOW
                for attempt in call.attempts
            )
            if dial.step == RING_BACK:
                assert call.was_with is not None
                assert dial.person == call.was_with.person
                continue
            step = step_of(call, dial)
            assert step is not None
            assert dial.person not in call.spared
            assert any(
                responder.person == dial.person and fits(responder, step, call.wish)
                for responder in moment.on_duty
            )


@given(lines, moments)
def test_a_step_never_has_more_telephones_ringing_than_it_says(
    line: list[WaitingCall], moment: Moment
) -> None:
    shares = share(line, moment)
    for call in line:
        if not shares[call.id]:
            continue
        (place,) = {(dial.step, dial.turn) for dial in shares[call.id]}
        step = None if place[0] == RING_BACK else step_of(call, shares[call.id][0])
        at_once = 1 if step is None else step.at_once
        assert at_once is None or ringing(call) + len(shares[call.id]) <= at_once
        live = {(a.step, a.turn) for a in call.attempts if a.result is None}
        assert live <= {place}


@given(lines, moments)
def test_no_call_has_two_ringing_before_each_of_its_priority_has_one(
    line: list[WaitingCall], moment: Moment
) -> None:
    shares = share(line, moment)
    rung = {dial.person for dials in shares.values() for dial in dials}
    for call in line:
        if ringing(call) + len(shares[call.id]) > 0:
            continue
        left = replace(moment, free=moment.free - rung)
        greedy = {
            dial.person
            for other in line
            if other.priority >= call.priority
            for dial in shares[other.id][max(1 - ringing(other), 0) :]
        }
        # Neither somebody left over, nor a second telephone of another, was for this call...
        alone = next_dial(call, replace(left, free=left.free | greedy))
        # ...unless they are kept for whoever they were just cut from.
        kept = {other.was_with.person for other in line if other.was_with is not None}
        spent = sum(map(len, shares.values())) >= max(moment.dials_left, 0) and not greedy
        assert spent or alone is None or alone.person in kept


@given(lines, moments)
def test_the_first_in_line_has_the_person_they_would_have_were_they_alone(
    line: list[WaitingCall], moment: Moment
) -> None:
    rings = [call for call in line if next_dial(call, moment) is not None]
    if moment.dials_left <= 0 or not rings:
        return
    first = min(rings, key=lambda call: (call.priority, ringing(call), call.since, call.id))
    others = [replace(call, was_with=None) for call in line if call is not first]
    assert share([first, *others], moment)[first.id][0] == next_dial(first, moment)


@given(lines, moments)
def test_whoever_rang_longest_ago_comes_first_among_those_alike(
    line: list[WaitingCall], moment: Moment
) -> None:
    never = datetime.min.replace(tzinfo=UTC)
    for call in line:
        dial = next_dial(call, moment)
        if dial is None:
            continue
        without = replace(moment, free=moment.free - {dial.person})
        second = next_dial(call, without)
        if second is not None and (second.step, second.turn) == (dial.step, dial.turn):
            last = [moment.last_rung.get(each.person, never) for each in (dial, second)]
            assert last == sorted(last)


@given(lines, moments, st.booleans())
def test_every_call_decides_what_the_sharing_gave_it(
    line: list[WaitingCall], moment: Moment, may_offer: bool
) -> None:
    """Each call is decided by itself, at its own heartbeat: together they ring nobody twice."""
    shares = share(line, moment)
    for call in line:
        others = [other for other in line if other is not call]
        decision = decide(call, moment, others, may_offer=may_offer)
        if isinstance(decision, Ring):
            assert decision.dials == shares[call.id]
