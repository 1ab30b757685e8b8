"""From what a file tells of past years to whole tables: every call of a year has its place in each
table, under « non renseigné » where the file does not say more."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from hotline.statistics.catalogue import ALL, ANSWERED, CATALOGUE, Population, Table
from hotline.statistics.counting import WHOLE, Cell, Counts
from hotline.statistics.dimensions import UNKNOWN, Dimension
from hotline.statistics.history import mistakes as wrong
from hotline.statistics.history.mistakes import Mistake, Wrong, mistake
from hotline.statistics.history.reading import WHOLES, Told

Years = dict[int, dict[str, Counts]]
"""By year and table."""


def years_in(told: Sequence[Told], own_years: Collection[int]) -> Years:
    """The tables of each year. Raises Wrong where numbers do not fit each other.

    Of `own_years` the line has calls of its own, which these are added to.
    """
    by_year: dict[int, list[Told]] = defaultdict(list)
    for one in told:
        by_year[one.year].append(one)
    found: list[Mistake] = []
    years: Years = {}
    for year, ones in sorted(by_year.items()):
        try:
            years[year] = _year(year, ones, mixed=year in own_years)
        except Wrong as problem:
            found += problem.mistakes
    if found:
        raise Wrong(found)
    return years


def not_recorded(table: Table) -> Cell | None:
    """The cell for calls of which the table's codes are not known; None where it has none."""
    codes = [_blank(dimension) for dimension in table.dimensions]
    if any(code is None for code in codes):
        return None
    return str(codes[0]), str(codes[1]) if table.columns else ""


def _blank(dimension: Dimension) -> str | None:
    return next((code for code, name in dimension.names().items() if name.fr == UNKNOWN.fr), None)


def _year(year: int, told: Sequence[Told], *, mixed: bool) -> dict[str, Counts]:
    by_table: dict[str, list[Told]] = defaultdict(list)
    for one in told:
        by_table[one.table].append(one)
    wholes = {of.key: _whole(of, by_table) for of in WHOLES.values()}
    calls, answered = wholes[ALL.key], wholes[ANSWERED.key]
    first = told[0].line
    if calls is None:
        raise Wrong([mistake(first, wrong.NO_WHOLE, year=year)])
    if answered is None and mixed:
        raise Wrong([mistake(first, wrong.NO_ANSWERED, year=year)])
    if answered is not None and answered > calls:
        raise Wrong(
            [mistake(first, wrong.MORE_ANSWERED, year=year, answered=answered, calls=calls)]
        )
    found = [*_other_wholes(by_table)]
    tables = {}
    for table in CATALOGUE.values():
        n = wholes[table.of.key]
        if n is not None:
            try:
                cells = _cells(year, table, n, by_table.get(table.key, []))
            except Wrong as problem:
                found += problem.mistakes
            else:
                if cells is not None:
                    tables[table.key] = Counts(n, cells)
    if found:
        raise Wrong(found)
    return tables


def _whole(of: Population, by_table: Mapping[str, Sequence[Told]]) -> int | None:
    """How many calls there are of a kind: as it is told, else as the rows of its tables come to."""
    mine = _of(of, by_table)
    wholes = [one.calls for _, ones in mine for one in ones if one.row == WHOLE]
    sums = [
        sum(one.calls for one in ones)
        for key, ones in mine
        if key in CATALOGUE and not CATALOGUE[key].rows.overlapping
    ]
    return wholes[0] if wholes else max(sums, default=None)


def _of(of: Population, by_table: Mapping[str, Sequence[Told]]) -> list[tuple[str, Sequence[Told]]]:
    populations = WHOLES | {key: table.of for key, table in CATALOGUE.items()}
    return [(key, ones) for key, ones in by_table.items() if populations[key] is of]


def _other_wholes(by_table: Mapping[str, Sequence[Told]]) -> Iterator[Mistake]:
    for of in WHOLES.values():
        wholes = [one for _, ones in _of(of, by_table) for one in ones if one.row == WHOLE]
        for one in wholes[1:]:
            if one.calls != wholes[0].calls:
                told = {"here": one.calls, "there": wholes[0].calls, "first": wholes[0].line}
                yield mistake(one.line, wrong.OTHER_WHOLE, **told)


def _cells(year: int, table: Table, n: int, told: Sequence[Told]) -> Counter[Cell] | None:
    """The cells of a table about n calls. None where it says nothing of them at all."""
    rows = [one for one in told if one.row != WHOLE]
    cells = Counter({(one.row, one.column): one.calls for one in rows})
    blank = not_recorded(table)
    if not rows:
        return None if blank is None else Counter({blank: n})
    about = {"year": year, "table": table.title, "whole": n}
    line = rows[0].line
    if table.rows.overlapping:
        most = max(rows, key=lambda one: one.calls)
        if most.calls > n:
            raise Wrong([mistake(most.line, wrong.TOO_MANY, sum=most.calls, **about)])
        return cells
    missing = n - cells.total()
    if missing < 0:
        raise Wrong([mistake(line, wrong.TOO_MANY, sum=cells.total(), **about)])
    if missing and blank is None:
        raise Wrong([mistake(line, wrong.TOO_FEW, missing=missing, **about)])
    if missing and blank is not None:
        cells[blank] += missing
    return cells
