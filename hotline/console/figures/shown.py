"""The figures of some days, as `hotline statistics show` tells them."""

from __future__ import annotations

from datetime import date

from flask import Response, request

from hotline.cases.figures import case_counts
from hotline.cases.report import case_report
from hotline.console.answering import page
from hotline.console.here import Here
from hotline.service import hotline
from hotline.statistics.figures import figures
from hotline.statistics.report import report
from hotline.taxonomies import Wording

_WRONG = Wording(
    "Ces jours ne vont pas : le premier doit venir avant le dernier. Voici l'année en cours.",
    "Those days do not fit: the first must come before the last. This is the present year.",
)


def shown(here: Here) -> Response:
    """Of the days in the address; of this year, without any."""
    today = here.line.document.local_time(here.now).date()
    first, last = _day("du", today.replace(month=1, day=1)), _day("au", today)
    wrong = first is None or last is None or first > last
    if first is None or last is None or first > last:
        first, last = today.replace(month=1, day=1), today
    with hotline().database.reading() as session:
        found = report(
            here.line, first, last, figures(session, here.line, first, last), here.language
        )
        counts = case_counts(session, here.line, first, last, now=here.now)
    return page(
        "figures/page.html",
        here,
        422 if wrong else 200,
        report=found,
        cases=case_report(counts, here.language) if counts else None,
        wrong=_WRONG if wrong else None,
    )


def _day(name: str, usual: date) -> date | None:
    text = request.args.get(name, "")
    try:
        return date.fromisoformat(text) if text else usual
    except ValueError:
        return None
