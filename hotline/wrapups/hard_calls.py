"""After a hard call: a talk to be offered to the responder, and a pause once the backup is on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from hotline.calls.intents import SendNotice
from hotline.lines.service import LoadedLine, line_by_id
from hotline.notices.coordinators import coordinators_to_tell, tell_coordinators, written
from hotline.people.service import own_line_of, people_by_ids
from hotline.rosters.pauses import Cause, pause, people_to_ring
from hotline.rosters.tables import Team
from hotline.words import words
from hotline.wrapups.debriefs import note_debrief
from hotline.wrapups.tables import WrapUp

HARD = 4
"""From this severity on: suicidal thoughts, danger to life."""

PAUSE = timedelta(minutes=30)

OFFERED = timedelta(hours=1)
"""How long after the note its page still gives a pause."""


def is_hard(severity: int | None) -> bool:
    """Whether a call of this severity asks for a debrief and a pause."""
    return severity is not None and severity >= HARD


def note_hard_call(
    session: Session,
    wrap_up: WrapUp,
    severity: int | None,
    now: datetime,
    new_id: Callable[[], str],
) -> list[SendNotice]:
    """Notes that this responder is to be offered a talk, and tells the coordinators: a name, and
    nothing of the call. Nothing for another call, or when it was told today."""
    if not is_hard(severity):
        return []
    line = _line(session, wrap_up)
    today = now.astimezone(ZoneInfo(line.document.line.time_zone)).date()
    if not note_debrief(session, wrap_up.person_id, today):
        return []
    identity = line.document.line
    name = people_by_ids(session, [wrap_up.person_id])[wrap_up.person_id].name
    return tell_coordinators(
        session,
        line,
        people=coordinators_to_tell(session, line.id, now, but=wrap_up.person_id),
        channels=written(identity.alerts),
        topic=f"hard-call:{wrap_up.id}",
        say=lambda _, language: words("hard-call-text", language, line=identity.name, name=name),
        now=now,
        new_id=new_id,
    )


def pause_offered(session: Session, wrap_up: WrapUp, now: datetime) -> bool:
    """Whether somebody else answers meanwhile, in each team in which this person is on duty now.
    Never for somebody who is not rung anyway."""
    duties = people_to_ring(session, _line(session, wrap_up).id, now)
    mine = {duty.team for duty in duties if duty.person_id == wrap_up.person_id}
    others = {duty.team for duty in duties if duty.person_id != wrap_up.person_id}
    return bool(mine) and mine <= others


def take_pause(session: Session, wrap_up: WrapUp, now: datetime) -> datetime | None:
    """Half an hour without calls; its end, in the line's zone. None when there is nobody else by
    now, or when it is not offered (any more)."""
    line = _line(session, wrap_up)
    # Two of one team who ask at the same instant: the second sees the first one's pause.
    session.execute(select(Team.id).where(Team.line_id == line.id).with_for_update())
    noted = wrap_up.done_at is not None and now < wrap_up.done_at + OFFERED
    if not (noted and is_hard(wrap_up.severity) and pause_offered(session, wrap_up, now)):
        return None
    until = now + PAUSE
    pause(session, wrap_up.person_id, since=now, until=until, cause=Cause.HARD_CALL)
    return until.astimezone(ZoneInfo(line.document.line.time_zone))


def _line(session: Session, wrap_up: WrapUp) -> LoadedLine:
    # The responder's own, whose coordinators know them: it may be another line's call.
    line = line_by_id(session, own_line_of(session, wrap_up.person_id))
    assert line is not None  # a foreign key holds it
    return line
