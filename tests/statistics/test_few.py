"""Small numbers cannot be read, nor worked out from the total and the others."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotline.statistics.few import FEW, without_few


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ({}, {}),
        ({"a": 0, "b": 5}, {"a": 0, "b": 5}),
        ({"a": 1, "b": 9, "c": 7}, {"a": None, "b": 9, "c": None}),
        ({"a": 1, "b": 1, "c": 7}, {"a": None, "b": None, "c": None}),
        ({"a": 4, "b": 4, "c": 7}, {"a": None, "b": None, "c": 7}),
    ],
)
def test_as_many_are_left_out_as_it_takes(counts: dict[str, int], told: dict[str, int]) -> None:
    assert without_few(counts) == told


@given(st.dictionaries(st.text("abcdefgh", min_size=1, max_size=2), st.integers(0, 12)))
def test_what_is_left_out_is_never_one_alone_nor_small_together(counts: dict[str, int]) -> None:
    told = without_few(counts)
    hidden = [counts[code] for code, count in told.items() if count is None]
    assert all(count is None or count == 0 or count >= FEW for count in told.values())
    big_enough = len(hidden) > 1 and sum(hidden) >= FEW
    assert not hidden or big_enough or not any(told.values())
