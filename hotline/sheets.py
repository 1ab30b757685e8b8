"""Tables to give away: CSV and OpenDocument (.ods), for whoever opens them in a spreadsheet."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from odfdo import Document, Row, Table

Cell = str | int | Decimal | date | datetime | None
"""What a cell holds; None is an empty one. Amounts are decimals, never floats. A moment is written
as it is given: local, without a zone."""

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
"""A text that begins so would be run as a formula by a spreadsheet that opens a CSV."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table: its name, its columns, its rows (each as long as the columns)."""

    name: str
    columns: tuple[str, ...]
    rows: Sequence[Sequence[Cell]]


def as_csv(sheet: Sheet) -> str:
    """Commas, a line feed after each row, decimal points, days as 2026-01-31, moments as
    2026-01-31T20:00.

    Texts were typed by people: one that begins like a formula gets an apostrophe before it, as
    spreadsheets write a text (`from_csv_cell` takes it away again).
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(sheet.columns)
    writer.writerows([_in_csv(cell) for cell in row] for row in sheet.rows)
    return text.getvalue()


def from_csv_cell(text: str) -> str:
    """The text of a cell that `as_csv` wrote."""
    return text[1:] if text.startswith("'") and _looks_like_a_formula(text) else text


def as_ods(sheets: Iterable[Sheet], *, dated: date | None = None) -> bytes:
    """An OpenDocument spreadsheet: numbers, days and moments as such, texts never as formulas.

    `dated`: the day that it says it is of; the same sheets are the same bytes then.
    """
    document = Document("spreadsheet")
    document.body.clear()
    for sheet in sheets:
        table = Table(sheet.name)
        # All at once: one by one, each takes longer than the one before.
        table.extend_rows([_written(row) for row in (sheet.columns, *sheet.rows)])
        document.body.append(table)
    file = io.BytesIO()
    if dated is None:
        document.save(file)
        return file.getvalue()
    document.meta.creation_date = datetime.combine(dated, time())
    document.save(file)
    return _zipped_anew(file)


def _zipped_anew(file: io.BytesIO) -> bytes:
    """The same files, in the same order, without the moment they were written."""
    anew = io.BytesIO()
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(anew, "w") as new:
        for entry in old.infolist():
            plain = zipfile.ZipInfo(entry.filename)
            plain.compress_type = entry.compress_type
            new.writestr(plain, old.read(entry))
    return anew.getvalue()


def _written(row: Sequence[Cell]) -> Row:
    written = Row()
    written.set_values([_in_ods(cell) for cell in row])
    return written


def _in_csv(cell: Cell) -> str:
    if isinstance(cell, str):
        return f"'{cell}" if _looks_like_a_formula(cell) else cell
    if isinstance(cell, datetime):
        return cell.isoformat(timespec="minutes")
    return "" if cell is None else str(cell)


def _looks_like_a_formula(text: str) -> bool:
    return text.lstrip("'").startswith(FORMULA_SIGNS)


def _in_ods(cell: Cell) -> Cell:
    # XML has no place for control characters.
    return "".join(filter(str.isprintable, cell)) if isinstance(cell, str) else cell
