"""A year shaped like those that SPS has published, through the whole journey: signed webhooks,
telephones, keys, wrap-up pages, jobs, forgetting. What the service counts of it is what the
telephones told, before calls are forgotten, while they are, and after.

`make test` lives three days of it, over a change of clocks and of months; `make year` all of it.

Of what SPS publishes, these are tables here, by name: reason, profession, territory (the Antilles),
moment (nights, Sundays), orientation, severity (4 and 5), talk (over an hour; the mean is a
figure), outcome (those that reached nobody). The share of women is not: nobody is asked. Nor that
of calls over one minute, or of « redirected » ones: a talk is counted in bands, the first of them
up to five minutes, and orientation says where to.
"""

from __future__ import annotations

import json
import os
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import zip_longest
from multiprocessing import get_context

import pytest

from hotline.forgetting.erasures import Record
from hotline.publishing.protecting import protected
from hotline.statistics.catalogue import CATALOGUE
from hotline.statistics.counting import Counts as TableCounts
from tests.databases import Sqlite
from tests.year import published
from tests.year.shape import DAYS_OF_2025
from tests.year.stages import Counts, Lived, Stretch, at, live
from tests.year.tables import TABLES, counted, seconds
from tests.year.told import Told

pytestmark = pytest.mark.untold

CALLS = int(os.environ.get("HOTLINE_YEAR_CALLS", "0"))
SPRING = date(2025, 3, 29)
"""A Saturday; the clocks change in the night that follows."""

SAMPLE = Stretch(
    calls=24,
    days=[SPRING + timedelta(days=n) for n in range(3)],
    looks=[at(SPRING, 22), at(SPRING + timedelta(days=2), 14), at(SPRING + timedelta(days=5), 0)],
)
WHOLE = Stretch(
    calls=CALLS,
    days=DAYS_OF_2025,
    looks=[
        at(DAYS_OF_2025[0], 22),
        *(at(date(2025, month, 2), 12) for month in range(2, 13)),
        at(date(2026, 1, 4), 0),
    ],
)


@dataclass(frozen=True)
class Both:
    """The same days, lived with two sets of callers' numbers."""

    one: Lived
    other: Lived


@pytest.fixture(scope="module")
def both(sqlite: Sqlite) -> Both:
    """Three days of spring."""
    with sqlite.database() as here, sqlite.database() as there:
        return Both(live(here, SAMPLE, 1), live(there, SAMPLE, 2))


@pytest.fixture(scope="module")
def year(sqlite: Sqlite) -> Both:
    """All of it, each half in a process of its own."""
    with (
        sqlite.database() as here,
        sqlite.database() as there,
        ProcessPoolExecutor(2, get_context("spawn")) as side_by_side,
    ):
        one = side_by_side.submit(live, here, WHOLE, 1)
        other = side_by_side.submit(live, there, WHOLE, 2)
        return Both(one.result(), other.result())


def assert_counted_as_told(lived: Lived, stretch: Stretch) -> None:
    """At every look, every figure and every table is that of what the telephones had told."""
    for nth, (told, counts) in enumerate(lived.looks):
        found = counts.figures
        assert (nth, found.calls) == (nth, len(told))
        assert (nth, found.to_human) == (nth, seconds(told, "seconds_to_human"))
        assert (nth, found.talk) == (nth, seconds(told, "talk_seconds"))
        assert (nth, {*counts.tables}) == (nth, {*TABLES})
        for key, table in counts.tables.items():
            n, cells = counted(key, told)
            assert (nth, key, table[0], dict(table[1])) == (nth, key, n, dict(cells))
    _, first, *_, last = (counts for _, counts in lived.looks)
    assert len(lived.looks[-1][0]) == stretch.calls
    assert (last.live, last.facts) == (0, stretch.calls)
    assert first.live
    assert first.facts


def test_what_is_counted_is_what_the_telephones_told_all_along(both: Both) -> None:
    for lived in (both.one, both.other):
        before = lived.looks[0][1]
        assert before.facts == 0
        assert before.live
        assert_counted_as_told(lived, SAMPLE)


def assert_published_as_told(told: list[Told], counts: Counts) -> int:
    """Whatever leaves the line of these tables is what the telephones told, rounded to the nearest
    multiple of five, and never of fewer than five calls: how many numbers do. Some are too small
    for it."""
    tables = {
        key: TableCounts(*table) for key, table in counts.tables.items() if CATALOGUE[key].published
    }
    published = protected(tables)
    leaving, small = 0, 0
    for key, table in published.items():
        n, cells = counted(key, told)
        assert table.n in {5 * round(n / 5), None}
        for (row, column), number in table.cells.items():
            exact = sum(
                count for (r, c), count in cells.items() if row in {r, ""} and column in {c, ""}
            )
            small += 0 < exact < 5
            if number is not None:
                leaving += 1
                assert (key, row, column, number) == (key, row, column, 5 * round(exact / 5))
                assert exact >= 5
    assert small
    return leaving


def test_these_days_have_of_everything(both: Both) -> None:
    """What is the same because there is none of it would prove nothing."""
    told = both.one.looks[-1][0]
    outcomes = {call.outcome for call in told}
    assert outcomes >= {"CONNECTED", "GONE-MENU", "NOBODY", "PARTNER", "SILENT", "ABUSE"}
    assert outcomes & {"GONE-RING", "GONE-WAIT"}
    assert {call.territory for call in told} >= {"FR", "971", "972", None}
    assert {call.kind_obtained for call in told} == {"psychologist", "peer", None}
    assert {call.ongoing for call in told} == {True, False, None}
    assert {call.day.weekday() for call in told} == {5, 6, 0}
    assert len({call.reason for call in told}) > 5
    assert len({call.profession for call in told}) > 5
    titles = {(status, title.replace("&#39;", "'")) for status, title in both.one.forms}
    assert titles >= {(200, "C'est noté, merci"), (200, "C'est déjà noté")}


def assert_same_left_behind(both: Both, stretch: Stretch) -> None:
    """Whoever called, rows, logs and exports are the same, and no number is in the files."""
    one, other = both.one, both.other
    assert one.numbers
    assert not set(one.numbers) & set(other.numbers)
    assert [told for told, _ in one.looks] == [told for told, _ in other.looks]
    for kept in ("rows", "logs", "exports"):
        assert first_difference(getattr(one, kept), getattr(other, kept)) is None
    assert one.in_files | other.in_files == set()
    tables = json.loads(one.rows)
    assert len(tables["fact"]) == stretch.calls
    assert [name for name in ("call", "leg", "wrap_up") if tables[name]] == []
    reminders = {row["kind"] for row in tables["erasure"]}  # of the last hours, to responders
    assert reminders <= {Record.MESSAGE}
    assert "call-ended" in one.logs


def first_difference(one: str, other: str) -> tuple[str | None, str | None] | None:
    """The first lines that differ. A year's logs are too long for pytest to compare."""
    lines = zip_longest(one.splitlines(), other.splitlines())
    return next((pair for pair in lines if pair[0] != pair[1]), None)


def test_two_sets_of_numbers_leave_the_same_behind(both: Both) -> None:
    assert_same_left_behind(both, SAMPLE)


@pytest.mark.skipif(not CALLS, reason="make year")
def test_a_whole_year_is_counted_as_the_telephones_told_it(year: Both) -> None:
    for lived in (year.one, year.other):
        assert_counted_as_told(lived, WHOLE)
    told, counts = year.one.looks[-1]
    print(f"{assert_published_as_told(told, counts)} numbers leave the line")  # noqa: T201
    looks_published(told)


@pytest.mark.skipif(not CALLS, reason="make year")
def test_two_sets_of_numbers_leave_the_same_behind_after_a_year(year: Both) -> None:
    print(f"{len(year.one.logs):,} signs of logs, {len(year.one.rows):,} of rows")  # noqa: T201
    assert_same_left_behind(year, WHOLE)


def looks_published(told: list[Told]) -> None:
    """The year has the shape that was published, as nearly as so many calls that are drawn can."""
    noted = [call for call in told if call.talk_seconds is not None]
    minutes = [s / 60 for call in noted if (s := call.talk_seconds or 0) > 60]
    night = [call for call in told if call.hour < 6 or call.hour >= 21]
    sunday = [call for call in told if call.day.weekday() == 6]
    antilles = [call for call in told if call.territory in {"971", "972"}]
    over_an_hour = [length for length in minutes if length > 60]
    shares = {
        "night": (len(night) / len(told), published.NIGHT),
        "Sunday": (len(sunday) / len(told), published.SUNDAY),
        "Antilles": (len(antilles) / len(told), published.ANTILLES),
        "over a minute": (len(minutes) / len(told), published.OVER_A_MINUTE),
        "over an hour": (len(over_an_hour) / len(minutes), published.OVER_AN_HOUR),
    }
    for name, values, of in (
        ("profession", published.PROFESSIONS, [c for c in told if c.profession != "UNK"]),
        ("reason", published.REASONS, noted),
        ("orientation", published.ORIENTATIONS, noted),
    ):
        for code, percent in values.items():
            share = sum(getattr(call, name) == code for call in of) / len(of)
            shares[f"{name} {code}"] = (share, percent / 100)
    for name, (found, meant) in shares.items():
        print(f"{name:24} {found:6.1%}, published {meant:6.1%}")  # noqa: T201 - make year shows it
    mean = sum(minutes) / len(minutes)
    print(f"minutes on average {mean:11.1f}, published {published.MEAN_MINUTES}")  # noqa: T201
    far = 0.01 + 1.5 / len(noted) ** 0.5  # three times what chance makes of a half
    assert [name for name, (found, meant) in shares.items() if abs(found - meant) > far] == []
    assert abs(mean - published.MEAN_MINUTES) < 3
