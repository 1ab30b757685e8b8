"""The tables of a publication, as rows for CSV and spreadsheets."""

from __future__ import annotations

from collections.abc import Iterator

from hotline.publishing.naming import MEASURE_NAMES, cell_names, unit
from hotline.publishing.released import Release, ReleasedTable
from hotline.sheets import Cell, Sheet

COLUMNS = (
    "table",
    *("row_code", "row_fr", "row_en"),
    *("column_code", "column_fr", "column_en"),
    *("calls", "share_percent", "status"),
)
MEASURE_COLUMNS = ("measure", "name_fr", "name_en", "value", "unit_fr", "unit_en", "status")
HIDDEN = "not shown"
"""The status of what is not told; empty for all else."""
MEASURES = "measures"


def sheets_of(release: Release) -> list[Sheet]:
    """One of the measures, then one a table."""
    return [measures_sheet(release), *map(table_sheet, release.tables.values())]


def table_sheet(table: ReleasedTable) -> Sheet:
    """The whole first, without codes: the calls that it is about; then each cell and margin."""
    return Sheet(table.key, COLUMNS, [*_rows(table)])


def whole_sheet(release: Release) -> Sheet:
    """All tables, one below the other."""
    rows = [row for table in release.tables.values() for row in _rows(table)]
    return Sheet("tables", COLUMNS, rows)


def measures_sheet(release: Release) -> Sheet:
    """Numbers that are no counts."""
    return Sheet(
        MEASURES,
        MEASURE_COLUMNS,
        [
            (key, name.fr, name.en, value, unit(key).fr, unit(key).en, _status(value))
            for key, name in MEASURE_NAMES.items()
            if key in release.measures
            for value in (release.measures[key],)
        ],
    )


def _rows(table: ReleasedTable) -> Iterator[tuple[Cell, ...]]:
    for cell in (("", ""), *table.cells):
        whole = cell == ("", "")
        calls = table.n if whole else table.cells[cell]
        share = None if whole else table.share(cell)
        row, column = cell_names(table, cell)
        yield (
            table.key,
            *(cell[0], row.fr, row.en),
            *(cell[1], column.fr, column.en),
            *(calls, share, _status(calls)),
        )


def _status(value: int | None) -> str:
    return HIDDEN if value is None else ""
