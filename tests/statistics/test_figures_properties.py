"""What holds of any figures: sums, filters, merged codes, and periods put end to end."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import date, timedelta
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, select

from hotline.statistics.catalogue import CATALOGUE
from hotline.statistics.counting import Counting, Counts
from hotline.statistics.dimensions import DIMENSIONS
from hotline.statistics.filtering import filters_of
from hotline.statistics.grouping import Filters
from hotline.statistics.periods import Period
from hotline.statistics.report import Report, report
from hotline.statistics.tables import Fact, SeverityCount
from hotline.taxonomies import reasons
from tests.databases import Sqlite
from tests.statistics.past import Past

YEAR = Period(date(2025, 1, 1), date(2025, 12, 31))
FACTS = st.fixed_dictionaries(
    {
        "day": st.dates(YEAR.first, YEAR.last),
        "hour": st.integers(0, 23),
        "language": st.sampled_from(["fr", "en"]),
        "profession": st.sampled_from(["MED", "IDE", "UNK"]),
        "territory": st.sampled_from([None, "FR", "974", "35"]),
        "kind_wanted": st.sampled_from([None, "peer", "psychologist"]),
        "kind_obtained": st.sampled_from([None, "peer", "psychologist"]),
        "outcome": st.sampled_from(["CONNECTED", "GONE-MENU", "NOBODY", "TEST"]),
        "talk_band": st.sampled_from([None, "0-5", "60+"]),
        "reason": st.sampled_from(["UNK", "W-BURN", "P-SUI", "L-HIER"]),
        "second_reason": st.sampled_from([None, "W-BURN", "P-ANX"]),
        "orientation": st.sampled_from([None, "NONE", "GP"]),
        "ongoing": st.sampled_from([None, True, False]),
    }
)
YEARS = st.lists(FACTS, max_size=12)
PAIRS = [
    *(("profession", "MED"), ("profession", "IDE"), ("reason", "W-BURN"), ("reason", "UNK")),
    *(("reason_group", "work"), ("territory", "FR"), ("territory", "UNK"), ("language", "fr")),
    *(("outcome", "CONNECTED"), ("part_of_day", "night"), ("weekday", "7")),
    *(("kind_obtained", "UNK"), ("orientation", "GP"), ("follow_up", "new")),
]
FILTERS = st.sampled_from(PAIRS).map(lambda pair: {pair[0]: {pair[1]}})
FEWER = settings(max_examples=8)


@pytest.fixture(scope="module")
def place(sqlite: Sqlite) -> Iterator[Past]:
    """One line for all examples; each of them leaves nothing there."""
    with sqlite.database() as url:
        made = Past(url)
        yield made
        made.database.close()


class Undone(Exception):
    """What was written is taken back."""


@contextmanager
def a_year_of(place: Past, facts: list[dict[str, object]]) -> Iterator[Counted]:
    """Facts that are there for one example."""
    with suppress(Undone), place.database.writing() as session:
        rows = [{"key": f"{n:032x}", "line": "histoires"} | fact for n, fact in enumerate(facts)]
        if rows:
            session.execute(insert(Fact), rows)
        yield Counted(session, place)
        raise Undone


class Counted:
    """Counts what is there."""

    def __init__(self, session: object, place: Past) -> None:
        self.session, self.place = session, place

    def n(self, filters: Filters, period: Period = YEAR) -> int:
        """How many calls pass."""
        counts = self._counting(period, filters).table(CATALOGUE["outcome"])
        assert counts is not None
        return counts.n

    def tables(self, filters: Filters | None = None, period: Period = YEAR) -> dict[str, Counts]:
        """Every table that is counted of calls."""
        counting = self._counting(period, filters or {})
        found = {key: counting.table(table) for key, table in CATALOGUE.items()}
        return {key: counts for key, counts in found.items() if counts is not None}

    def report(self, filters: Filters | None = None) -> Report:
        """All that is told."""
        return report(self.session, self.place.line, YEAR, "fr", filters=filters)  # type: ignore[arg-type]

    def _counting(self, period: Period, filters: Filters) -> Counting:
        return Counting(self.session, self.place.line, period.first, period.last, filters)  # type: ignore[arg-type]


@FEWER
@given(facts=YEARS)
def test_the_cells_of_a_table_come_to_its_number_of_calls(
    place: Past, facts: list[dict[str, object]]
) -> None:
    with a_year_of(place, facts) as counted:
        assert counted.n({}) == len(facts)
        for key, counts in counted.tables().items():
            table = CATALOGUE[key]
            if any(dimension.overlapping for dimension in table.dimensions):
                assert counts.cells.total() >= counts.n
            else:
                assert counts.cells.total() == counts.n, key
        for told in counted.report().tables:
            assert told.n is not None
            shown, every = ({row.code for row in rows} for rows in (told.shown, told.rows))
            assert ("UNK" in shown) is ("UNK" in every), told.key
            assert sum(row.calls for row in told.shown) == sum(row.calls for row in told.rows)


@FEWER
@given(facts=YEARS, one=FILTERS, other=FILTERS)
def test_filters_commute_and_only_ever_take_away(
    place: Past, facts: list[dict[str, object]], one: Filters, other: Filters
) -> None:
    with a_year_of(place, facts) as counted:
        both = counted.tables({**one, **other})
        assert both == counted.tables({**other, **one}) or one.keys() == other.keys()
        alone, (key,) = counted.n(one), one
        if one.keys() != other.keys():
            assert both["outcome"].n <= min(alone, counted.n(other))
        # Its codes share out the calls: each of them passes under exactly one.
        every = [counted.n({**other, key: {code}}) for code in _codes(counted, key)]
        assert sum(every) == counted.n({k: v for k, v in other.items() if k != key})


def _codes(counted: Counted, key: str) -> set[str]:
    dimension = DIMENSIONS[key]
    facts = counted.session.scalars(select(Fact)).all()  # type: ignore[attr-defined]
    return {
        code
        for fact in facts
        for code in dimension.codes_of(
            counted.place.line.document, *(getattr(fact, c) for c in dimension.columns)
        )
    }


@FEWER
@given(facts=YEARS, within=st.dates(YEAR.first, YEAR.last - timedelta(days=1)))
def test_a_period_cut_in_two_adds_up(
    place: Past, facts: list[dict[str, object]], within: date
) -> None:
    first = Period(YEAR.first, within)
    second = Period(within + timedelta(days=1), YEAR.last)
    with a_year_of(place, facts) as counted:
        whole = counted.tables()
        one, two = counted.tables(period=first), counted.tables(period=second)
        for key, counts in whole.items():
            if CATALOGUE[key].counter is None:  # those are of whole months
                assert one[key] + two[key] == counts, key


@FEWER
@given(facts=YEARS)
def test_merging_a_reason_into_another_moves_its_calls_and_loses_none(
    place: Past, facts: list[dict[str, object]]
) -> None:
    merged = {
        **reasons(),
        "L-HIER": replace(reasons()["L-HIER"], retired=2, into="W-BURN"),
    }
    with a_year_of(place, facts) as counted:
        before = counted.tables()["reason"]
        with patch("hotline.statistics.dimensions.reasons", lambda: merged):
            # The dimensions look their list up when they count, not when they are made.
            after = Counting(
                counted.session,  # type: ignore[arg-type]
                place.line,
                YEAR.first,
                YEAR.last,
            )
            groups = after.table(CATALOGUE["reason_group"])
        assert groups is not None
        assert groups.n == before.n == groups.cells.total()


def test_every_filter_of_a_line_can_be_used_and_what_is_counted_apart_is_not_told(
    place: Past,
) -> None:
    with place.database.writing() as session:
        month = SeverityCount(line="histoires", month=YEAR.first, severity=4, calls=3)
        session.add(month)
    with a_year_of(place, []) as counted:
        for key, dimension in filters_of(place.line.document).items():
            told = counted.report({key: {next(iter(dimension.names()))}})
            assert told.table("severity").n is None
            assert told.summary.median_seconds_to_human is None
        assert counted.report().table("severity").n == 3


@given(first=st.dates(date(2000, 1, 1), date(2090, 1, 1)), days=st.integers(0, 800))
def test_periods_to_compare_with_are_as_long_and_before(first: date, days: int) -> None:
    period = Period(first, first + timedelta(days=days))
    before, year = period.just_before(), period.a_year_before()
    assert before.last == period.first - timedelta(days=1)
    assert year.first.year == period.first.year - 1
    assert before.first <= before.last
    assert year.first <= year.last
    if period.months:
        assert before.months == year.months == period.months
    else:
        assert before.last - before.first == period.last - period.first


def test_a_february_is_compared_with_a_whole_one() -> None:
    february = Period(date(2024, 2, 1), date(2024, 2, 29))
    assert february.a_year_before() == Period(date(2023, 2, 1), date(2023, 2, 28))
    assert Period(date(2023, 2, 1), date(2023, 2, 28)).a_year_before().last == date(2022, 2, 28)
    assert Period(date(2025, 2, 1), date(2025, 2, 28)).a_year_before() == february
    assert Period(date(2025, 1, 1), date(2025, 3, 31)).just_before() == Period(
        date(2024, 10, 1), date(2024, 12, 31)
    )
