"""What each responder answered, by month: it outlives calls, and leads back to none."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from threading import Barrier

import pytest
from sqlalchemy import inspect, select, update

from hotline.calls.tables import Call, Leg
from hotline.statistics.answered import Answered
from hotline.statistics.tables import ResponderMonth
from routing.outcomes import LegMode
from tests.statistics.past import NOVEMBER, NOW, Noted, Past, Talk

DECEMBER = date(2026, 12, 1)


@pytest.mark.parametrize(
    ("seconds", "minutes"), [(0, 0), (1, 5), (300, 5), (301, 10), (1740, 30), (3601, 65)]
)
def test_each_call_counts_in_begun_steps_of_five_minutes(
    past: Past, seconds: int, minutes: int
) -> None:
    past.ended(NOW, Talk("anne", seconds))
    assert past.answered() == {"anne": Answered(1, minutes, 0)}


def test_steps_are_of_each_call_and_not_of_the_month(past: Past) -> None:
    for _ in range(3):
        past.ended(NOW, Talk("anne", 60))
    assert past.answered() == {"anne": Answered(3, 15, 0)}


def test_it_is_the_same_before_calls_are_forgotten_during_and_after(past: Past) -> None:
    calls = [
        past.ended(NOW, Talk("anne", 1000, Noted(severity=4)), refused_by=["bruno"]),
        past.ended(NOW, Talk("anne", 60, Noted(severity=3)), Talk("denis", 600)),
        past.ended(NOW, Talk("denis", 300, Noted(severity=5))),
    ]
    before = past.answered()
    assert before == {"anne": Answered(2, 25, 1), "denis": Answered(2, 15, 1)}
    for call in calls:
        past.forget(call)
        assert past.answered() == before
    assert (past.count(Call), past.count(ResponderMonth)) == (0, 2)


def test_somebody_cut_off_and_put_through_again_answered_once(past: Past) -> None:
    past.ended(NOW, Talk("anne", 200), Talk("anne", 200))
    assert past.answered() == {"anne": Answered(1, 10, 0)}


def test_the_severity_is_that_of_their_own_note_once_finished(past: Past) -> None:
    past.ended(NOW, Talk("anne", 60, Noted(severity=2)), Talk("denis", 60, Noted(severity=5)))
    past.ended(NOW, Talk("bruno", 60, Noted(severity=5, finished=False)))
    severe = {who: answered.severe for who, answered in past.answered().items()}
    assert severe == {"anne": 0, "denis": 1, "bruno": 0}


def test_advice_to_a_colleague_is_no_talk_with_a_caller(past: Past) -> None:
    past.ended(NOW, Talk("anne", 60), Talk("chloe", 60))
    with past.database.writing() as session:
        chloe = Leg.person_id == past.people["chloe"]
        session.execute(update(Leg).where(chloe).values(mode=LegMode.CONSULT))
    assert past.answered() == {"anne": Answered(1, 5, 0)}


def test_a_call_belongs_to_the_month_of_the_line_in_which_it_began(past: Past) -> None:
    # 23:30 in Paris on 30 November, and an hour later.
    last = datetime(2026, 11, 30, 22, 30, tzinfo=UTC)
    calls = [
        past.ended(last, Talk("anne", 7200)),
        past.ended(last + timedelta(hours=1), Talk("anne", 60)),
    ]
    for _ in ("live", "forgotten"):
        assert past.answered(NOVEMBER, NOVEMBER) == {"anne": Answered(1, 120, 0)}
        assert past.answered(DECEMBER, DECEMBER) == {"anne": Answered(1, 5, 0)}
        assert past.answered(date(2026, 11, 30), DECEMBER) == {"anne": Answered(2, 125, 0)}
        assert past.answered(date(2027, 1, 1), date(2027, 2, 1)) == {}
        for call in calls:
            past.forget(call)


def test_a_call_under_way_is_not_counted_yet(past: Past) -> None:
    call = past.ended(NOW, Talk("anne", 60))
    with past.database.writing() as session:
        session.get_one(Call, call).state = "connected"
    assert past.answered() == {}


def test_nothing_ties_it_to_a_call(past: Past) -> None:
    past.forget(past.ended(NOW, Talk("anne", 754, Noted("W-BURN", severity=5))))
    columns = {column.name for column in inspect(ResponderMonth).columns}
    assert columns == {"line", "person_id", "month", "calls", "minutes", "severe"}
    with past.database.reading() as session:
        (row,) = session.scalars(select(ResponderMonth)).all()
    assert (row.line, row.month, row.minutes) == ("histoires", NOVEMBER, 15)


def test_two_workers_that_forget_the_same_calls_count_each_once(
    past: Past, database_url: str
) -> None:
    other = Past(database_url, seed=2)
    rounds, start = 30, Barrier(2)
    calls = [
        past.ended(NOW, Talk("anne", 60, Noted(severity=4)), Talk("denis", 60))
        for _ in range(rounds)
    ]
    before = past.answered()

    def worker(mine: Past) -> int:
        done = 0
        for call in calls:
            start.wait(timeout=30)
            done += mine.forget(call)
        return done

    with ThreadPoolExecutor(2) as pool:
        done = sum(pool.map(worker, (past, other)))
    other.database.close()
    assert done == rounds
    assert past.answered() == before
    assert before["anne"] == Answered(rounds, 5 * rounds, rounds)


def test_two_workers_that_count_for_the_same_people_lose_nothing_and_never_wait_in_a_ring(
    past: Past, database_url: str
) -> None:
    other = Past(database_url, seed=2)
    rounds, start = 30, Barrier(2)
    calls = [
        past.ended(NOW, *(Talk(who, 60) for who in order))
        for _ in range(rounds)
        for order in (("anne", "denis"), ("denis", "anne"))
    ]

    def worker(mine: Past, which: int) -> None:
        for call in calls[which::2]:
            start.wait(timeout=30)
            assert mine.forget(call)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(worker, (past, other), (0, 1)))
    other.database.close()
    both = Answered(2 * rounds, 10 * rounds, 0)
    assert past.answered() == {"anne": both, "denis": both}


def test_calls_of_another_line_are_their_own_persons_work(past: Past) -> None:
    call = past.ended(NOW, Talk("anne", 60))
    past.forget(call)
    with past.database.writing() as session:
        session.execute(update(ResponderMonth).values(line="elsewhere"))
    assert past.answered() == {"anne": Answered(1, 5, 0)}
