"""The exact tables of a year, as far as they agree: what a publication is made of."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sqlalchemy.orm import Session

from hotline.lines.service import LoadedLine
from hotline.publishing.quantities import Quantity, exact_values, quantity
from hotline.statistics.catalogue import CATALOGUE, tables_of
from hotline.statistics.counting import Counting, Counts


def exact_tables(session: Session, line: LoadedLine, year: int) -> dict[str, Counts]:
    """By key, every table that is published, in the order of the catalogue. Read in one view."""
    counting = Counting(session, line, date(year, 1, 1), date(year, 12, 31))
    counted = {
        table.key: counting.table(table) for table in tables_of(line.document) if table.published
    }
    return {key: counts for key, counts in counted.items() if counts is not None}


def that_agree(tables: Mapping[str, Counts]) -> dict[str, Counts]:
    """The same, without those that another contradicts: the system from which a year was taken over
    may not have counted a thing for all of its calls. The tables about most calls are kept."""
    known: dict[Quantity, int] = {}
    agreeing = set()
    for key in sorted(tables, key=lambda key: -tables[key].n):
        table = CATALOGUE[key]
        cells = exact_values({key: tables[key]})[key]
        own = {quantity(table, *cell): count for cell, count in cells.items()}
        own[quantity(table, "", "")] = tables[key].n
        if all(known.get(name, count) == count for name, count in own.items()):
            known |= own
            agreeing.add(key)
    return {key: counts for key, counts in tables.items() if key in agreeing}
