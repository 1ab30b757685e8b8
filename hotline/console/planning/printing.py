"""A month of a team on one sheet of A4, to hang on a wall."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from zoneinfo import ZoneInfo

from flask import Response, abort, request

from hotline.console.answering import page
from hotline.console.here import Here
from hotline.console.planning.period import period_of
from hotline.planning.sheet import Entry, sheet
from hotline.rosters.teams import team_name
from hotline.service import hotline
from hotline.words.moments import month_name
from hotline.words.written import written_day


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
        cells[entry.starts.date(), entry.role].append(entry)
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
