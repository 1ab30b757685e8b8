"""One published year, as it was given away."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flask import Response, abort

from hotline.console.answering import page
from hotline.console.here import Here
from hotline.publishing.keeping import kept_release
from hotline.publishing.measures import ENOUGH
from hotline.publishing.naming import MEASURE_NAMES, code_name, unit
from hotline.publishing.protecting import BASE, FEW
from hotline.publishing.released import Release, ReleasedTable
from hotline.service import hotline
from hotline.statistics.catalogue import CATALOGUE, Table
from hotline.taxonomies import Wording


@dataclass(frozen=True, slots=True)
class RowShown:
    """A row: in a table without columns, how many and what share; else a number a column."""

    name: Wording
    numbers: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class TableShown:
    """A table in words; `columns` is empty where it has none."""

    table: Table
    n: int | None
    columns: tuple[Wording, ...]
    rows: tuple[RowShown, ...]


def shown(here: Here, year: int) -> Response:
    """Released numbers only."""
    release = release_or_404(here, year)
    return page(
        "publications/year.html",
        here,
        release=release,
        tables=[_shown(table) for table in release.tables.values()],
        measures=[
            (name, release.measures[key], unit(key))
            for key, name in MEASURE_NAMES.items()
            if key in release.measures
        ],
        few=FEW,
        base=BASE,
        enough=ENOUGH,
    )


def release_or_404(here: Here, year: int) -> Release:
    """The publication of that year; ends in « unknown page » where there is none."""
    with hotline().database.reading() as session:
        release = kept_release(session, here.line, year) if year < 10_000 else None
    if release is None:
        abort(404)
    return release


def _shown(table: ReleasedTable) -> TableShown:
    of = CATALOGUE[table.key]
    rows = dict.fromkeys(row for row, _ in table.cells)
    columns = dict.fromkeys(column for _, column in table.cells)
    if of.columns is None:
        told = [RowShown(code_name(of.rows, row), _with_share(table, row)) for row in rows]
        return TableShown(of, table.n, (), tuple(told))
    # Codes first, what they come to last, below and at the right.
    across = sorted(columns, key=lambda code: not code)
    names = tuple(code_name(of.columns, column) for column in across)
    return TableShown(of, table.n, names, tuple(_crossed(table, of, [*rows], across)))


def _with_share(table: ReleasedTable, row: str) -> tuple[int | None, ...]:
    return table.cells[row, ""], table.share((row, ""))


def _crossed(
    table: ReleasedTable, of: Table, rows: list[str], columns: list[str]
) -> Iterator[RowShown]:
    for row in sorted(rows, key=lambda code: not code):
        numbers = (table.cells[row, column] if row or column else table.n for column in columns)
        yield RowShown(code_name(of.rows, row), tuple(numbers))
