"""Random rosters that people decide upon: what is planned is what a slow walk makes of it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import chain

from hypothesis import given, settings
from hypothesis import strategies as st

from schedules.duty import Duty, OpenDuty
from schedules.on_duty import duties, next_duty, next_handover, on_duty
from schedules.planned import planned
from tests.schedules.decided import DecidedWatch, Post
from tests.schedules.drawn_decisions import PLACES, Decided, decided
from tests.schedules.oracle import MINUTE

SECOND = timedelta(seconds=1)
MOMENT = timedelta(microseconds=1)
Stretch = Duty | OpenDuty


def as_posts(stretches: Iterable[Stretch], at: datetime) -> Counter[Post]:
    """The stretches that contain `at`, as the oracle tells them."""
    return Counter(
        Post(
            stretch.source,
            stretch.local_start,
            stretch.team,
            stretch.role,
            stretch.left_by if isinstance(stretch, OpenDuty) else stretch.person,
            isinstance(stretch, OpenDuty),
            stretch.decisions,
        )
        for stretch in stretches
        if stretch.start <= at < stretch.end
    )


def around(edges: Iterable[datetime], case: Decided) -> Iterator[datetime]:
    """A second before and after each of these instants, and the instant itself."""
    for edge in (case.start, *edges):
        for at in (edge - SECOND, edge, edge + SECOND):
            if case.start <= at < case.end:
                yield at


def assert_the_same(case: Decided) -> None:
    """What is planned for the period, and at any moment of it, is what is seen minute by minute."""
    watch = DecidedWatch(case.versions, case.choices, case.start, case.end)
    roster = case.roster()
    found = planned(roster, case.start, case.end)
    stretches: list[Stretch] = [*found.duties, *found.open_duties]
    assert all(s.start < min(s.end, case.end) and s.end > case.start for s in stretches)
    edges = set(chain.from_iterable((s.start, s.end) for s in stretches))
    assert set(watch.changes()) <= edges, "somebody came or went, and no duty says so"
    for at in around(sorted(edges), case):
        seen = Counter(watch.posts(at))
        assert as_posts(stretches, at) == seen, at
        now = planned(roster, at, at + MOMENT)
        assert as_posts([*now.duties, *now.open_duties], at) == seen, at


@settings(deadline=None, max_examples=100)
@given(decided())
def test_decisions_make_of_a_roster_what_each_minute_shows(case: Decided) -> None:
    assert_the_same(case)


@settings(deadline=None, max_examples=50)
@given(decided(), st.integers(-2000, 30 * 60))
def test_what_was_known_at_a_moment_is_what_had_been_written_by_then(
    case: Decided, minutes: int
) -> None:
    at = case.start + minutes * MINUTE
    known = case.known_at(at)
    assert case.roster().known_at(at) == known.roster()
    assert_the_same(known)


@settings(deadline=None)
@given(decided())
def test_a_decision_that_changes_nothing_is_told(case: Decided) -> None:
    gifts = {choice.key for choice in case.choices if choice.kind == "gift"}
    watch = DecidedWatch(case.versions, case.choices, case.start, case.end)
    told = set(planned(case.roster(), case.start, case.end).idle)
    seen = {key: idle for key, idle in watch.idle().items() if key not in gifts}
    assert {key: key in told for key in seen} == seen


@settings(deadline=None, max_examples=100)
@given(decided())
def test_every_question_has_the_answer_of_the_whole_plan(case: Decided) -> None:
    roster = case.roster()
    found = duties(roster, case.start, case.end)
    assert list(found) == sorted(found, key=lambda duty: duty.start)
    for team, role in PLACES:
        here = [duty for duty in found if (duty.team, duty.role) == (team, role)]
        assert list(duties(roster.of(team, role), case.start, case.end)) == here
        edges = {edge for duty in here for edge in (duty.start, duty.end)}
        within = sorted(edge for edge in edges if case.start < edge < case.end)
        for at in (case.start, *within):
            on = tuple(duty for duty in here if duty.start <= at < duty.end)
            assert on_duty(roster.of(team, role), at) == on
            if later := [edge for edge in within if edge > at]:
                assert next_handover(roster, at, team, role) == later[0]
            if begins := [duty for duty in here if duty.start > at]:
                assert next_duty(roster, at, team=team, role=role) == begins[0]
