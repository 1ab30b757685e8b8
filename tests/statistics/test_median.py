"""The value in the middle of what was measured; of an even number the mean of the two."""

from __future__ import annotations

from collections import Counter

import pytest

from hotline.statistics.figures import median, quantile


@pytest.mark.parametrize(
    ("measured", "middle"),
    [
        ((31, 55), 43),
        ((9, 30), 20),
        ((5,), 5),
        ((1, 2, 90), 2),
        ((4, 4, 8, 9), 6),
        ((0, 0, 0, 7), 0),
    ],
)
def test_the_median_is_in_the_middle(measured: tuple[int, ...], middle: int) -> None:
    assert median(Counter(measured)) == middle


def test_within_how_long_is_a_measured_value_still() -> None:
    assert quantile(Counter((31, 55)), 50) == 31
