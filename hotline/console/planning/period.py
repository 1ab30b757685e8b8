"""Which days of which teams are looked at: all of it is in the address."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from flask import abort, request

from hotline.accounts.rights import Right
from hotline.console.given import day
from hotline.console.here import Here
from hotline.rosters.service import roster_of
from hotline.service import hotline
from schedules.local_time import midnight


@dataclass(frozen=True, slots=True)
class Period:
    """A week from a Monday, or a month from its first; `team` where one alone is looked at."""

    view: str
    first: date
    end: date
    team: str | None

    def instants(self, zone: ZoneInfo) -> tuple[datetime, datetime]:
        """From the first midnight until just before the last, as instants."""
        return midnight(self.first, zone), midnight(self.end, zone)

    @property
    def days(self) -> list[date]:
        """Each of its days."""
        return [self.first + timedelta(days=n) for n in range((self.end - self.first).days)]

    def nearest(self, day: date) -> date:
        """That day, or the one of the period that is nearest to it."""
        return min(max(day, self.first), self.end - timedelta(days=1))

    @property
    def before(self) -> date:
        """A day of the period before."""
        return self.first - timedelta(days=1)


def period_of(here: Here) -> Period:
    """What the address asks for: without anything, this week. An unknown team is not there (404);
    a day that cannot be read is today."""
    view = "month" if request.args.get("view") == "month" else "week"
    asked = day(request.args.get("from", "")) or here.line.document.local_time(here.now).date()
    if view == "month":
        first = asked.replace(day=1)
        end = (first + timedelta(days=32)).replace(day=1)
    else:
        first = asked - timedelta(days=asked.weekday())
        end = first + timedelta(days=7)
    return Period(view, first, end, team_asked_for(here, Right.ROSTER_SEE))


def team_asked_for(here: Here, right: Right) -> str | None:
    """The team in the address, when the line has it and the right is held for it (404 otherwise);
    None when none is there."""
    team = request.values.get("team", "") or None
    if team is None:
        return None
    here.must(right, team)
    with hotline().database.reading() as session:
        if team not in roster_of(session, here.line.id).kinds:
            abort(404)
    return team


def teams_seen(here: Here, team: str | None) -> frozenset[str] | None:
    """The teams to be shown: that one, or all that may be; None for all of the line."""
    return frozenset({team}) if team else here.teams(Right.ROSTER_SEE)
