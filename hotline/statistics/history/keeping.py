"""Years that another system had counted, as they are kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from hotline.statistics.collapsing import HISTORY, add_counts
from hotline.statistics.counting import Counts
from hotline.statistics.tables import CatalogueCount


def years_taken_over(session: Session, line: str) -> list[int]:
    """The years of which something was taken over, the oldest first."""
    mine = (CatalogueCount.line == line, CatalogueCount.source == HISTORY)
    found = select(CatalogueCount.year).where(*mine).distinct().order_by(CatalogueCount.year)
    return [*session.scalars(found)]


def keep_history(session: Session, line: str, years: Mapping[int, Mapping[str, Counts]]) -> None:
    """Keeps these tables, by year and key, beside what the line counted itself. What was taken over
    of the same years before is replaced."""
    _forget(session, line, years)
    for year, tables in sorted(years.items()):
        for key, counts in sorted(tables.items()):
            add_counts(session, line, year, key, counts, source=HISTORY)


def _forget(session: Session, line: str, years: Iterable[int]) -> None:
    session.execute(
        delete(CatalogueCount).where(
            CatalogueCount.line == line,
            CatalogueCount.source == HISTORY,
            CatalogueCount.year.in_([*years]),
        )
    )
