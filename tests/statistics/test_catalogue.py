"""The tables of the catalogue: counted from calls, from facts, and from years kept as tables."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

import hotline
from hotline.jobs.years import collapse_years
from hotline.statistics.catalogue import CATALOGUE
from hotline.statistics.collapsing import collapse, years_due
from hotline.statistics.counted import Counted
from hotline.statistics.counting import Counting, Counts
from hotline.statistics.fields import FIELDS
from hotline.statistics.filtering import filtered
from hotline.statistics.tables import DurationCount, Fact, SeverityCount
from tests.statistics.past import Noted, Past, Talk


def of(n: int, **cells: int) -> Counts:
    """A table without columns; names of codes with _ for -."""
    return Counts(
        n, Counter({(code.replace("_", "-"), ""): calls for code, calls in cells.items()})
    )


YEAR = (date(2025, 1, 1), date(2025, 12, 31))


def a_varied_year(past: Past) -> list[str]:
    """Six calls of 2025, answered or not, here and overseas."""
    at = datetime(2025, 3, 2, 22, 30, tzinfo=UTC)  # 23:30 on a Sunday in Paris
    burnt = Noted("W-BURN", "P-ANX", 4, "GP", ongoing=False)
    return [
        past.ended(at, Talk("anne", 1500, burnt), helped=5),
        past.ended(at + timedelta(days=30), Talk("anne", 4000, Noted("W-BURN", None, 2))),
        past.ended(at + timedelta(days=80, hours=12), Talk("bruno", 200), profession="MED"),
        past.ended(at + timedelta(days=90), outcome="GONE-MENU", territory="974"),
        past.ended(at + timedelta(days=120), outcome="GONE-WAIT", territory=None),
        past.ended(datetime(2025, 12, 31, 23, 30, tzinfo=UTC), outcome="NOBODY"),  # 2026 in Paris
    ]


def all_tables(past: Past, *period: date) -> dict[str, Counts | None]:
    return {key: past.counted(key, *period) for key in CATALOGUE}


def test_a_call_counts_once_in_every_table_before_and_after_it_is_forgotten(past: Past) -> None:
    calls = a_varied_year(past)
    before = all_tables(past)
    assert before["outcome"] == of(6, CONNECTED=3, GONE_MENU=1, GONE_WAIT=1, NOBODY=1)
    assert before["any_reason"] == of(3, W_BURN=2, P_ANX=1, UNK=1)
    assert before["profession_reason"] == Counts(
        3, Counter({("IDE", "work"): 2, ("MED", "other"): 1})
    )
    assert before["severity"] == Counts(3, Counter({("2", ""): 1, ("4", ""): 1, ("UNK", ""): 1}))
    assert before["moment"] == of(6, night=5, sunday=2, holiday=1, working=1)
    for nth, call in enumerate(calls):
        assert past.forget(call)
        assert all_tables(past) == before, nth


def test_a_night_is_also_told_by_the_clock_of_the_caller(past: Past) -> None:
    past.ended(datetime(2025, 6, 3, 17, 0, tzinfo=UTC), territory="974")  # 19:00 here, 21:00 there
    past.ended(datetime(2025, 12, 20, 10, 0, tzinfo=UTC), territory="974")  # a holiday there alone
    assert past.counted("moment") == of(2, working=2)
    assert past.counted("moment_there") == of(2, night=1, holiday=1)


def test_a_year_that_is_over_is_left_as_the_same_tables(past: Past) -> None:
    for call in a_varied_year(past):
        past.forget(call)
    before, figures = all_tables(past, *YEAR), past.figures(*YEAR)
    past.now = datetime(2027, 1, 1, 1, 0, tzinfo=UTC)
    collapse_years(past.service)
    assert past.count(Fact) == 1  # of 2026, by the line's clock
    assert past.count(SeverityCount) == 0
    assert all_tables(past, *YEAR) == before
    assert past.figures(*YEAR).talk == figures.talk
    with past.database.reading() as session:
        assert {*session.scalars(select(DurationCount.day))} == {YEAR[0]}
        assert years_due(session, past.line, past.now) == []


def test_facts_stay_until_their_time_is_over(past: Past) -> None:
    for call in a_varied_year(past):
        past.forget(call)
    with past.database.reading() as session:
        midnight = datetime(2026, 12, 31, 23, 0, tzinfo=UTC)  # of 2027, in Paris
        assert years_due(session, past.line, midnight - timedelta(seconds=1)) == []
        assert years_due(session, past.line, midnight) == [2025]


def test_a_year_waits_for_its_last_calls(past: Past) -> None:
    first, *others = a_varied_year(past)
    for call in others:
        past.forget(call)
    with past.database.writing() as session:
        assert not collapse(session, past.line, 2025)
    past.forget(first)
    with past.database.writing() as session:
        assert collapse(session, past.line, 2025)
    with past.database.writing() as session:
        assert not collapse(session, past.line, 2025)


def test_part_of_a_year_kept_as_tables_counts_for_nothing_and_is_told(past: Past) -> None:
    for call in a_varied_year(past):
        past.forget(call)
    with past.database.writing() as session:
        collapse(session, past.line, 2025)
    with past.database.reading() as session:
        half = Counting(session, past.line, date(2025, 7, 1), date(2026, 6, 30))
        assert (half.years_kept, half.years_cut) == ((), (2025,))
        assert half.table(CATALOGUE["outcome"]) == of(1, NOBODY=1)
        whole = Counting(session, past.line, date(2025, 1, 1), date(2026, 6, 30))
        assert (whole.years_kept, whole.years_cut) == ((2025,), ())
        assert whole.of_calls(CATALOGUE["outcome"]).n == 1


def test_filters_let_through_any_code_of_one_dimension_and_all_dimensions(past: Past) -> None:
    a_varied_year(past)
    assert past.counted("outcome", profession="MED") == of(1, CONNECTED=1)
    assert past.counted("profession", reason="W-BURN", part_of_day="night") == of(2, IDE=2)
    assert past.counted("outcome", territory="972") == Counts()
    assert past.counted("severity", profession="MED") is None


def test_a_filter_means_the_same_before_calls_are_forgotten_and_after(past: Past) -> None:
    """Of facts, the database is asked; of calls, each is looked at."""
    passing: dict[tuple[tuple[str, str], ...], int] = {
        (("territory", "974"), ("territory", "UNK")): 2,
        (("territory", "UNK"),): 1,
        (("kind_obtained", "UNK"),): 2,
        (("reason_group", "work"),): 2,
        (("weekday", "7"),): 2,
        (("part_of_day", "night"), ("outcome", "CONNECTED")): 2,
        (("follow_up", "new"), ("follow_up", "UNK")): 5,
        (("orientation", "GP"), ("language", "fr")): 1,
        (("language", "en"),): 0,
    }

    def counted() -> dict[tuple[tuple[str, str], ...], int]:
        with past.database.reading() as session:
            return {
                pairs: Counting(session, past.line, *YEAR, filtered(pairs))
                .of_calls(CATALOGUE["month"])
                .n
                for pairs in passing
            }

    calls = a_varied_year(past)
    assert counted() == passing
    for call in calls:
        past.forget(call)
    assert counted() == passing


@pytest.mark.parametrize("field", FIELDS)
def test_every_field_is_asked_at_steps_that_exist(field: str) -> None:
    root = Path(hotline.__file__).parents[1]
    assert FIELDS[field].steps
    for step in FIELDS[field].steps:
        assert (root / step).is_file(), step


def test_every_field_of_a_fact_is_asked_somewhere_and_nothing_else_is() -> None:
    of_facts = {column.name for column in Fact.__table__.columns} - {"key", "line"}
    counted = {*Counted.__annotations__} - {"line", "talk_seconds"}
    assert of_facts <= {*FIELDS}
    assert {*FIELDS} == of_facts | counted
    used = {c for table in CATALOGUE.values() for d in table.dimensions for c in d.columns}
    assert used | {"seconds_to_human"} == {*FIELDS}
