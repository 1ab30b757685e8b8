"""Counts the tables of the catalogue: facts, calls not forgotten yet, and years kept as tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from itertools import product
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hotline.lines.service import LoadedLine
from hotline.statistics.catalogue import Population, Table, values_of
from hotline.statistics.counted import NOT_RECORDED, Counted
from hotline.statistics.dimensions import DIMENSIONS, Dimension
from hotline.statistics.figures import live_calls, years_as_tables
from hotline.statistics.periods import holds, whole_months
from hotline.statistics.tables import CatalogueCount, Fact

Cell = tuple[str, str]
"""A row's code and a column's, empty in a table without columns."""
Filters = Mapping[str, Collection[str]]
"""By the key of a dimension, the codes that are let through."""

WHOLE = "*"
"""The row of a kept table that holds how many calls it is about."""


@dataclass(frozen=True, slots=True)
class Counts:
    """A table, counted."""

    n: int = 0
    """Calls that it is about; where rows overlap, fewer than its cells come to."""
    cells: Counter[Cell] = field(default_factory=Counter)

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.n + other.n, self.cells + other.cells)


@dataclass(frozen=True)
class Counting:
    """The calls that began on these days of the line's zone, both included, and pass the filters.
    All of its tables are read in one view of the database."""

    session: Session
    line: LoadedLine
    first: date
    last: date
    filters: Filters = field(default_factory=dict)

    def table(self, table: Table) -> Counts | None:
        """One table. None where it cannot be had: filters do not reach what is counted apart."""
        if table.counter is not None and self.filters:
            return None
        return self.of_calls(table) + self._kept(table)

    def of_calls(self, table: Table) -> Counts:
        """The same, without the years kept as tables."""
        return self._of_facts(table) if table.counter is None else self._of_counter(table)

    def calls(self, of: Population) -> int:
        """How many calls there are of a kind, years kept as tables left out."""
        known = self._values(of.columns)
        return sum(calls for values, calls in known if of.includes(*values))

    @property
    def years_kept(self) -> tuple[int, ...]:
        """Years of which only tables are left, or that come from another system, and are within
        these days. They count where nothing is filtered."""
        return tuple(year for year in self._years if holds(self.first, self.last, year))

    @property
    def years_cut(self) -> tuple[int, ...]:
        """Those that these days cut through: nothing of them is counted."""
        return tuple(year for year in self._years if not holds(self.first, self.last, year))

    @cached_property
    def _years(self) -> tuple[int, ...]:
        slug = self.line.document.line.slug
        return years_as_tables(self.session, slug, self.first, self.last)

    @cached_property
    def _live(self) -> list[Counted]:
        return live_calls(self.session, self.line, self.first, self.last)

    def _of_facts(self, table: Table) -> Counts:
        read = (*(c for part in table.dimensions for c in part.columns), *table.of.columns)
        columns = dict.fromkeys(read)
        n, cells = 0, Counter[Cell]()
        place = {column: nth for nth, column in enumerate(columns)}
        of = [place[c] for c in table.of.columns]
        for values, calls in self._values(tuple(columns)):
            if not table.of.includes(*(values[nth] for nth in of)):
                continue
            n += calls
            for cell in self._cells(table, values, place):
                cells[cell] += calls
        return Counts(n, cells)

    def _cells(
        self, table: Table, values: tuple[Any, ...], place: Mapping[str, int]
    ) -> Iterator[Cell]:
        codes = [
            dimension.codes_of(self.line.document, *(values[place[c]] for c in dimension.columns))
            for dimension in table.dimensions
        ]
        yield from product(codes[0], codes[1] if table.columns else ("",))

    def _values(self, columns: tuple[str, ...]) -> Iterator[tuple[tuple[Any, ...], int]]:
        """The values found in these columns, and how many calls have them."""
        passing = [DIMENSIONS[key] for key in self.filters]
        more = tuple(dict.fromkeys(c for dimension in passing for c in dimension.columns))
        for values, calls in self._rows((*columns, *more)):
            there = dict(zip((*columns, *more), values, strict=True))
            if all(self._passes(d, *(there[c] for c in d.columns)) for d in passing):
                yield values[: len(columns)], calls

    def _passes(self, dimension: Dimension, *values: Any) -> bool:
        codes = dimension.codes_of(self.line.document, *values)
        return any(code in self.filters[dimension.key] for code in codes)

    def _rows(self, columns: tuple[str, ...]) -> Iterator[tuple[tuple[Any, ...], int]]:
        wanted = [getattr(Fact, column) for column in dict.fromkeys(columns)]
        mine = (
            Fact.line == self.line.document.line.slug,
            Fact.day.between(self.first, self.last),
        )
        found = self.session.execute(select(*wanted, func.count()).where(*mine).group_by(*wanted))
        names = list(dict.fromkeys(columns))
        for row in found:
            there = dict(zip(names, row, strict=False))
            yield tuple(there[column] for column in columns), row[-1]
        live = Counter(values_of(call, columns) for call in self._live)
        yield from live.items()

    def _of_counter(self, table: Table) -> Counts:
        """Counted by month: of every month that these days belong to, whole."""
        assert table.counter is not None
        start, end = whole_months(self.first, self.last)
        last = end - timedelta(days=1)
        mine = (start, last) == (self.first, self.last) and not self.filters
        whole = self if mine else Counting(self.session, self.line, start, last)
        (column,) = table.rows.columns
        wanted = getattr(table.counter, column), table.counter.calls
        kept = self.session.execute(
            select(*wanted).where(
                table.counter.line == self.line.document.line.slug,
                table.counter.month >= start,
                table.counter.month < end,
            )
        )
        cells = Counter[Cell]()
        for value, calls in kept:
            cells[str(value), ""] += calls
        for call in whole._live:
            if getattr(call, column) is not None:
                cells[str(getattr(call, column)), ""] += 1
        n = max(whole.calls(table.of), cells.total())
        if n > cells.total():
            cells[NOT_RECORDED, ""] = n - cells.total()
        return Counts(n, cells)

    def _kept(self, table: Table) -> Counts:
        """What is left of whole years, or was taken over from another system."""
        if self.filters or not self.years_kept:
            return Counts()
        rows = self.session.execute(
            select(CatalogueCount.row, CatalogueCount.column, CatalogueCount.count).where(
                CatalogueCount.line == self.line.document.line.slug,
                CatalogueCount.table == table.key,
                CatalogueCount.year.in_(self.years_kept),
            )
        ).all()
        n, cells = 0, Counter[Cell]()
        for row, column, count in rows:
            if row == WHOLE:
                n += count
            else:
                across = table.columns.now(column) if table.columns else ""
                cells[table.rows.now(row), across] += count
        return Counts(n, cells)


def filtered(filters: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    """Filters from pairs of a dimension and a code; those of one dimension let through any."""
    found: dict[str, set[str]] = {}
    for dimension, code in filters:
        found.setdefault(dimension, set()).add(code)
    return found
