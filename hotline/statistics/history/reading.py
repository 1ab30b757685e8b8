"""Reads a file of past years: each line says how many calls of a year stand in one cell of a
table. Tables, rows and columns go by their codes, or by their names in French or English."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from hotline.lines.fields import YEARS
from hotline.rosters.sheets.grid import Cell, NotATable, rows_of
from hotline.statistics.catalogue import ALL, ANSWERED, CATALOGUE, Population, Table
from hotline.statistics.counting import WHOLE
from hotline.statistics.dimensions import Dimension
from hotline.statistics.history import mistakes as wrong
from hotline.statistics.history.mistakes import Mistake, Wrong, mistake
from hotline.taxonomies import Wording

COLUMNS = ("year", "table", "row", "column", "calls")
_COLUMN_NAMES = {
    **{column: column for column in COLUMNS},
    **dict(zip(("année", "tableau", "ligne", "colonne", "appels"), COLUMNS, strict=True)),
}
WHOLES: dict[str, Population] = {"calls": ALL, "answered": ANSWERED}
"""Tables of one number: how many calls there were at all."""
MOST = 10_000_000
"""Calls of a year; more is a mistake of the keyboard."""


@dataclass(frozen=True, slots=True)
class Told:
    """One line of the file, in codes. `row` is * for the whole of a table."""

    line: int
    year: int
    table: str
    row: str
    column: str
    calls: int


def told_in(content: bytes, this_year: int) -> list[Told]:
    """What a file tells; lines without a number are left out. Raises Wrong with all that does not
    fit. `this_year` is not over yet."""
    try:
        rows = rows_of(content)
    except NotATable:
        raise Wrong([mistake(1, wrong.NOT_A_TABLE)]) from None
    if not rows:
        raise Wrong([mistake(1, wrong.EMPTY)])
    (first, head), *rest = rows
    places = _places(first, head)
    told: list[Told] = []
    found: list[Mistake] = []
    for number, cells in rest:
        texts = {name: _text(cells[at]) if at < len(cells) else "" for name, at in places.items()}
        if texts["calls"]:
            try:
                told.append(_one(number, texts, this_year))
            except Wrong as problem:
                found += problem.mistakes
    found += _doubled(told)
    if not told and not found:
        found.append(mistake(first, wrong.EMPTY))
    if found:
        raise Wrong(found)
    return told


def folded(text: str) -> str:
    """As names are compared: whatever the case, the apostrophe and the spaces."""
    return " ".join(text.replace("’", "'").casefold().split())


def _places(number: int, head: Iterable[Cell]) -> dict[str, int]:
    named = {_COLUMN_NAMES.get(folded(_text(cell))): at for at, cell in enumerate(head)}
    missing = [column for column in COLUMNS if column not in named]
    if missing:
        raise Wrong([mistake(number, wrong.COLUMNS_MISSING, missing=", ".join(missing))])
    return {column: named[column] for column in COLUMNS}


def _text(cell: Cell) -> str:
    if isinstance(cell, float | int) and cell == int(cell):
        return str(int(cell))
    return "" if cell is None else str(cell)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 10


def _one(number: int, texts: Mapping[str, str], this_year: int) -> Told:
    found: list[Mistake] = []
    year = texts["year"]
    if not _is_number(year) or int(year) not in YEARS:
        found.append(mistake(number, wrong.NOT_A_YEAR, value=year))
    elif int(year) >= this_year:
        found.append(mistake(number, wrong.NOT_OVER, year=year))
    calls = "".join(texts["calls"].split())
    if not _is_number(calls) or int(calls) > MOST:
        found.append(mistake(number, wrong.NOT_A_NUMBER, value=texts["calls"]))
    try:
        table, row, column = _cell(number, texts)
    except Wrong as problem:
        found += problem.mistakes
    if found:
        raise Wrong(found)
    return Told(number, int(year), table, row, column, int(calls))


def _cell(number: int, texts: Mapping[str, str]) -> tuple[str, str, str]:
    key = _named(table_names(), texts["table"])
    if key is None:
        known = ", ".join(table_names())
        raise Wrong([mistake(number, wrong.UNKNOWN_TABLE, value=texts["table"], known=known)])
    if key in WHOLES:
        if texts["row"] != WHOLE or texts["column"]:
            raise Wrong([mistake(number, wrong.ONLY_WHOLE, table=table_names()[key])])
        return key, WHOLE, ""
    table = CATALOGUE[key]
    if texts["column"] and (table.columns is None or texts["row"] == WHOLE):
        raise Wrong([mistake(number, wrong.NO_COLUMN, table=table.title)])
    if texts["row"] == WHOLE:
        return key, WHOLE, ""
    return key, *_codes(number, table, texts)


def _codes(number: int, table: Table, texts: Mapping[str, str]) -> tuple[str, str]:
    codes, found = [], []
    for dimension, text in zip(table.dimensions, (texts["row"], texts["column"]), strict=False):
        code = _code(dimension, text)
        if code is None:
            known = Wording(*(_listed(dimension, language) for language in ("fr", "en")))
            told = {"value": text, "list": dimension.title, "known": known}
            found.append(mistake(number, wrong.UNKNOWN_CODE, **told))
        codes.append(code or "")
    if found:
        raise Wrong(found)
    return codes[0], codes[1] if len(codes) > 1 else ""


def table_names() -> dict[str, Wording]:
    """What can stand under `table`, by its code."""
    wholes = {key: population.name for key, population in WHOLES.items()}
    return wholes | {table.key: table.title for table in CATALOGUE.values()}


def _code(dimension: Dimension, text: str) -> str | None:
    names = dimension.names()
    # A spreadsheet makes 1 of 01, and an old code is counted as a new one.
    for code in (text, text.zfill(2), dimension.now(text)):
        if code in names:
            return code
    return _named(names, text)


def _named(names: Mapping[str, Wording], text: str) -> str | None:
    wanted = folded(text)
    for code, name in names.items():
        if wanted in {code.casefold(), folded(name.fr), folded(name.en)}:
            return code
    return None


def _listed(dimension: Dimension, language: str) -> str:
    return ", ".join(
        code if code == name.read_in(language) else f"{code} ({name.read_in(language)})"
        for code, name in dimension.names().items()
    )


def _doubled(told: Iterable[Told]) -> Iterator[Mistake]:
    first: dict[tuple[int, str, str, str], int] = {}
    for one in told:
        cell = (one.year, one.table, one.row, one.column)
        if cell in first:
            yield mistake(one.line, wrong.DOUBLED, first=first[cell])
        first.setdefault(cell, one.line)
