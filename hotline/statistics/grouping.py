"""The calls of some days, grouped by what they hold: facts, and calls not forgotten yet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from sqlalchemy import ColumnElement, false, or_, select
from sqlalchemy.orm import Session

from hotline.lines.service import LoadedLine
from hotline.statistics.counted import Counted
from hotline.statistics.dimensions import DIMENSIONS, Dimension
from hotline.statistics.figures import live_calls
from hotline.statistics.tables import Fact

Columns = tuple[str, ...]
"""Of `Fact`, and attributes of `Counted`."""
Values = tuple[Any, ...]
"""What a call holds in them, in the same order."""
Filters = Mapping[str, Collection[str]]
"""By the key of a dimension that reads one column, the codes that are let through."""

AT_ONCE = 10_000
"""Facts in memory."""


@dataclass(frozen=True)
class Calls:
    """Those that began on these days of the line's zone, both included, and pass the filters."""

    session: Session
    line: LoadedLine
    first: date
    last: date
    filters: Filters = field(default_factory=dict)

    @cached_property
    def live(self) -> list[Counted]:
        """Those that are not forgotten yet."""
        calls = live_calls(self.session, self.line, self.first, self.last)
        return [
            call
            for call in calls
            if all(self._passes(d, getattr(call, column)) for d, column in self._passing)
        ]

    def grouped(self, by: Collection[Columns]) -> dict[Columns, Counter[Values]]:
        """How many calls hold which values, for each of several sets of columns (none is empty).

        In one pass: a GROUP BY for each would read, and mostly sort, all facts again and again.
        """
        found = {columns: Counter[Values]() for columns in by}
        names = tuple(sorted({name for columns in by for name in columns}))
        for calls in self._held(names):
            held = dict(zip(names, zip(*calls, strict=True), strict=True))
            for columns, so_far in found.items():
                so_far.update(zip(*(held[name] for name in columns), strict=True))
        return found

    def _held(self, columns: Columns) -> Iterator[Sequence[Sequence[Any]]]:
        """What each call holds in these columns, some calls at a time."""
        wanted = select(*(getattr(Fact, column) for column in columns))
        facts = self.session.execute(wanted.where(*self._mine, *self._filtered()))
        yield from facts.yield_per(AT_ONCE).partitions()
        if self.live:
            yield [[getattr(call, column) for column in columns] for call in self.live]

    @property
    def _mine(self) -> tuple[ColumnElement[bool], ...]:
        slug = self.line.document.line.slug
        return Fact.line == slug, Fact.day.between(self.first, self.last)

    def _filtered(self) -> Iterator[ColumnElement[bool]]:
        """Filters in SQL: of the few values that are there, those whose codes are let through."""
        for dimension, name in self._passing:
            column = getattr(Fact, name)
            there = self.session.scalars(select(column).where(*self._mine).distinct())
            values = [value for value in there if self._passes(dimension, value)]
            # In SQL, NULL is in no list.
            yield or_(column.in_(values), column.is_(None) if None in values else false())

    @property
    def _passing(self) -> Iterator[tuple[Dimension, str]]:
        for dimension in (DIMENSIONS[key] for key in self.filters):
            (column,) = dimension.columns
            yield dimension, column

    def _passes(self, dimension: Dimension, value: Any) -> bool:
        codes = dimension.codes_of(self.line.document, value)
        return any(code in self.filters[dimension.key] for code in codes)
