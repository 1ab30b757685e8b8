"""Their own month: hours of duty, minutes with callers, and what they come to."""

from __future__ import annotations

from datetime import date

from flask import Response, request

from hotline.console.answering import page
from hotline.console.given import day
from hotline.console.here import Here
from hotline.console.own.mine import me
from hotline.people.service import people_by_ids
from hotline.rosters.ledger import ledger_of
from hotline.service import hotline
from hotline.words.moments import month_name
from hotline.words.written import written_number


def hours(here: Here) -> Response:
    """Of the month in the address; of the present one without any. Nobody else's."""
    today = here.line.document.local_time(here.now).date()
    month = day(f"{request.args.get('mois', '')}-01") or today.replace(day=1)
    with hotline().database.reading() as session:
        slug = people_by_ids(session, [me(here)])[me(here)].slug
        kept = ledger_of(session, here.line, month, here.now)
    entry = next((one for one in kept.entries if one.contract.slug == slug), None)
    return page(
        "own/hours.html",
        here,
        entry=entry,
        over=kept.over,
        month=month,
        name=f"{month_name(month.month, here.language)} {month.year}",
        before=_shifted(month, -1),
        after=_shifted(month, 1),
        number=written_number,
    )


def _shifted(month: date, by: int) -> str:
    number = month.year * 12 + month.month - 1 + by
    return f"{number // 12}-{number % 12 + 1:02}"
