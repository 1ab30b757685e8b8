"""The figures of a line: what they count, over which days, and that forgetting changes none."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hotline.statistics.tables import Fact, HelpedCount
from tests.statistics.past import NOW, Noted, Past, Talk

NOTES = st.builds(
    Noted,
    reason=st.sampled_from(["UNK", "W-BURN", "P-SUI", "R-3RD"]),
    severity=st.sampled_from([None, 1, 5]),
    nature=st.sampled_from([None, None, "SILENT", "TEST"]),
    finished=st.booleans(),
)
TALKS = st.builds(
    Talk,
    person=st.sampled_from(["anne", "denis", "fanny"]),
    seconds=st.integers(0, 5000),
    noted=st.none() | NOTES,
)
CALLS = st.fixed_dictionaries(
    {
        # Around the night of a change of clocks and the turn of a year, in Paris.
        "started": st.sampled_from(
            [datetime(2026, 10, 24, 20, tzinfo=UTC), datetime(2026, 12, 31, 20, tzinfo=UTC)]
        ).flatmap(lambda near: st.integers(0, 8 * 60).map(lambda m: near + timedelta(minutes=m))),
        # Each person once: nobody has two wrap-ups for one call.
        "talks": st.lists(TALKS, max_size=3, unique_by=lambda talk: talk.person),
        "waited": st.integers(0, 300),
        "profession": st.sampled_from(["UNK", "MED", "IDE"]),
    }
)
PERIODS = [
    (date(2000, 1, 1), date(2100, 1, 1)),
    (date(2026, 10, 24), date(2026, 10, 24)),
    (date(2026, 10, 25), date(2026, 12, 31)),
    (date(2027, 1, 1), date(2027, 1, 1)),
]


@settings(
    max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture]
)  # the past starts anew in each example
@given(made=st.lists(CALLS, max_size=5), order=st.randoms(use_true_random=False))
def test_forgetting_in_any_order_changes_no_figure(
    past: Past, made: list[dict[str, object]], order: object
) -> None:
    past.start_anew()
    calls = []
    for call in made:
        talks = call.pop("talks")
        calls.append(past.ended(call.pop("started"), *talks, **call))  # type: ignore[arg-type,misc]  # as the strategy made them
    before = [(past.figures(*period), past.by("outcome", *period)) for period in PERIODS]
    assert before[0][0].calls == len(calls)
    order.shuffle(calls)  # type: ignore[attr-defined]  # a Random
    for call_id in calls:
        assert past.forget(call_id)
        after = [(past.figures(*period), past.by("outcome", *period)) for period in PERIODS]
        assert after == before
    assert past.count(Fact) == len(calls)


def test_each_call_counts_under_each_heading(past: Past) -> None:
    past.ended(NOW, Talk("anne", 600, Noted("W-BURN")), waited=30, profession="MED")
    past.ended(NOW + timedelta(hours=3), outcome="NOBODY", profession="UNK")
    found = past.figures()
    assert (found.calls, found.connected, found.connected_percent) == (2, 1, 50)
    assert past.by("reason") == {"W-BURN": 1}  # of those in which somebody answered
    assert past.by("profession") == {"MED": 1, "UNK": 1}
    assert past.by("outcome") == {"CONNECTED": 1, "NOBODY": 1}
    assert (found.talk_seconds, found.mean_talk_seconds) == (600, 600)


def test_a_test_call_counts_everywhere_and_is_told_apart_by_its_outcome(past: Past) -> None:
    past.ended(NOW, Talk("anne", 60, Noted(nature="TEST")))
    found = past.figures()
    assert (found.calls, found.connected) == (1, 1)
    assert past.by("outcome") == {"TEST": 1}


def test_seconds_to_a_human_are_those_within_which_so_many_had_one(past: Past) -> None:
    for seconds in range(10, 110, 10):
        past.ended(NOW, Talk("anne", 60), waited=seconds)
    past.ended(NOW)  # who never reached anybody waited for nobody
    found = past.figures()
    assert (found.seconds_for(50), found.seconds_for(90)) == (50, 90)
    past.ended(NOW, Talk("anne", 60), waited=500)
    found = past.figures()
    assert (found.seconds_for(50), found.seconds_for(90)) == (60, 100)


def test_without_calls_nothing_is_divided(past: Past) -> None:
    found = past.figures()
    assert (found.calls, found.connected_percent, found.mean_talk_seconds) == (0, None, None)
    assert found.seconds_for(50) is None


def test_a_call_under_way_is_not_counted_yet(past: Past) -> None:
    call = past.ended(NOW)
    with past.database.writing() as session:
        session.connection().exec_driver_sql("UPDATE call SET state = 'waiting'")
    assert past.figures().calls == 0
    assert not past.forget(call)


def test_days_are_those_of_the_line_and_both_ends_count(past: Past) -> None:
    for utc in ("2026-10-24T21:59", "2026-10-24T22:00", "2026-10-25T22:59", "2026-10-25T23:00"):
        past.ended(datetime.fromisoformat(f"{utc}:00+00:00"))
    day = date(2026, 10, 25)  # 25 hours long in Paris
    assert past.figures(day, day).calls == 2
    assert past.figures(day - timedelta(days=1), day).calls == 3
    assert past.figures(day + timedelta(days=1), date(2026, 12, 31)).calls == 1


def test_both_runs_of_a_repeated_hour_are_the_same_hour(past: Past) -> None:
    for utc in ("2026-10-25T00:30", "2026-10-25T01:30"):
        past.ended(datetime.fromisoformat(f"{utc}:00+00:00"))
    counts = past.counted("weekday_hour")
    assert counts is not None
    assert counts.cells == {("7", "02"): 2}


def test_two_views_of_one_moment_agree_while_calls_are_forgotten(past: Past) -> None:
    """A reading that began before a call moved sees it as it was, on PostgreSQL too."""
    call = past.ended(NOW, Talk("anne", 60))
    with past.database.reading() as session:
        before = session.connection().exec_driver_sql("SELECT count(*) FROM fact").scalar_one()
        assert past.forget(call)
        after = session.connection().exec_driver_sql("SELECT count(*) FROM call").scalar_one()
    assert (before, after) == (0, 1)


def test_whether_callers_felt_helped_counts_the_same_before_forgetting_and_after(
    past: Past,
) -> None:
    talk = Talk("anne", 600)
    before = NOW - timedelta(days=40)
    calls = [past.ended(NOW, talk, helped=5), past.ended(NOW, talk), past.ended(NOW, outcome="OUT")]
    calls += [past.ended(NOW, talk, helped=answer) for answer in (1, 5)]
    calls.append(past.ended(before, talk, helped=3))
    day = NOW.date()
    for call in (None, *calls):
        assert call is None or past.forget(call)
        assert past.by("helped") == {"5": 2, "1": 1, "3": 1, "UNK": 1}
        # Answers are counted by month: one day shows all of its month, and none of another.
        assert past.by("helped", day, day) == {"5": 2, "1": 1, "UNK": 1}
        assert past.by("helped", before.date(), before.date()) == {"3": 1}
    assert past.count(HelpedCount) == 3
