"""A year is published once, when nothing of it can change, and stays as it was."""

from __future__ import annotations

import threading
from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from hotline import taxonomies
from hotline.database import Database
from hotline.journal.tables import Entry
from hotline.publishing.keeping import kept_release, withdraw
from hotline.publishing.making import COMMAND, Made, NothingThere, NotYet, release_of
from hotline.publishing.measures import MEASURES, measures
from hotline.publishing.tables import Publication
from hotline.publishing.written import as_json, from_json
from hotline.statistics.collapsing import collapse
from hotline.statistics.counting import Counts
from hotline.statistics.history.keeping import keep_history
from hotline.statistics.tables import Fact
from tests.publishing.counted import FEW, a_counted_year, few_tables
from tests.statistics.past import Past, Talk

YEAR = 2025
NOTHING = {"to-human": Counter[int](), "talk": Counter[int]()}


@pytest.fixture
def counted(past: Past, monkeypatch: pytest.MonkeyPatch) -> Past:
    """A line whose last year is over, and forgotten; it has few tables, which are quickly made."""
    few_tables(monkeypatch)
    with past.database.writing() as session:
        a_counted_year(session, past.line.document.line.slug, YEAR)
    return past


def made(past: Past, year: int = YEAR) -> Made:
    return release_of(past.database, past.line, year, past.now)


def content(past: Past) -> list[str]:
    with past.database.reading() as session:
        return [*session.scalars(select(Publication.content).order_by(Publication.id))]


def test_it_holds_the_published_tables_of_the_line_and_no_exact_number(counted: Past) -> None:
    release = made(counted).release
    assert [*release.tables] == [*FEW]
    assert release.calls == 300
    told = [release.calls, *(t.n for t in release.tables.values())]
    told += [calls for table in release.tables.values() for calls in table.cells.values()]
    assert all(calls is None or (calls >= 5 and calls % 5 == 0) for calls in told)
    assert [*release.measures] == [*MEASURES]
    assert release.measures["median_seconds_to_human"] in range(25, 50, 5)
    assert release.measures["over_60_minutes_percent"] is None
    assert (release.year, release.made_on, release.from_history) == (
        YEAR,
        counted.now.date(),
        False,
    )


def test_once_made_it_stays_the_same_whatever_becomes_of_its_facts_and_lists(
    counted: Past, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = made(counted)
    (kept,) = content(counted)
    assert first.new
    with counted.database.writing() as session:
        session.add(_late_fact(counted))
    listed = dict(taxonomies.professions())
    listed.pop("PHA")
    monkeypatch.setattr("hotline.statistics.dimensions.professions", lambda: listed)
    counted.now += timedelta(days=800)
    with counted.database.writing() as session:
        collapse(session, counted.line, YEAR)
    again = made(counted)
    assert not again.new
    assert again.release == first.release
    assert content(counted) == [kept]
    assert as_json(again.release) == kept
    assert from_json(kept) == first.release


def _late_fact(past: Past) -> Fact:
    return Fact(
        key="f" * 32,
        line=past.line.document.line.slug,
        day=date(YEAR, 5, 5),
        hour=3,
        language="fr",
        profession="VET",
        outcome="NOBODY",
        reason="UNK",
    )


@pytest.mark.parametrize(
    ("now", "day"),
    [
        (datetime(2025, 12, 31, 22, 59, tzinfo=UTC), date(2026, 1, 3)),  # still 2025 in Paris
        (datetime(2025, 7, 1, tzinfo=UTC), date(2026, 1, 3)),
    ],
)
def test_a_year_under_way_is_refused_with_the_day(counted: Past, now: datetime, day: date) -> None:
    counted.now = now
    with pytest.raises(NotYet) as problem:
        made(counted)
    assert problem.value.day == day
    assert content(counted) == []


def test_a_call_that_is_not_forgotten_yet_keeps_its_year_back(counted: Past) -> None:
    counted.now = datetime(2026, 1, 1, 9, tzinfo=UTC)
    call = counted.ended(datetime(2025, 12, 31, 22, 30, tzinfo=UTC), Talk("anne", 7200))
    with pytest.raises(NotYet) as problem:
        made(counted)
    assert problem.value.day == date(2026, 1, 3)  # it ended on the first, and is kept for a day
    counted.forget(call)
    assert made(counted).new


def test_a_year_without_calls_is_refused(counted: Past) -> None:
    with pytest.raises(NothingThere):
        made(counted, 2019)


def test_it_is_in_the_journal_and_another_is_made_only_after_it_is_withdrawn(
    counted: Past,
) -> None:
    first = made(counted).release
    with counted.database.writing() as session:
        session.add(_late_fact(counted))
        assert withdraw(session, counted.line, YEAR, counted.now, source=COMMAND)
        assert not withdraw(session, counted.line, YEAR, counted.now, source=COMMAND)
    counted.now += timedelta(days=3)
    second = made(counted)
    assert second.new
    assert second.release.made_on > first.made_on
    with counted.database.reading() as session:
        assert kept_release(session, counted.line, YEAR) == second.release
        whats = select(Entry.what).filter_by(kind="publication").order_by(Entry.id)
        assert [*session.scalars(whats)] == [
            "figures-published",
            "figures-withdrawn",
            "figures-published",
        ]


def test_two_at_once_make_one(counted: Past) -> None:
    found: list[Made] = []
    # Another process: its own engine on the same database.
    url = counted.database.engine.url.render_as_string(hide_password=False)
    databases = [counted.database, Database(url)]

    def asks(database: Database) -> None:
        found.append(release_of(database, counted.line, YEAR, counted.now))

    threads = [threading.Thread(target=asks, args=(one,)) for one in databases]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    databases[1].close()
    assert sorted(one.new for one in found) == [False, True]
    assert found[0].release == found[1].release
    assert len(content(counted)) == 1


def test_what_another_system_did_not_count_is_left_out_and_told(counted: Past) -> None:
    history = {
        "outcome": Counts(100, Counter({("CONNECTED", ""): 60, ("GONE-WAIT", ""): 40})),
        "profession": Counts(100, Counter({("UNK", ""): 100})),
    }
    with counted.database.writing() as session:
        keep_history(session, counted.line.document.line.slug, {YEAR: history})
    release = made(counted).release
    assert release.from_history
    assert release.calls == 400
    assert release.tables["profession"].n == 400
    assert "month" not in release.tables  # of 300 calls only


@pytest.mark.parametrize(
    ("calls", "median", "ninety", "ninety_nine"),
    [(19, None, None, None), (20, 15, 25, None), (99, 55, 95, None), (100, 55, 95, 105)],
)
def test_quantiles_are_told_of_enough_calls_in_steps_of_five(
    calls: int, median: int | None, ninety: int | None, ninety_nine: int | None
) -> None:
    waits = Counter(dict.fromkeys(range(4, 4 + calls), 1))
    told = measures(NOTHING | {"to-human": waits}, {})
    assert told["median_seconds_to_human"] == median
    assert told["ninety_percent_seconds_to_human"] == ninety
    assert told["ninety_nine_percent_seconds_to_human"] == ninety_nine


@pytest.mark.parametrize(
    ("within", "beyond", "percent"),
    [(50, 50, 50), (4, 96, None), (5, 95, 5), (96, 4, None), (90, 10, 90), (100, 0, None)],
)
def test_a_share_near_none_or_all_is_not_told(
    within: int, beyond: int, percent: int | None
) -> None:
    told = measures(NOTHING | {"to-human": Counter({20: within, 200: beyond})}, {})
    assert told["within_30_seconds_percent"] == percent
