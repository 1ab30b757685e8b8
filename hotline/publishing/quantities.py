"""What the tables of a year say about each other, as anybody could work it out: which numbers are
one and the same, and which are sums of which."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from hotline.statistics.catalogue import ALL, ANSWERED, CATALOGUE, Table
from hotline.statistics.counted import NOT_RECORDED
from hotline.statistics.counting import Counts
from hotline.taxonomies import counted_as, reasons

Quantity = tuple[str, frozenset[tuple[str, str]]]
"""A population, and the codes that its calls have: by dimension. Tables that show the same one
show the same number."""

_SAME = {
    ("moment", "night"): ("part_of_day", "night"),
    ("moment", "sunday"): ("weekday", "7"),
}
"""One thing under two names."""


@dataclass(frozen=True, slots=True)
class Sum:
    """A whole is the sum of its parts; or, loosely, no less than it, or no more."""

    whole: Quantity
    parts: tuple[Quantity, ...]
    relation: str = "="
    """Of the whole to the sum: =, >= or <=."""


def quantity(table: Table, row: str, column: str) -> Quantity:
    """What a cell of a table counts; an empty code is all rows, or all columns."""
    codes = {(table.rows.key, row)} if row else set()
    if column and table.columns is not None:
        codes.add((table.columns.key, column))
    return table.of.key, frozenset(_SAME.get(code, code) for code in codes)


def cells_of(table: Table) -> Iterator[tuple[str, str]]:
    """All rows and columns of a table, margins included; the whole is not among them."""
    yield from ((row, "") for row in table.rows.names())
    if table.columns is not None:
        columns = tuple(table.columns.names())
        yield from (("", column) for column in columns)
        yield from ((row, column) for row in table.rows.names() for column in columns)


def exact_values(tables: Mapping[str, Counts]) -> dict[str, dict[tuple[str, str], int]]:
    """By table, the exact count of each of its cells, margins included."""
    found: dict[str, dict[tuple[str, str], int]] = {}
    for key, counts in tables.items():
        table = CATALOGUE[key]
        cells: dict[tuple[str, str], int] = defaultdict(int, dict.fromkeys(cells_of(table), 0))
        for (row, column), count in counts.cells.items():
            cells[row, column] += count
            if table.columns is not None:
                cells[row, ""] += count
                cells["", column] += count
        found[key] = dict(cells)
    return found


def sums_of(table: Table) -> Iterator[Sum]:
    """What adds up inside a table."""
    rows = tuple(table.rows.names())
    whole = quantity(table, "", "")
    if table.rows.overlapping:
        parts = tuple(quantity(table, row, "") for row in rows)
        yield Sum(whole, parts, "<=")
        yield from (Sum(whole, (part,), ">=") for part in parts)
        return
    yield Sum(whole, tuple(quantity(table, row, "") for row in rows))
    if table.columns is None:
        return
    columns = tuple(table.columns.names())
    yield Sum(whole, tuple(quantity(table, "", column) for column in columns))
    for row in rows:
        yield Sum(quantity(table, row, ""), tuple(quantity(table, row, c) for c in columns))
    for column in columns:
        yield Sum(quantity(table, "", column), tuple(quantity(table, r, column) for r in rows))


def sums_between(keys: frozenset[str]) -> Iterator[Sum]:
    """What adds up from one table to another."""
    everybody: Quantity = (ALL.key, frozenset())
    answered: Quantity = (ANSWERED.key, frozenset())
    yield Sum(everybody, (answered,), ">=")
    nobody: Quantity = (ALL.key, frozenset({("kind_obtained", NOT_RECORDED)}))
    if "kind" in keys:
        yield Sum(everybody, (answered, nobody))
    if "outcome" in keys:
        yield Sum(answered, ((ALL.key, frozenset({("outcome", "CONNECTED")})),), ">=")
    if {"reason", "reason_group"} <= keys:
        yield from _reasons_in_groups()
    if {"reason", "any_reason"} <= keys:
        for code in CATALOGUE["reason"].rows.names():
            any_, main = (quantity(CATALOGUE[key], code, "") for key in ("any_reason", "reason"))
            yield Sum(any_, (main,), ">=")
    if {"profession", "profession_reason"} <= keys:
        for code in CATALOGUE["profession"].rows.names():
            all_, some = (
                quantity(CATALOGUE[key], code, "") for key in ("profession", "profession_reason")
            )
            yield Sum(all_, (some,), ">=")


def _reasons_in_groups() -> Iterator[Sum]:
    groups: dict[str, list[Quantity]] = defaultdict(list)
    for code in CATALOGUE["reason"].rows.names():
        group = reasons()[counted_as(reasons(), code)].group
        groups[group].append(quantity(CATALOGUE["reason"], code, ""))
    for group, parts in groups.items():
        yield Sum(quantity(CATALOGUE["reason_group"], group, ""), tuple(parts))
