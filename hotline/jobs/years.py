"""The job that ends facts: years whose time is over are left as tables."""

from __future__ import annotations

from hotline.jobs.each import each_line
from hotline.lines.service import LoadedLine
from hotline.service import Hotline
from hotline.statistics.collapsing import collapse, years_due


def collapse_years(service: Hotline) -> None:
    """Each year of each line in a transaction of its own."""

    def look(line: LoadedLine) -> None:
        with service.database.reading() as session:
            due = years_due(session, line, service.now())
        for year in due:
            with service.database.writing() as session:
                collapse(session, line, year)
        if due:
            service.database.let_go_of_deleted()

    each_line(service, look)
