"""A month of a team on one sheet of A4, to hang on a wall."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from flask import Response, abort, request

from hotline.console.answering import page
from hotline.console.here import Here
from hotline.console.planning.period import Period, period_of
from hotline.planning.sheet import Entry, sheet
from hotline.rosters.teams import team_name
from hotline.service import hotline
from hotline.words.moments import month_name
from hotline.words.written import written_day


def _days(entry: Entry, period: Period) -> list[date]:
    """The days of the period on which it is on: a duty of a week stands on each of them."""
    first = period.nearest(entry.starts.date())
    # What ends in the night, or early in the morning, belongs to the day before.
    last = period.nearest((entry.ends - timedelta(hours=12)).date())
    return [first + timedelta(days=n) for n in range(max(0, (last - first).days) + 1)]


def printed(here: Here) -> Response:
    """Days down, roles across; a gap is written out, so that black and white will do."""
    if not request.args.get("team"):
        abort(404)
    period = period_of(here)
    assert period.team is not None  # asked for just before
    start, end = period.instants(ZoneInfo(here.line.document.line.time_zone))
    with hotline().database.reading() as session:
        found = sheet(session, here.line, start, end, here.language, teams={period.team})
        name = team_name(session, here.line.id, period.team, here.language)
    cells: defaultdict[tuple[date, str], list[Entry]] = defaultdict(list)
    for entry in found.entries:
        for day in _days(entry, period):
            cells[day, entry.role].append(entry)
    month = f"{month_name(period.first.month, here.language)} {period.first.year}"
    return page(
        "planning/print.html",
        here,
        team=name,
        month=month,
        period=period,
        places=found.places,
        cells=cells,
        holidays=found.holidays,
        day_name=lambda day: written_day(day, here.language),
    )
