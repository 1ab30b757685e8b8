"""Once a week, by day: what of people's qualifications and of the directory is to be renewed."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from hotline.calls.intents import SendNotice
from hotline.jobs.each import each_line, tell_each
from hotline.jobs.gaps import HOURS
from hotline.lines.service import LoadedLine
from hotline.notices.coordinators import coordinators_to_tell, tell_coordinators, written
from hotline.people.tables import Person
from hotline.service import Hotline
from hotline.staff.qualifications import ends_soon, qualifications_of
from hotline.structures.service import Wanted, structures
from hotline.words import words


def tell_of_renewals(service: Hotline) -> None:
    """On every line, each week once, from its Monday on."""
    now = service.now()

    def look(line: LoadedLine) -> None:
        if line.document.local_time(now).hour in HOURS:
            tell_each(service, [line], lambda session, line: _told(session, line, service, now))

    each_line(service, look)


def _told(session: Session, line: LoadedLine, service: Hotline, now: datetime) -> list[SendNotice]:
    today = line.document.local_time(now).date()
    due = len(structures(session, line.id, Wanted(to_check=True), today))
    people = session.scalars(select(Person.id).filter_by(line_id=line.id, active=True)).all()
    ending = sum(
        len(ends_soon(rows, today)) for rows in qualifications_of(session, people).values()
    )
    if not due and not ending:
        return []
    year, week, _ = today.isocalendar()
    return tell_coordinators(
        session,
        line,
        people=coordinators_to_tell(session, line.id, now),
        channels=written(line.document.line.alerts),
        topic=f"renewals:{line.id}:{year}-{week}",
        say=lambda _channel, language: words(
            "renewals-told",
            language,
            line=line.document.line.name,
            structures=str(due),
            qualifications=str(ending),
        ),
        now=now,
        new_id=service.new_id,
    )
