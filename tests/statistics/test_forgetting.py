"""At retention a call is moved, whole and once, to an anonymous fact."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from threading import Barrier

import pytest
from sqlalchemy import inspect, select

from hotline.calls.tables import Call, Leg
from hotline.forgetting import service as forgetting
from hotline.forgetting.retention import forget_due_calls
from hotline.forgetting.service import due_calls, forget_call
from hotline.forgetting.tables import Erasure
from hotline.notices.service import claim_notice, notice_sent, plan_notice
from hotline.notices.tables import Notice
from hotline.statistics.tables import DurationCount, Fact, SeverityCount
from hotline.wrapups.tables import WrapUp
from tests.statistics.past import NOW, OF_CALLS, Noted, Past, Talk

NEW_YEARS_EVE = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)  # half past midnight in Paris


def test_a_fact_keeps_codes_and_bands_and_the_hour_of_the_line(past: Past) -> None:
    noted = Noted("W-BURN", "P-ANX", 4, "PSYCHOLOGIST", ongoing=True)
    call = past.ended(NEW_YEARS_EVE, Talk("anne", 1000, noted), profession="SF")
    assert past.forget(call)
    fact = past.fact()
    assert (fact.line, fact.day, fact.hour) == ("histoires", date(2027, 1, 1), 0)
    assert (fact.language, fact.profession) == ("fr", "SF")
    assert (fact.kind_wanted, fact.kind_obtained) == ("psychologist", "psychologist")
    assert (fact.outcome, fact.talk_band) == ("CONNECTED", "15-30")
    assert (fact.reason, fact.second_reason) == ("W-BURN", "P-ANX")
    assert (fact.orientation, fact.ongoing) == ("PSYCHOLOGIST", True)


def test_exact_seconds_are_counted_apart_from_the_fact(past: Past) -> None:
    for seconds in (40, 40, 41):
        past.forget(past.ended(NOW, Talk("anne", 600), waited=seconds + 0.9))
    with past.database.reading() as session:
        rows = session.scalars(select(DurationCount)).all()
    assert {(row.measure, row.seconds): row.calls for row in rows} == {
        ("to-human", 40): 2,
        ("to-human", 41): 1,
        ("talk", 600): 3,
    }


def test_severity_is_counted_by_month_only(past: Past) -> None:
    for day in (1, 30):
        past.forget(past.ended(NOW.replace(day=day), Talk("anne", 60, Noted(severity=5))))
    with past.database.reading() as session:
        (row,) = session.scalars(select(SeverityCount)).all()
    assert (row.month, row.severity, row.calls) == (date(2026, 11, 1), 5, 2)
    assert "severity" not in inspect(Fact).columns


def test_nothing_of_the_call_itself_is_left(past: Past) -> None:
    call = past.ended(NOW, Talk("anne", 60, Noted()), refused_by=["bruno"])
    with past.database.writing() as session:
        for once in (f"wrap-up:{call}:{past.people['anne']}", "something else"):
            plan_notice(
                session,
                notice_id=past.service.new_id(),
                line_id=past.line.id,
                person_id=past.people["anne"],
                once=once,
                body="…",
                now=NOW,
            )
    past.forget(call)
    assert [past.count(table) for table in OF_CALLS] == [1, 0, 0, 0]
    with past.database.reading() as session:
        assert session.scalars(select(Notice.once)).all() == ["something else"]
    fact = past.fact()
    identifiers = {call, f"CA{call}", *(f"{number:032x}" for number in range(1, 9))}
    assert not identifiers & {str(value) for value in vars(fact).values()}


def test_the_carrier_is_to_delete_the_call_and_every_leg_that_was_dialled(past: Past) -> None:
    call = past.ended(NOW, Talk("anne", 60), refused_by=["bruno"])
    with past.database.writing() as session:
        legs = session.scalars(select(Leg).order_by(Leg.id)).all()
        legs[0].carrier_id = None  # the carrier never said its id
    past.forget(call)
    with past.database.reading() as session:
        rows = session.scalars(select(Erasure)).all()
    assert {(row.carrier_id, row.kind) for row in rows} == {
        (f"CA{call}", "call"),
        (f"CA{legs[1].id}", "call"),
    }


def test_what_the_responder_tells_of_its_nature_is_the_outcome(past: Past) -> None:
    for nature in ("SILENT", "ABUSE", "OUT", "TEST"):
        past.start_anew()
        past.forget(past.ended(NOW, Talk("anne", 30, Noted(nature=nature))))
        assert past.fact().outcome == nature


def test_a_reason_nobody_confirmed_is_not_recorded(past: Past) -> None:
    past.forget(past.ended(NOW, Talk("anne", 30, Noted("W-BURN", finished=False))))
    assert past.fact().reason == "UNK"


def test_of_two_responders_the_last_talk_and_the_last_note_count(past: Past) -> None:
    first, second = Noted("W-LOAD", "P-ANX", severity=2), Noted("P-SUI", severity=5)
    past.forget(past.ended(NOW, Talk("anne", 30, first), Talk("denis", 30, second)))
    fact = past.fact()
    assert (fact.kind_obtained, fact.reason, fact.second_reason) == ("peer", "P-SUI", None)
    assert past.count(SeverityCount) == 1


def test_a_call_without_a_human_has_no_talk_and_no_kind_obtained(past: Past) -> None:
    past.forget(past.ended(NOW, outcome="GONE-RING", refused_by=["anne"]))
    fact = past.fact()
    assert (fact.outcome, fact.talk_band, fact.kind_obtained) == ("GONE-RING", None, None)
    assert past.count(DurationCount) == 0


@pytest.mark.parametrize(
    ("seconds", "band"),
    [(0, "0-5"), (299, "0-5"), (300, "5-15"), (900, "15-30"), (1800, "30-60"), (3600, "60+")],
)
def test_talks_fall_into_bands_of_minutes(past: Past, seconds: int, band: str) -> None:
    past.forget(past.ended(NOW, Talk("anne", seconds)))
    assert past.fact().talk_band == band


def test_a_call_is_due_once_its_retention_is_over_and_not_before(past: Past) -> None:
    call = past.ended(NOW, Talk("anne", 60), waited=0)
    end = NOW + timedelta(seconds=60)
    with past.database.reading() as session:
        assert due_calls(session, end + timedelta(hours=24, microseconds=-1)) == []
        assert due_calls(session, end + timedelta(hours=24)) == [call]


def test_a_call_that_lives_is_never_forgotten(past: Past) -> None:
    call = past.ended(NOW, Talk("anne", 60))
    with past.database.writing() as session:
        session.get_one(Call, call).state = "connected"
    assert not past.forget(call)
    with past.database.reading() as session:
        assert due_calls(session, NOW + timedelta(days=9)) == []
    assert [past.count(table) for table in (Call, Leg, Fact, Erasure)] == [1, 1, 0, 0]


def test_a_move_that_fails_leaves_the_call_whole(
    past: Past, monkeypatch: pytest.MonkeyPatch
) -> None:
    call = past.ended(NOW, Talk("anne", 60, Noted("W-BURN")))
    whole = past.figures()

    def fails(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(forgetting, "keep", fails)
    with pytest.raises(ZeroDivisionError):
        past.forget(call)
    assert [past.count(table) for table in (Call, Leg, WrapUp, Fact, Erasure)] == [1, 1, 1, 0, 0]
    assert past.figures() == whole


def test_one_call_that_cannot_be_forgotten_does_not_keep_the_others(
    past: Past, monkeypatch: pytest.MonkeyPatch
) -> None:
    stuck = past.ended(NOW - timedelta(days=3))
    past.ended(NOW - timedelta(days=2))

    def fails_for_one(session: object, call_id: str, *rest: object) -> bool:
        if call_id == stuck:
            raise ZeroDivisionError
        return forget_call(session, call_id, *rest)  # type: ignore[arg-type]  # passed on as it came

    monkeypatch.setattr("hotline.forgetting.retention.forget_call", fails_for_one)
    forget_due_calls(past.service)
    assert (past.count(Call), past.count(Fact)) == (1, 1)
    monkeypatch.undo()
    forget_due_calls(past.service)
    assert (past.count(Call), past.count(Fact)) == (0, 2)


def test_more_calls_than_one_look_are_all_forgotten(past: Past) -> None:
    for minute in range(205):
        past.ended(NOW - timedelta(days=2, minutes=minute))
    forget_due_calls(past.service)
    assert (past.count(Call), past.count(Fact)) == (0, 205)


def test_two_workers_that_forget_the_same_calls_count_each_once(
    past: Past, database_url: str
) -> None:
    """Each round both start at the same moment, on connections and locks of their own. Reading the
    call without locking it, instead of with, turns this red on PostgreSQL."""
    other = Past(database_url, seed=2)
    rounds, start = 40, Barrier(2)
    calls = [past.ended(NOW, Talk("anne", 60, Noted(severity=3))) for _ in range(rounds)]

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
    assert (past.count(Call), past.count(Fact)) == (0, rounds)
    with past.database.reading() as session:
        counts = [*session.scalars(select(DurationCount.calls))]
        severities = [*session.scalars(select(SeverityCount.calls))]
    assert (counts, severities) == ([rounds, rounds], [rounds])


def test_two_workers_that_count_into_one_counter_lose_nothing(
    past: Past, database_url: str
) -> None:
    other = Past(database_url, seed=2)
    rounds, start = 40, Barrier(2)
    calls = [past.ended(NOW, Talk("anne", 60)) for _ in range(2 * rounds)]

    def worker(mine: Past, which: int) -> None:
        for call in calls[which::2]:
            start.wait(timeout=30)
            assert mine.forget(call)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(worker, (past, other), (0, 1)))
    other.database.close()
    with past.database.reading() as session:
        assert [*session.scalars(select(DurationCount.calls))] == [2 * rounds, 2 * rounds]


def test_old_notices_go_and_those_still_to_be_sent_stay(past: Past) -> None:
    def plan(once: str, now: datetime) -> str:
        notice = past.service.new_id()
        with past.database.writing() as session:
            plan_notice(
                session,
                notice_id=notice,
                line_id=past.line.id,
                person_id=past.people["chloe"],
                once=once,
                body="appel sans réponse",
                now=now,
            )
        return notice

    old = NOW - timedelta(hours=24)
    sent = plan("old and sent", old)
    plan("old and waiting", old)
    recent = plan("recent and sent", old + timedelta(seconds=1))
    with past.database.writing() as session:
        for notice in (sent, recent):
            assert claim_notice(session, notice, NOW)
            notice_sent(session, notice, NOW)
    forget_due_calls(past.service)
    with past.database.reading() as session:
        left = session.scalars(select(Notice.once).order_by(Notice.once)).all()
    assert left == ["old and waiting", "recent and sent"]
