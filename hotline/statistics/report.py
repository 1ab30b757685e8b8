"""The figures of a period, and of a second one beside it: what every way of showing them shares."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from hotline.lines.service import LoadedLine
from hotline.statistics.apart import APART, told_apart
from hotline.statistics.catalogue import tables_of
from hotline.statistics.counting import Counting, Counts
from hotline.statistics.figures import Figures, figures
from hotline.statistics.filtering import in_words
from hotline.statistics.grouping import Filters
from hotline.statistics.periods import Period
from hotline.statistics.summary import Summary, summary
from hotline.statistics.told import TableTold, told


@dataclass(frozen=True, slots=True)
class Report:
    """Exact figures, told in one language."""

    line: str
    name: str
    time_zone: str
    period: Period
    against: Period | None
    filters: str
    """In words; empty without any."""
    years_cut: tuple[int, ...]
    """Years kept as tables that a period cuts through: nothing of them is counted."""
    years_unfiltered: tuple[int, ...]
    """Years kept as tables that filters do not reach: nothing of them is counted either."""
    summary: Summary
    summary_against: Summary | None
    tables: tuple[TableTold, ...]

    def table(self, key: str) -> TableTold:
        """The one of this key. Raises KeyError where the line has none."""
        return {table.key: table for table in self.tables}[key]


@dataclass(frozen=True)
class _Counted:
    """One period: its calls, and what is measured or counted apart where nothing is filtered."""

    counting: Counting
    tables: Mapping[str, Counts | None]
    """Every table that the line has, by key."""
    measured: Figures | None

    @property
    def summary(self) -> Summary:
        return summary(self.tables, self.measured)


def report(
    session: Session,
    line: LoadedLine,
    period: Period,
    language: str,
    *,
    filters: Filters | None = None,
    against: Period | None = None,
) -> Report:
    """Every table that the line has. All of it is read in one view of the database."""
    filters = filters or {}
    here = _counted(session, line, period, filters)
    there = _counted(session, line, against, filters) if against else None
    both = [counted.counting for counted in (here, there) if counted]
    tables = [
        told(table, here.tables[table.key], there.tables[table.key] if there else None, language)
        for table in tables_of(line.document)
    ]
    identity = line.document.line
    return Report(
        line=identity.slug,
        name=identity.name,
        time_zone=identity.time_zone,
        period=period,
        against=against,
        filters=in_words(filters, language),
        years_cut=_years(year for counting in both for year in counting.years_cut),
        years_unfiltered=_years(
            year for counting in both for year in (counting.years_kept if filters else ())
        ),
        summary=here.summary,
        summary_against=there.summary if there else None,
        tables=(*tables, *_apart(line, here.measured, there, language)),
    )


def _counted(session: Session, line: LoadedLine, period: Period, filters: Filters) -> _Counted:
    counting = Counting(session, line, period.first, period.last, filters)
    measured = None if filters else figures(session, line, period.first, period.last)
    tables = {table.key: counting.table(table) for table in tables_of(line.document)}
    return _Counted(counting, tables, measured)


def _apart(
    line: LoadedLine, measured: Figures | None, there: _Counted | None, language: str
) -> list[TableTold]:
    """What is counted of other things than calls, where the line offers them or once did."""
    found = []
    for apart in APART:
        counted = apart.of(measured) if measured else None
        before = apart.of(there.measured) if there and there.measured else None
        cells = [of.cells for of in (counted, before) if of and of.cells]
        if cells or apart.offered(line.document):
            found.append(told_apart(apart, counted, before, language))
    return found


def _years(years: Iterable[int]) -> tuple[int, ...]:
    return tuple(sorted({*years}))
