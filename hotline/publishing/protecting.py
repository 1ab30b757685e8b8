"""Makes tables in which nobody can be found: rounded to 5, small numbers left out, and as many
others as it takes.

A number below 5 is left out, none and all included where they would tell something; any other is
rounded to the nearest multiple of 5. What is left out is then looked at as an attacker would who
knows these rules and every table of the year: where they could tell that one of 1, 2, 3 and 4 is
not possible, another number is left out too, the smallest beside it, until they no longer can. All
of this follows from the rounded numbers alone, so that which ones are missing tells no more.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from hotline.publishing.possible import Possible, Range
from hotline.publishing.quantities import (
    Quantity,
    Sum,
    cells_of,
    exact_values,
    quantity,
    sums_between,
    sums_of,
)
from hotline.publishing.released import ReleasedTable
from hotline.statistics.catalogue import CATALOGUE
from hotline.statistics.counting import Counts

FEW = 5
"""A count below it is not told. French health figures given to others use 5 to 11; rounding makes
up for the lowest of these."""
BASE = 5
SMALL = range(1, FEW)
Told = Mapping[Quantity, int | None]


def protected(tables: Mapping[str, Counts]) -> dict[str, ReleasedTable]:
    """The tables of one year, by key, as they may leave the line."""
    exact: dict[Quantity, int] = {}
    for key, cells in exact_values(tables).items():
        table = CATALOGUE[key]
        exact[quantity(table, "", "")] = tables[key].n
        exact |= {quantity(table, *cell): count for cell, count in cells.items()}
    told = hidden_enough(rounded(exact), sums_that_hold(exact, frozenset(tables)))
    return {key: _released(key, told) for key in tables}


def rounded(exact: Mapping[Quantity, int]) -> dict[Quantity, int | None]:
    """Each number by itself: to the nearest multiple of 5, or not told."""
    return {name: told(count) for name, count in exact.items()}


def told(count: int) -> int | None:
    """A count by itself, as it leaves the line."""
    return None if count < FEW else (count + BASE // 2) // BASE * BASE


def sums_that_hold(exact: Mapping[Quantity, int], keys: frozenset[str]) -> list[Sum]:
    """What adds up in these tables. Numbers taken over from elsewhere may not: nothing can be
    worked out through them then."""
    found = [*sums_between(keys)]
    for key in sorted(keys):
        found += sums_of(CATALOGUE[key])
    return [s for s in found if {s.whole, *s.parts} <= exact.keys() and _holds(s, exact)]


def range_of(told: int | None) -> Range:
    """What a number can be that is given away so."""
    return (0, FEW - 1) if told is None else (max(FEW, told - BASE // 2), told + BASE // 2)


HIDDEN: Range = (0, None)
"""What is known of a number that is left out though it is not small: it could be small too."""


def hidden_enough(told: Told, sums: Sequence[Sum]) -> dict[Quantity, int | None]:
    """The same numbers, some more of them not told: every small one could be 1, 2, 3 or 4."""
    result = dict(told)
    possible = Possible({name: range_of(count) for name, count in told.items()})
    for one in sums:
        possible.bind(one.whole, one.parts, one.relation)
    for name in [*_all_of_something(result, sums)]:
        result[name] = None
        possible.widen(name, HIDDEN)
    small = sorted((name for name, count in told.items() if count is None), key=_in_order)
    seen: set[tuple[Quantity, int]] = set()
    for name, value in product(small, SMALL):
        while (name, value) not in seen:
            fits = possible.with_value(name, value)
            if fits is not None:
                seen |= fits.items()
                continue
            more = _next_to(name, result, sums)
            result[more] = None
            possible.widen(more, HIDDEN)
    return result


def _all_of_something(told: Told, sums: Sequence[Sum]) -> Iterator[Quantity]:
    """Parts beside which next to nothing is left of the whole: to tell them would tell of each of
    those in it."""
    for one in sums:
        whole = told[one.whole]
        if whole is None or one.relation == "<=":
            continue
        for part in one.parts:
            count = told[part]
            inside = part[0] == one.whole[0] and part[1] > one.whole[1]
            if inside and count is not None and whole - count <= FEW:
                yield part


def _next_to(name: Quantity, told: Told, sums: Sequence[Sum]) -> Quantity:
    """What is left out next so that this number cannot be worked out: the smallest that stands in
    a sum with it, or with something left out that does, and so on."""
    reached, tried = {name}, set[int]()
    while True:
        found = {
            nth: {one.whole, *one.parts}
            for nth, one in enumerate(sums)
            if nth not in tried and not reached.isdisjoint({one.whole, *one.parts})
        }
        beside = {other for names in found.values() for other in names}
        seen = [other for other in beside if told[other] is not None]
        if seen:
            return min(seen, key=lambda other: (told[other], _in_order(other)))
        if not found:
            raise RuntimeError(f"nothing is told that could give away {name}")
        tried |= found.keys()
        reached |= beside


def _in_order(name: Quantity) -> tuple[str, list[tuple[str, str]]]:
    population, codes = name
    return population, sorted(codes)


def _holds(one: Sum, exact: Mapping[Quantity, int]) -> bool:
    whole, parts = exact[one.whole], sum(exact[part] for part in one.parts)
    return {"=": whole == parts, ">=": whole >= parts, "<=": whole <= parts}[one.relation]


def _released(key: str, told: Told) -> ReleasedTable:
    table = CATALOGUE[key]
    cells = {cell: told[quantity(table, *cell)] for cell in cells_of(table)}
    return ReleasedTable(key, told[quantity(table, "", "")], cells)
