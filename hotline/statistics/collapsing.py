"""The end of facts: so many months after the end of a year, its calls are left as the tables of
the catalogue, and as how long they lasted in the whole year."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from hotline.database import add_to_counter
from hotline.lines.service import LoadedLine
from hotline.lines.tables import Line
from hotline.statistics.catalogue import CATALOGUE
from hotline.statistics.counting import WHOLE, Counting, Counts
from hotline.statistics.figures import live_calls
from hotline.statistics.tables import (
    CatalogueCount,
    DurationCount,
    Fact,
    HelpedCount,
    SeverityCount,
)

OF_CALLS = "calls"
HISTORY = "history"


def years_due(session: Session, line: LoadedLine, now: datetime) -> list[int]:
    """The years of which facts are kept, and whose time is over, the oldest first."""
    today = now.astimezone(ZoneInfo(line.document.line.time_zone)).date()
    slug = line.document.line.slug
    oldest = session.scalar(select(func.min(Fact.day)).where(Fact.line == slug))
    if oldest is None:
        return []
    months = line.document.line.facts_months
    return [year for year in range(oldest.year, today.year) if _goes_on(year, months) <= today]


def years_counted(session: Session, line: str) -> set[int]:
    """The years of which the line has counted calls itself, as facts or as tables."""
    days = session.scalars(select(Fact.day).where(Fact.line == line).distinct())
    kept = select(CatalogueCount.year).where(
        CatalogueCount.line == line, CatalogueCount.source == OF_CALLS
    )
    return {day.year for day in days} | {*session.scalars(kept.distinct())}


def _goes_on(year: int, months: int) -> date:
    """The day on which the facts of a year go."""
    years, month = divmod(months, 12)
    return date(year + 1 + years, month + 1, 1)


def collapse(session: Session, line: LoadedLine, year: int) -> bool:
    """Turns one year of facts into tables. False, and nothing done, when it has none, or some of
    its calls still wait to become facts.

    To be called in a transaction of its own: either all of the year is facts, or none of it is.
    Raises RuntimeError, to undo it all, when a fact came in between.
    """
    slug, first, last = line.document.line.slug, date(year, 1, 1), date(year, 12, 31)
    # Two at once would count the same facts: the second waits here, and then finds none.
    session.execute(select(Line.id).where(Line.id == line.id).with_for_update())
    if live_calls(session, line, first, last):
        return False
    found = Counting(session, line, first, last)
    # What the line asked then may not be what it asks now: every table is kept.
    counted = {key: found.of_calls(table) for key, table in CATALOGUE.items()}
    facts = counted["outcome"].n
    if not facts:
        return False
    mine = (Fact.line == slug, Fact.day.between(first, last))
    if len(session.scalars(delete(Fact).where(*mine).returning(Fact.key)).all()) != facts:
        raise RuntimeError("a fact came while its year was being counted")
    for key, counts in counted.items():
        add_counts(session, slug, year, key, counts, source=OF_CALLS)
    for counter in (SeverityCount, HelpedCount):
        whole_year = (counter.line == slug, counter.month.between(first, last))
        session.execute(delete(counter).where(*whole_year))
    _durations_of_whole_year(session, slug, first, last)
    return True


def add_counts(
    session: Session, line: str, year: int, table: str, counts: Counts, *, source: str
) -> None:
    """Adds to what is kept of a table over a year."""
    cells = {(WHOLE, ""): counts.n, **counts.cells}
    for (row, column), count in sorted(cells.items()):
        key = {"line": line, "year": year, "table": table, "row": row, "column": column}
        add_to_counter(session, CatalogueCount, key | {"source": source}, {"count": count})


def _durations_of_whole_year(session: Session, line: str, first: date, last: date) -> None:
    mine = (DurationCount.line == line, DurationCount.day.between(first, last))
    total = func.sum(DurationCount.calls)
    found = session.execute(
        select(DurationCount.measure, DurationCount.seconds, total)
        .where(*mine)
        .group_by(DurationCount.measure, DurationCount.seconds)
    ).all()
    session.execute(delete(DurationCount).where(*mine))
    session.add_all(
        DurationCount(line=line, day=first, measure=measure, seconds=seconds, calls=int(calls))
        for measure, seconds, calls in found
    )
    session.flush()
