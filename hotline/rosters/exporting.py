"""Duties to be given away, in a form that an import reads back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from hotline.calendars.writing import Entry, State, written_calendar
from hotline.lines.service import LoadedLine, version_of
from hotline.people.names import Named, names_of
from hotline.people.service import people_by_ids
from hotline.rosters.service import planned_of, roster_of
from hotline.rosters.sheets.columns import TITLES, Column
from hotline.sheets import Sheet
from hotline.taxonomies import Wording
from schedules.duty import Duty
from schedules.local_time import reading

_NAME = Wording("Permanences", "Duties")
_COLUMNS = (Column.TEAM, Column.ROLE, Column.PERSON, Column.START, Column.END)


@dataclass(frozen=True, slots=True)
class Exported:
    """A line's duties in some period, with what it takes to write them. No telephone."""

    duties: tuple[Duty, ...]
    left_open: int
    """Open duties, which name nobody and so are not among them."""
    people: Mapping[str, str]
    """How each is written: by name, or by slug where the name would not be enough."""
    zones: Mapping[str, ZoneInfo]
    state: State


def exported(
    session: Session, line: LoadedLine, start: datetime, end: datetime, team: str | None
) -> Exported:
    """The duties that overlap the time between two aware instants; of one team, where given."""
    planned = planned_of(session, line.id, start, end)
    duties = tuple(duty for duty in planned.duties if team in {None, duty.team})
    names = names_of(session, line.id)
    people = people_by_ids(session, {int(duty.person) for duty in duties})

    def label(person: int) -> str:
        found = names.find(people[person].name)
        sure = isinstance(found, Named) and found.id == person
        return people[person].name if sure else people[person].slug

    version = version_of(session, line.id)
    changed_at = version.roster_changed_at or version.loaded_at
    return Exported(
        duties,
        sum(team in {None, duty.team} for duty in planned.open_duties),
        {str(person): label(person) for person in people},
        roster_of(session, line.id).zones,
        State(line.document.line.slug, version.roster_number, changed_at),
    )


def as_sheet(found: Exported, language: str) -> Sheet:
    """Team, role, person, start and end of each, in the local time of its team."""
    return Sheet(
        _NAME.read_in(language),
        tuple(TITLES[column].read_in(language) for column in _COLUMNS),
        [
            (
                duty.team,
                duty.role,
                found.people[duty.person],
                reading(duty.start, found.zones[duty.team]),
                reading(duty.end, found.zones[duty.team]),
            )
            for duty in found.duties
        ],
    )


def as_calendar(found: Exported) -> bytes:
    """An event for each, called by the person's name."""
    entries = [
        Entry(duty, found.people[duty.person], f"{duty.team}, {duty.role}") for duty in found.duties
    ]
    return written_calendar(found.state.line, entries, found.state)
