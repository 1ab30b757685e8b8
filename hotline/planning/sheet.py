"""A week or a month of a roster, as a page shows it: who is on, and what is missing."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from hotline.accounts.teams import people_of
from hotline.lines.service import LoadedLine
from hotline.people.service import people_by_ids
from hotline.rosters.coverage import requirements_of
from hotline.rosters.public_holidays import public_holidays
from hotline.rosters.service import roster_of
from hotline.rosters.teams import team_names
from hotline.rosters.why import decisions_behind
from hotline.words.duties import role_words
from schedules.coverage import coverage
from schedules.decisions import Absence
from schedules.duty import Duty
from schedules.finding import Kind
from schedules.planned import Stretch, planned


class Mark(StrEnum):
    """What an entry is, and how it is coloured."""

    DUTY = "duty"
    OVERRIDE = "override"
    """Somebody decided so, on top of the rotations."""
    SWAP = "swap"
    """It passed from one person to another."""
    OPEN = "absence"
    """An absence has left it, and nobody does it."""
    GAP = "gap"
    """Fewer people than required."""
    THIN = "thin"
    """As many as required, and fewer than wished."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One stretch. Times are local, in the team's zone; `person` is who does it or has left it."""

    mark: Mark
    team: str
    role: str
    person: int | None
    name: str
    starts: datetime
    ends: datetime


@dataclass(frozen=True, slots=True)
class Place:
    """A role in a team, in words."""

    team: str
    role: str
    name: str

    @property
    def key(self) -> str:
        """How forms and addresses name it."""
        return f"{self.team} {self.role}"


@dataclass(frozen=True, slots=True)
class Away:
    """Somebody's absence, without its cause; local times of the line."""

    name: str
    starts: datetime
    ends: datetime


@dataclass(frozen=True, slots=True)
class Sheet:
    """All of it, in the order of time."""

    places: tuple[Place, ...]
    entries: tuple[Entry, ...]
    away: tuple[Away, ...]
    holidays: frozenset[date]
    zones: Mapping[str, ZoneInfo]


def sheet(
    session: Session,
    line: LoadedLine,
    start: datetime,
    end: datetime,
    language: str,
    *,
    teams: Collection[str] | None = None,
) -> Sheet:
    """The roster between two aware instants, clipped to them; of these teams only, where they are
    given. The number of statements does not depend on how much there is."""
    stored = roster_of(session, line.id)
    plan = planned(stored.roster, start, end)
    needs = requirements_of(line, stored.zones)

    def wanted(team: str) -> bool:
        return teams is None or team in teams

    there: tuple[Stretch, ...] = (*plan.duties, *plan.open_duties)
    stretches = [one for one in there if wanted(one.team)]
    behind = decisions_behind(session, line.id, stretches)
    names = behind.names
    entries = []
    for one in stretches:
        zone = stored.zones[one.team]
        person = int(one.person if isinstance(one, Duty) else one.left_by)
        kinds = {behind.by_key[key][1].kind for key in one.decisions if key in behind.by_key}
        mark = Mark.OVERRIDE if kinds else Mark.DUTY
        if kinds & {"swap", "takeover"}:
            mark = Mark.SWAP
        if not isinstance(one, Duty):
            mark = Mark.OPEN
        starts = max(one.start, start).astimezone(zone)
        ends = min(one.end, end).astimezone(zone)
        entries.append(Entry(mark, one.team, one.role, person, names[person], starts, ends))
    for found in coverage(stored.roster, needs, start, end).findings:
        if found.kind in {Kind.GAP, Kind.THIN} and wanted(found.team):
            zone = stored.zones[found.team]
            mark = Mark.GAP if found.kind is Kind.GAP else Mark.THIN
            times = found.start.astimezone(zone), found.end.astimezone(zone)
            entries.append(Entry(mark, found.team, found.role, None, "", *times))
    places = {(need.team, need.role) for need in needs} | {(s.team, s.role) for s in stretches}
    years = range(start.year - 1, end.year + 2)
    return Sheet(
        places=_places(session, line, {p for p in places if wanted(p[0])}, language),
        entries=tuple(sorted(entries, key=lambda entry: (entry.starts, entry.team, entry.role))),
        away=tuple(_away(session, line, start, end, teams)),
        holidays=public_holidays(line.document.line.holidays, years)
        | frozenset(line.document.line.more_holidays),
        zones=stored.zones,
    )


def _places(
    session: Session, line: LoadedLine, places: Collection[tuple[str, str]], language: str
) -> tuple[Place, ...]:
    order = {team: nth for nth, team in enumerate(roster_of(session, line.id).kinds)}
    names = team_names(session, line.id)
    return tuple(
        Place(team, role, f"{names[team].read_in(language)}, {role_words(role, language)}")
        for team, role in sorted(places, key=lambda p: (order[p[0]], p[1] != "first", p[1]))
    )


def _away(
    session: Session,
    line: LoadedLine,
    start: datetime,
    end: datetime,
    teams: Collection[str] | None,
) -> list[Away]:
    stored = roster_of(session, line.id)
    absences = [
        decision
        for decision in stored.roster.decisions
        if isinstance(decision, Absence) and decision.start < min(decision.end, end)
        if decision.end > start
    ]
    people = people_by_ids(session, {int(absence.person) for absence in absences})
    there = None if teams is None else people_of(session, line.id, teams, start)
    return [
        Away(
            people[int(absence.person)].name,
            absence.start.astimezone(stored.zone),
            min(absence.end, end).astimezone(stored.zone),
        )
        for absence in absences
        if (there is None or int(absence.person) in there) and people[int(absence.person)].active
    ]
