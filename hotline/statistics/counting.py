"""Counts the tables of the catalogue: facts, calls not forgotten yet, and years kept as tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from itertools import product

from sqlalchemy import select
from sqlalchemy.orm import Session

from hotline.lines.service import LoadedLine
from hotline.statistics.catalogue import CATALOGUE, Table
from hotline.statistics.counted import NOT_RECORDED
from hotline.statistics.figures import years_as_tables
from hotline.statistics.grouping import Calls, Columns, Filters, Values
from hotline.statistics.periods import holds, whole_months
from hotline.statistics.tables import CatalogueCount

Cell = tuple[str, str]
"""A row's code and a column's, empty in a table without columns."""

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

    def _of_facts(self, table: Table) -> Counts:
        n, cells = 0, Counter[Cell]()
        place = {column: nth for nth, column in enumerate(table.reads)}
        of = [place[c] for c in table.of.columns]
        for values, calls in self._found[table.reads].items():
            if not table.of.includes(*(values[nth] for nth in of)):
                continue
            n += calls
            for cell in self._cells(table, values, place):
                cells[cell] += calls
        return Counts(n, cells)

    def _cells(self, table: Table, values: Values, place: Mapping[str, int]) -> Iterator[Cell]:
        codes = [
            dimension.codes_of(self.line.document, *(values[place[c]] for c in dimension.columns))
            for dimension in table.dimensions
        ]
        yield from product(codes[0], codes[1] if table.columns else ("",))

    @cached_property
    def _calls(self) -> Calls:
        return Calls(self.session, self.line, self.first, self.last, self.filters)

    @cached_property
    def _found(self) -> Mapping[Columns, Counter[Values]]:
        """For the whole catalogue at once: reading the calls takes longer than counting them."""
        return self._calls.grouped({t.reads for t in CATALOGUE.values() if t.counter is None})

    @cached_property
    def _whole_months(self) -> Calls:
        """Of every month that these days belong to, without filters."""
        start, end = whole_months(self.first, self.last)
        return Calls(self.session, self.line, start, end - timedelta(days=1))

    def _of_counter(self, table: Table) -> Counts:
        """Counted by whole months."""
        assert table.counter is not None
        whole = self._whole_months
        (column,) = table.rows.columns
        kept = self.session.execute(
            select(getattr(table.counter, column), table.counter.calls).where(
                table.counter.line == self.line.document.line.slug,
                table.counter.month.between(whole.first, whole.last),
            )
        )
        cells = Counter[Cell]()
        for value, calls in kept:
            cells[str(value), ""] += calls
        for call in whole.live:
            if getattr(call, column) is not None:
                cells[str(getattr(call, column)), ""] += 1
        about = whole.grouped([table.of.columns])[table.of.columns]
        n = sum(calls for values, calls in about.items() if table.of.includes(*values))
        if n > cells.total():
            cells[NOT_RECORDED, ""] = n - cells.total()
        return Counts(cells.total(), cells)

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
