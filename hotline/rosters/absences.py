"""Absences: who is away, from when until when; shortened when they come back for a duty, and begun
for good when they leave the line."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from hotline.rosters.tables import Decision, RosterChange
from schedules.local_time import instant, reading

FOR_GOOD = datetime(2999, 12, 31)  # noqa: DTZ001 - a local time, as all of a decision's
"""When the absence of somebody who left the line ends."""


def shorten(
    session: Session, change: RosterChange, person_id: int, start: datetime, end: datetime
) -> None:
    """This person is not away between two aware instants, in this change: what is left of their
    absences before and after stays where it was among the decisions."""
    for absence in absences_of(session, change.line_id, person_id):
        zone = ZoneInfo(absence.zone)
        if instant(absence.starts, zone) >= end or instant(absence.ends, zone) <= start:
            continue
        absence.closed_in = change.id
        for starts, ends in (
            (absence.starts, reading(start, zone)),
            (reading(end, zone), absence.ends),
        ):
            if starts < ends:
                session.add(_again(absence, change, starts, ends))
    session.flush()


def leave(session: Session, change: RosterChange, people: Sequence[int], zone: ZoneInfo) -> None:
    """These people have left the line: what is still theirs is open from now on."""
    last = max(session.scalars(select(Decision.place).filter_by(line_id=change.line_id)), default=0)
    session.add_all(
        Decision(
            line_id=change.line_id,
            place=place,
            opened_in=change.id,
            kind="absence",
            person_id=person,
            zone=zone.key,
            starts=reading(change.made_at, zone),
            ends=FOR_GOOD,
        )
        for place, person in enumerate(people, start=last + 1)
    )
    session.flush()


def come_back(session: Session, change: RosterChange, people: Sequence[int]) -> None:
    """These people are on the line again: their leaving is over."""
    for person in people:
        for absence in absences_of(session, change.line_id, person):
            if absence.ends == FOR_GOOD:
                absence.closed_in = change.id
    session.flush()


def absences_of(session: Session, line_id: int, person_id: int) -> Sequence[Decision]:
    """The absences of a person that stand, in the order they act."""
    return session.scalars(
        select(Decision)
        .filter_by(line_id=line_id, kind="absence", person_id=person_id, closed_in=None)
        .order_by(Decision.place, Decision.id)
    ).all()


def _again(absence: Decision, change: RosterChange, starts: datetime, ends: datetime) -> Decision:
    return Decision(
        line_id=absence.line_id,
        place=absence.place,
        opened_in=change.id,
        kind="absence",
        person_id=absence.person_id,
        zone=absence.zone,
        starts=starts,
        ends=ends,
    )
