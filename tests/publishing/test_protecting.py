"""What is told of a year: rounded, nothing small, nothing that is nearly all of something."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hotline.publishing.protecting import protected
from hotline.publishing.quantities import exact_values
from hotline.statistics.counting import Counts
from tests.publishing.invented import PUBLISHED, invented_year

CODES = ("new", "ongoing", "UNK")


def follow_up(*counts: int) -> dict[str, Counts]:
    """One table of three rows."""
    cells = Counter({(code, ""): count for code, count in zip(CODES, counts, strict=True)})
    return {"follow_up": Counts(sum(counts), cells)}


@given(st.tuples(*[st.integers(0, 40)] * 3))
@settings(max_examples=60)
def test_a_number_is_told_to_the_nearest_five_or_not_at_all(counts: tuple[int, ...]) -> None:
    (told,) = protected(follow_up(*counts)).values()
    assert set(told.cells) == {(code, "") for code in CODES}
    for code, exact in zip(CODES, counts, strict=True):
        shown = told.cells[code, ""]
        assert shown is None or (exact >= 5 and shown % 5 == 0 and abs(shown - exact) <= 2)
        assert shown is None or (told.n or 0) - shown > 5  # never nearly all of them


def test_what_is_not_small_is_told_unless_it_gives_something_away() -> None:
    assert protected(follow_up(101, 52, 48))["follow_up"].cells == {
        ("new", ""): 100,
        ("ongoing", ""): 50,
        ("UNK", ""): 50,
    }
    some = protected(follow_up(7, 7, 4))["follow_up"]  # 20 in all would leave 4 for the third
    assert some.n == 20
    assert sorted(shown is None for shown in some.cells.values()) == [False, True, True]


def test_nobody_learns_that_all_of_a_trade_called_for_the_same() -> None:
    cells = Counter(
        {("VET", "person"): 30, ("IDE", "person"): 40, ("IDE", "work"): 60, ("MED", "work"): 20}
    )
    told = protected({"profession_reason": Counts(150, cells)})["profession_reason"]
    assert told.cells["VET", ""] == 30
    assert told.cells["VET", "person"] is None
    assert told.cells["IDE", "work"] == 60


def test_a_year_without_calls_tells_nothing() -> None:
    told = protected({key: Counts() for key in PUBLISHED})
    assert {table.n for table in told.values()} == {None}
    assert {shown for table in told.values() for shown in table.cells.values()} == {None}


@pytest.mark.parametrize("calls", [300, 7000])
def test_the_same_count_is_told_the_same_in_every_table(calls: int) -> None:
    tables = invented_year(calls, seed=6)
    told, exact = protected(tables), exact_values(tables)
    night = told["weekday_part"].cells["", "night"]
    assert night is not None
    assert night == told["moment"].cells["night", ""]
    for key, table in told.items():
        assert set(table.cells) == set(exact[key])
        for cell, shown in table.cells.items():
            assert shown is None or (exact[key][cell] >= 5 and abs(shown - exact[key][cell]) <= 2)
    hidden = [c for key in told for c, shown in told[key].cells.items() if shown is None]
    small = [c for key in exact for c, count in exact[key].items() if count < 5]
    assert len(small) <= len(hidden) <= len(small) * 1.1
    assert told == protected(tables)


def test_a_share_is_whole_and_of_what_is_told() -> None:
    told = protected(follow_up(101, 52, 3))["follow_up"]
    assert told.n == 155
    assert told.share(("new", "")) == 65
    assert told.share(("UNK", "")) is None
