"""The journal on a page: filters, fifty entries, and those before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from flask import Response

from hotline.accounts.keeping import accounts_of
from hotline.console.answering import page
from hotline.console.here import Here
from hotline.console.journal.asked import asked
from hotline.console.journal.exporting import MOST_IN_CSV, MOST_IN_ODS
from hotline.journal.reading import entries
from hotline.journal.telling import Told, told
from hotline.journal.words import KINDS, WHAT
from hotline.people.names import by_name
from hotline.service import hotline
from hotline.taxonomies import Wording
from hotline.words.written import written_day


def shown(here: Here) -> Response:
    """The entries looked for, newest first; all that is in the address can be sent to others."""
    with hotline().database.reading() as session:
        accounts = {account.id: account.name for account, _ in accounts_of(session, here.line.id)}
        looked_for = asked(here, {*accounts})
        found: list[Told] = []
        older: int | None = None
        if not looked_for.problems:
            rows, older = entries(
                session, here.line.id, looked_for.search, before=looked_for.before
            )
            found = told(session, here.line.id, rows, here.language)
    filters = {name: text for name, text in looked_for.written.items() if text}
    return page(
        "journal/page.html",
        here,
        422 if looked_for.problems else 200,
        entries=found,
        days=_by_day(here, found),
        written=looked_for.written,
        problems=looked_for.problems,
        filters=filters,
        older=older,
        is_newest=looked_for.before is None,
        what=_in_order(WHAT, here.language),
        kinds=_in_order(KINDS, here.language),
        accounts=by_name(accounts.items()),
        most=(MOST_IN_CSV, MOST_IN_ODS),
    )


def _by_day(here: Here, found: Sequence[Told]) -> list[tuple[str, list[tuple[str, Told]]]]:
    """Under each day, in the line's time, the time of each entry and the entry."""
    local = [(here.line.document.local_time(entry.at), entry) for entry in found]
    return [
        (
            f"{written_day(day, here.language)} {day.year}",
            [(f"{at:%H:%M:%S}", entry) for at, entry in of_day],
        )
        for day, of_day in groupby(local, key=lambda one: one[0].date())
    ]


def _in_order(codes: Mapping[str, Wording], language: str) -> list[tuple[str, str]]:
    return by_name((code, wording.read_in(language)) for code, wording in codes.items())
