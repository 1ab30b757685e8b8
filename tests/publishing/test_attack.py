"""Nobody who knows the methods can rule out any value of a small number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import pytest

from hotline.publishing.protecting import protected, rounded
from hotline.publishing.quantities import exact_values, quantity
from hotline.publishing.released import ReleasedTable
from hotline.statistics.catalogue import CATALOGUE
from hotline.statistics.counting import Counts
from tests.publishing.attack import Attack, Place
from tests.publishing.invented import invented_year

ALL_FOUR = {1, 2, 3, 4}


def small_ones(tables: Mapping[str, Counts]) -> tuple[set[Place], set[Place]]:
    """Where fewer than five were counted, and where at least one of them was."""
    few = {
        (key, *cell): count
        for key, cells in exact_values(tables).items()
        for cell, count in cells.items()
        if count < 5
    }
    return set(few), {place for place, count in few.items() if count}


def given_away(
    tables: Mapping[str, Counts], released: Mapping[str, ReleasedTable]
) -> dict[Place, set[int]]:
    """Small numbers of which something is known, and what they could still be."""
    few, primary = small_ones(tables)
    attack = Attack(released, few)
    could = {place: attack.could_be(place) for place in sorted(primary)}
    return {place: values for place, values in could.items() if values != ALL_FOUR}


@pytest.mark.parametrize(("calls", "seed"), [(80, 2), (7000, 4)])
def test_every_small_number_of_a_year_could_be_any(calls: int, seed: int) -> None:
    tables = invented_year(calls, seed)
    released = protected(tables)
    assert small_ones(tables)[1]
    assert given_away(tables, released) == {}


def two_and_a_few(first: int, second: int, few: int) -> dict[str, Counts]:
    cells = Counter({("new", ""): first, ("ongoing", ""): second, ("UNK", ""): few})
    return {"follow_up": Counts(first + second + few, cells)}


def only_rounded(tables: Mapping[str, Counts]) -> dict[str, ReleasedTable]:
    """What would be published if nothing were left out but what is small."""
    found = {}
    for key, cells in exact_values(tables).items():
        exact = {quantity(CATALOGUE[key], *cell): count for cell, count in cells.items()}
        told = rounded(exact | {quantity(CATALOGUE[key], "", ""): tables[key].n})
        found[key] = ReleasedTable(
            key,
            told[quantity(CATALOGUE[key], "", "")],
            {cell: told[quantity(CATALOGUE[key], *cell)] for cell in cells},
        )
    return found


def test_rounding_alone_would_give_some_away() -> None:
    tables = two_and_a_few(7, 7, 4)  # told as 5, 5 and 20 in all: 18 at least, so 4 at least
    assert given_away(tables, only_rounded(tables)) == {("follow_up", "UNK", ""): {4}}
    assert given_away(tables, protected(tables)) == {}
