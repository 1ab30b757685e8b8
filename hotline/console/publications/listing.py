"""The years that are published, and those that can be."""

from __future__ import annotations

from datetime import date

from flask import Response
from sqlalchemy.orm import Session

from hotline.accounts.rights import Right
from hotline.console.answering import page
from hotline.console.here import Here
from hotline.publishing.keeping import publications
from hotline.publishing.making import day_to_wait_for
from hotline.service import hotline
from hotline.statistics.collapsing import years_counted
from hotline.statistics.history.keeping import years_taken_over


def listed(here: Here) -> Response:
    """The latest year first."""
    with hotline().database.reading() as session:
        rows = publications(session, here.line)
        waiting = _waiting(session, here) if here.may(Right.STATISTICS_PUBLISH) else {}
    local = here.line.document.local_time
    done = {row.year: local(row.made_at).date() for row in rows}
    return page(
        "publications/list.html",
        here,
        done=done,
        waiting={year: day for year, day in waiting.items() if year not in done},
    )


def _waiting(session: Session, here: Here) -> dict[int, date | None]:
    """The years of which calls are known, with the day from which on each can be published."""
    slug = here.line.document.line.slug
    years = years_counted(session, slug) | {*years_taken_over(session, slug)}
    return {
        year: day_to_wait_for(session, here.line, year, here.now)
        for year in sorted(years, reverse=True)
    }
