"""Tables to give away are read back as they were, and are never run as formulas."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime
from decimal import Decimal

from odfdo import Document

from hotline.sheets import Cell, Sheet, as_csv, as_ods, from_csv_cell

ROW: tuple[Cell, ...] = (
    "Hélène, dite « Lène »",
    3,
    Decimal("12.50"),
    date(2026, 11, 30),
    datetime(2026, 11, 30, 20, 0),  # noqa: DTZ001 - a cell shows a local time
    None,
)
SHEET = Sheet("Novembre 2026", tuple("abcdef"), [ROW])


def test_a_csv_has_points_and_iso_days() -> None:
    assert as_csv(SHEET) == (
        'a,b,c,d,e,f\n"Hélène, dite « Lène »",3,12.50,2026-11-30,2026-11-30T20:00,\n'
    )


def test_a_text_that_looks_like_a_formula_stays_a_text() -> None:
    texts = ["=1+1", "+33", "-1", "@x", "'=1", "plain", ""]
    written = as_csv(Sheet("t", tuple("abcdefg"), [texts]))
    _, cells = csv.reader(io.StringIO(written))
    assert cells == ["'=1+1", "'+33", "'-1", "'@x", "''=1", "plain", ""]
    assert [from_csv_cell(cell) for cell in cells] == texts
    row = Document(io.BytesIO(as_ods([Sheet("t", tuple("abcdefg"), [texts])])))
    first = row.body.get_table(0)
    assert first is not None
    assert first.get_row(1).get_values()[:4] == texts[:4]
    assert "formula" not in first.serialize()


def test_a_negative_amount_stays_a_number_in_both() -> None:
    sheet = Sheet("t", ("amount",), [(Decimal("-3.10"),)])
    assert as_csv(sheet) == "amount\n-3.10\n"
    table = Document(io.BytesIO(as_ods([sheet]))).body.get_table(0)
    assert table is not None
    assert table.get_row(1).get_values() == [Decimal("-3.10")]


def test_an_ods_holds_every_sheet_and_the_kinds_of_its_cells() -> None:
    document = Document(io.BytesIO(as_ods([SHEET, Sheet("Décembre 2026", ("a",), [("\x00x",)])])))
    tables = document.body.tables
    assert [table.name for table in tables] == ["Novembre 2026", "Décembre 2026"]
    assert tuple(tables[0].get_row(1).get_values()) == ROW
    assert tables[1].get_row(1).get_values() == ["x"]
