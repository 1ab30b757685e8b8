"""The cells of a file: CSV, whatever saved it, or the first sheet of an Excel or ODS workbook."""

from __future__ import annotations

import csv
import io
import warnings
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta

from odfdo import Document
from openpyxl.reader.excel import load_workbook
from openpyxl.utils.cell import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from hotline.sheets import from_csv_cell

LARGEST = 5_000_000
"""Bytes of a file; thirty thousand shifts need about two million."""
ROWS = 30_000
COLUMNS = 100
"""Further to the right nothing is looked at."""
CELLS = 20 * ROWS
"""In all; each costs, and in a few bytes a workbook can repeat one a thousand million times."""
_UNPACKED = 10 * LARGEST
_LAST_ROW = 1_048_576
"""Of any spreadsheet; a file may claim more."""
_UNREADABLE = (
    *(zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError),
    *(InvalidFileException, SyntaxError, LookupError, ValueError, TypeError, AttributeError),
    *(ArithmeticError, AssertionError, OSError),
)
"""What the libraries raise for a workbook that is torn: one that is no zip, holds no XML (both
parsers' errors are SyntaxErrors), is locked, or lacks what they take for granted."""

Cell = str | float | datetime | date | time | timedelta | None
"""What stands in a cell; texts without the spaces around them, None where there is nothing."""
Row = tuple[int, tuple[Cell, ...]]
"""Its number as spreadsheets count (the first is 1), and its cells."""


class NotATable(ValueError):
    """The file is no table that can be read, or much too large."""


def rows_of(content: bytes) -> list[Row]:
    """The rows in which something stands, of CSV, .xlsx or .ods. Raises NotATable.

    CSV is UTF-8 (with or without a mark), UTF-16 with one, or Windows' western letters; separated
    by semicolons, commas or tabs: by what the first row holds most of.
    """
    if len(content) > LARGEST:
        raise NotATable
    zipped = content.startswith(b"PK\x03\x04")
    found: list[Row] = []
    looked_at = 0
    for number, cells in enumerate(_zipped(content) if zipped else _csv(content), start=1):
        if len(found) == ROWS:
            raise NotATable
        looked_at += len(cells)
        if looked_at > CELLS:
            raise NotATable
        if any(cell is not None for cell in cells):
            found.append((number, cells))
    return found


def letter(column: int) -> str:
    """The column's letter as spreadsheets show it: A is the first (0)."""
    return str(get_column_letter(column + 1))


def _csv(content: bytes) -> Iterator[tuple[Cell, ...]]:
    if b"\0" in content and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise NotATable
    text = _decoded(content)
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(";,\t", key=first.count)
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            yield tuple(from_csv_cell(cell.strip()) or None for cell in row)
    except csv.Error as problem:
        raise NotATable from problem


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            pass
    return content.decode("latin-1")


def _zipped(content: bytes) -> Iterator[tuple[Cell, ...]]:
    with warnings.catch_warnings():
        # Drawings and rules that are not read: only the cells matter here.
        warnings.simplefilter("ignore")
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                if sum(entry.file_size for entry in archive.infolist()) > _UNPACKED:
                    raise NotATable
                is_open = "mimetype" in archive.namelist()
            for row in _ods(content) if is_open else _excel(content):
                yield _without_tail(row)
        except _UNREADABLE as problem:
            raise NotATable from problem


def _excel(content: bytes) -> Iterable[Sequence[object]]:
    book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    sheet = book.worksheets[0]
    rows: Iterable[Sequence[object]] = sheet.iter_rows(
        max_row=_LAST_ROW, max_col=COLUMNS, values_only=True
    )
    return rows


def _ods(content: bytes) -> Iterable[Sequence[object]]:
    table = Document(io.BytesIO(content)).body.tables[0]
    # Rows that are empty to the end of the sheet, a million of them, are one row repeated.
    table.rstrip(aggressive=True)
    if table.height > ROWS:
        raise NotATable
    return (row.get_values((0, COLUMNS - 1)) for row in table.traverse())


def _without_tail(row: Sequence[object]) -> tuple[Cell, ...]:
    """Its cells up to the last one in which something stands."""
    last = next((at for at in range(len(row), 0, -1) if row[at - 1] is not None), 0)
    return tuple(map(_cell, row[:last]))


def _cell(value: object) -> Cell:
    if isinstance(value, str):
        return value.strip() or None
    if isinstance(value, float | int | datetime | date | time | timedelta):
        return value
    return None
