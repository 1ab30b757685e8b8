"""The calendar behind a key: a person's duties and appointments, or a team's with its open ones."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta

from sqlalchemy.orm import Session

from hotline.appointments.finding import of_person
from hotline.appointments.tables import Appointment
from hotline.calendars.tables import CalendarKey
from hotline.calendars.writing import Entry, State, written_calendar
from hotline.lines.service import LoadedLine, line_by_id, version_of
from hotline.people.service import people_by_ids
from hotline.rosters.service import planned_of
from hotline.rosters.teams import team_name, team_names
from hotline.taxonomies import Wording
from schedules.duty import ByShift, Duty
from schedules.planned import Planned

BEFORE = timedelta(days=92)
AFTER = timedelta(days=366)
_ANY = datetime(1970, 1, 1)  # noqa: DTZ001 - a local start, as duties have; the same for all

_MINE = Wording("Mes permanences – {line}", "My duties – {line}")
_OURS = Wording("{team} – {line}", "{team} – {line}")
_DUTY = Wording("Permanence – {team} ({role})", "On duty – {team} ({role})")
_DONE_BY = Wording("{team} : {person} ({role})", "{team}: {person} ({role})")
"""Read back from a calendar, it names the person."""
_APPOINTMENT = Wording("Rendez-vous", "Appointment")
_OPEN = Wording("À reprendre – {team} ({role})", "To be taken over – {team} ({role})")


def tag_of(session: Session, key: CalendarKey, now: datetime) -> str:
    """Changes whenever the calendar may read differently: with the line, with the appointments in
    it, and every day."""
    version = version_of(session, key.line_id)
    meetings = [(row.id, row.moves) for row in _appointments(session, key)]
    state = f"{key.token_hash} {version} {now.astimezone(UTC):%Y-%m-%d} {meetings}"
    return hashlib.sha256(state.encode()).hexdigest()[:32]


def calendar_of(session: Session, key: CalendarKey, now: datetime) -> bytes:
    """The duties of the last three months and of the next year, in the key's language."""
    line = line_by_id(session, key.line_id)
    assert line is not None  # a foreign key holds it
    today = datetime.combine(now.astimezone(UTC).date(), time.min, UTC)
    planned = planned_of(session, line.id, today - BEFORE, today + AFTER)
    entries = _entries(session, line, key, planned)
    version = version_of(session, line.id)
    changed_at = version.roster_changed_at or version.loaded_at
    state = State(line.document.line.slug, version.roster_number, changed_at)
    return written_calendar(_name(session, line, key), entries, state)


def _name(session: Session, line: LoadedLine, key: CalendarKey) -> str:
    name = line.document.line.name
    if key.team is None:
        return _MINE.read_in(key.language).format(line=name)
    team = team_name(session, line.id, key.team, key.language)
    return _OURS.read_in(key.language).format(team=team, line=name)


def _entries(session: Session, line: LoadedLine, key: CalendarKey, planned: Planned) -> list[Entry]:
    title = (_DUTY if key.team is None else _DONE_BY).read_in(key.language)
    duties = [
        duty
        for duty in planned.duties
        if (duty.person == str(key.person_id) if key.team is None else duty.team == key.team)
    ]
    left_open = [duty for duty in planned.open_duties if duty.team == key.team]
    people = people_by_ids(session, {int(duty.person) for duty in duties})
    teams = {
        slug: words.read_in(key.language) for slug, words in team_names(session, line.id).items()
    }
    done = (
        Entry(
            duty,
            title.format(
                team=teams[duty.team], role=duty.role, person=people[int(duty.person)].name
            ),
        )
        for duty in duties
    )
    to_do = (
        Entry(duty, _OPEN.read_in(key.language).format(team=teams[duty.team], role=duty.role))
        for duty in left_open
    )
    meetings = (
        Entry(_as_duty(row), _APPOINTMENT.read_in(key.language), moves=row.moves)
        for row in _appointments(session, key)
    )
    return [*done, *to_do, *meetings]


def _appointments(session: Session, key: CalendarKey) -> Sequence[Appointment]:
    """Those of the person whose calendar it is; a team's has none."""
    if key.person_id is None:
        return ()
    return of_person(session, key.line_id, key.person_id)


def _as_duty(row: Appointment) -> Duty:
    """It stays one event however often it is moved. Its place and way are not in the calendar:
    others look at it."""
    return Duty(
        source=f"appointment {row.id}",
        local_start=_ANY,
        team="",
        role="",
        person=str(row.person_id),
        start=row.starts_at,
        end=row.ends_at,
        why=ByShift(),
    )
