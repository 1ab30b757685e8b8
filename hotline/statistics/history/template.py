"""A file of past years to fill in: every cell that a line has, without its number."""

from __future__ import annotations

from collections.abc import Iterator

from hotline.lines.document import LineDocument
from hotline.sheets import Cell, Sheet
from hotline.statistics.catalogue import Table, tables_of
from hotline.statistics.counting import WHOLE
from hotline.statistics.history.reading import COLUMNS, WHOLES


def template(line: LineDocument, year: int, language: str) -> Sheet:
    """One row a cell, by its names in that language. Cells that stay empty are not taken over."""
    rows: list[tuple[Cell, ...]] = [(year, key, WHOLE, None, None) for key in WHOLES]
    for table in tables_of(line):
        rows += [(year, table.key, row, column, None) for row, column in _cells(table, language)]
    return Sheet("history", COLUMNS, rows)


def _cells(table: Table, language: str) -> Iterator[tuple[str, str | None]]:
    columns = [None] if table.columns is None else [*table.columns.names().values()]
    for row in table.rows.names().values():
        for column in columns:
            yield row.read_in(language), column.read_in(language) if column else None
