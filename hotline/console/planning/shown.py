"""The planning itself: a timeline to drag on, and the same as a table for every other way."""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from flask import Response

from hotline.accounts.rights import Right
from hotline.console.answering import page
from hotline.console.here import Here
from hotline.console.planning.period import Period, period_of, teams_seen
from hotline.people.names import by_name
from hotline.planning.sheet import Entry, Mark, Sheet, sheet
from hotline.rosters.teams import team_names
from hotline.service import hotline
from hotline.taxonomies import Wording, wording_in
from hotline.words.written import written_day

MARKS = {
    Mark.DUTY: Wording("de permanence", "on duty"),
    Mark.OVERRIDE: Wording("décidé", "decided"),
    Mark.SWAP: Wording("échangé", "swapped"),
    Mark.OPEN: Wording("absence, à pourvoir", "absence, open"),
    Mark.GAP: Wording("trou", "gap"),
    Mark.THIN: Wording("couverture mince", "thin cover"),
}


def shown(here: Here) -> Response:
    """The week or month that the address asks for."""
    period = period_of(here)
    zone = ZoneInfo(here.line.document.line.time_zone)
    start, end = period.instants(zone)
    with hotline().database.reading() as session:
        teams = teams_seen(here, period.team)
        found = sheet(session, here.line, start, end, here.language, teams=teams)
        names = team_names(session, here.line.id)
    own = here.teams(Right.ROSTER_SEE)
    several = len({place.team for place in found.places}) > 1
    return page(
        "planning/page.html",
        here,
        period=period,
        sheet=found,
        by_day=_by_day(found, period, changed_only=period.view == "month" and several),
        changed_only=period.view == "month" and several,
        day_name=lambda day: written_day(day, here.language),
        marks=MARKS,
        names={place.key: place.name for place in found.places},
        teams=dict(
            by_name(
                (slug, words.read_in(here.language))
                for slug, words in names.items()
                if slug in found.zones and (own is None or slug in own)
            )
        ),
        timeline=json.dumps(_timeline(here, found), ensure_ascii=False),
        now=here.line.document.local_time(here.now),
    )


def _by_day(found: Sheet, period: Period, *, changed_only: bool) -> dict[date, list[Entry]]:
    """Entries under the day they begin on; what begins on another day where its team lives, under
    the first or the last."""
    days: defaultdict[date, list[Entry]] = defaultdict(list)
    for entry in found.entries:
        if not changed_only or entry.mark is not Mark.DUTY:
            days[period.nearest(entry.starts.date())].append(entry)
    return days


def _timeline(here: Here, found: Sheet) -> dict[str, Any]:
    """What the timeline is drawn from; times as clocks of the team show them."""
    t = wording_in(here.language)
    return {
        "resources": [{"id": place.key, "title": place.name} for place in found.places],
        "events": [
            {
                "id": str(number),
                "resourceId": f"{entry.team} {entry.role}",
                "start": f"{entry.starts:%Y-%m-%dT%H:%M}",
                "end": f"{entry.ends:%Y-%m-%dT%H:%M}",
                "title": entry.name or t(MARKS[entry.mark]),
                "classNames": [f"mark-{entry.mark}"],
                "editable": entry.mark in {Mark.DUTY, Mark.OVERRIDE, Mark.SWAP}
                and here.may(Right.ROSTER_CHANGE, entry.team),
                "extendedProps": {"person": entry.person, "mark": entry.mark},
            }
            for number, entry in enumerate(found.entries)
            if entry.mark is not Mark.THIN
        ],
    }
