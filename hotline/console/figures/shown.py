"""The figures of some days, as `hotline statistics show` tells them."""

from __future__ import annotations

from functools import partial

from flask import Response

from hotline.cases.figures import case_counts
from hotline.cases.report import case_report
from hotline.console.answering import page
from hotline.console.figures.asked import BESIDE, asked_for
from hotline.console.here import Here
from hotline.service import hotline
from hotline.statistics import naming
from hotline.statistics.filtering import filters_of
from hotline.statistics.formats import SUMMARY
from hotline.statistics.report import report


def shown(here: Here) -> Response:
    """Of the days in the address, beside others where it asks; nothing where it cannot be read."""
    today = here.line.document.local_time(here.now).date()
    asked = asked_for(here.line.document, today)
    found = cases = None
    if asked.period and not asked.wrong:
        with hotline().database.reading() as session:
            found = report(
                session,
                here.line,
                asked.period,
                here.language,
                filters=asked.filters,
                against=asked.against,
            )
            days = (asked.period.first, asked.period.last)
            cases = case_counts(session, here.line, *days, now=here.now)
    periods = [period for period in (asked.period, asked.against) if period]
    return page(
        "figures/page.html",
        here,
        422 if asked.wrong else 200,
        asked=asked,
        report=found,
        cases=case_report(cases, here.language) if cases and not asked.filters else None,
        beside=BESIDE,
        filters=filters_of(here.line.document),
        summary=SUMMARY,
        naming=naming,
        number=partial(naming.number, language=here.language),
        days=partial(naming.period_in_words, language=here.language),
        invented=hotline().settings.hotline_demo
        and any(period.first.year < today.year for period in periods),
    )
