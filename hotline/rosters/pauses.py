"""Pauses: people on duty who are not rung for a while. They stay on the roster."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.orm import Session

from hotline.lines.service import line_by_id
from hotline.people.service import own_line_of
from hotline.people.tables import Person
from hotline.rosters.service import OnDuty, people_on_duty, roster_of
from hotline.rosters.tables import Pause
from hotline.rosters.volunteers import volunteers as available

LONGEST = timedelta(hours=12)
"""Tonight is not the whole week of somebody whose duty lasts that long."""
OFF_DUTY = timedelta(hours=8)
"""How long somebody who has no duty just now (a volunteer, a talk that outlasted a duty) is left in
peace after saying "not tonight"."""

_PAUSED = select(Pause.person_id, Pause.cause).where(
    Pause.since <= bindparam("at"), Pause.until > bindparam("at")
)


class Cause(StrEnum):
    """Why somebody is not rung."""

    NOT_TONIGHT = "not tonight"
    HARD_CALL = "hard call"


@dataclass(frozen=True, slots=True)
class Paused:
    """Somebody who is not rung until then (aware, UTC)."""

    person_id: int
    until: datetime
    cause: Cause


def pauses(session: Session, line_id: int, at: datetime) -> list[Paused]:
    """The pauses of a line's people at that instant, the first to end first."""
    rows = session.scalars(
        select(Pause)
        .join(Person, Person.id == Pause.person_id)
        .where(Person.line_id == line_id, Pause.since <= at, Pause.until > at)
        .order_by(Pause.until, Pause.id)
    )
    return [Paused(row.person_id, row.until, Cause(row.cause)) for row in rows]


def paused(session: Session, at: datetime) -> dict[int, set[Cause]]:
    """People who are in a pause at that instant, of whichever line, by id, and why. One
    statement."""
    rows = session.execute(_PAUSED, {"at": at})
    found: dict[int, set[Cause]] = {}
    for person, cause in rows:
        found.setdefault(person, set()).add(Cause(cause))
    return found


def people_to_ring(
    session: Session, line_id: int, at: datetime, *, volunteers: bool = False
) -> tuple[OnDuty, ...]:
    """Everyone on duty on this line at that instant, then its volunteers when they are asked for;
    but for those in a pause. A pause after a hard call gives way once nobody else of the team is
    left: no caller is without a human for it."""
    resting = paused(session, at)
    on_duty = people_on_duty(session, line_id, at)
    answered_for = {duty.team for duty in on_duty if duty.person_id not in resting}
    others = available(session, line_id, at) if volunteers else ()
    return (
        *(
            duty
            for duty in on_duty
            if (why := resting.get(duty.person_id)) is None
            or (why == {Cause.HARD_CALL} and duty.team not in answered_for)
        ),
        *(duty for duty in others if duty.person_id not in resting),
    )


def end_of_duty(session: Session, person_id: int, at: datetime) -> datetime:
    """When this person's present duty ends on their own line, in the zone of its team; of several,
    the last. Twelve hours from now at the latest."""
    line_id = own_line_of(session, person_id)
    zones = roster_of(session, line_id).zones
    duties = people_on_duty(session, line_id, at)
    mine = [
        min(duty.until, at + LONGEST).astimezone(zones[duty.team])
        for duty in duties
        if duty.person_id == person_id
    ]
    line = line_by_id(session, line_id)
    assert line is not None  # a foreign key holds it
    later = (at + OFF_DUTY).astimezone(ZoneInfo(line.document.line.time_zone))
    return max(mine, default=later)


def pause(
    session: Session, person_id: int, *, since: datetime, until: datetime, cause: Cause
) -> bool:
    """This person is not rung from `since` until `until`. False when they were not to be rung until
    then anyway: the same thing said twice is noted once."""
    longer = select(Pause.id).where(
        Pause.person_id == person_id, Pause.since <= since, Pause.until >= until
    )
    if session.scalar(longer.limit(1)) is not None:
        return False
    session.add(Pause(person_id=person_id, since=since, until=until, cause=cause))
    session.flush()
    return True


def end_pauses(session: Session, person_id: int, now: datetime) -> bool:
    """This person may be rung again from now on. False when they were in no pause."""
    present = select(Pause.id).where(Pause.person_id == person_id, Pause.until > now)
    ended: Sequence[int] = session.scalars(present).all()
    session.execute(
        update(Pause)
        .where(Pause.id.in_(ended))
        .values(until=now)
        .execution_options(synchronize_session=False)
    )
    return bool(ended)


def forget_pauses(session: Session, now: datetime) -> None:
    """Drops the pauses that are over: nothing needs them any more."""
    session.execute(delete(Pause).where(Pause.until <= now))
