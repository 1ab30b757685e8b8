"""A responder on duty asks not to be rung any more: the backup is, and the coordinator knows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlalchemy.orm import Session

from hotline.calls.accepting import refuse
from hotline.calls.intents import SendNotice
from hotline.calls.tables import Call, Leg
from hotline.lines.service import line_by_id
from hotline.notices.coordinators import coordinators_to_tell, tell_coordinators, written
from hotline.notices.service import Channel
from hotline.people.service import own_line_of, people_by_ids
from hotline.rosters.pauses import Cause, pause
from hotline.words import words
from hotline.words.moments import spoken_limit


def no_more_calls(
    session: Session, leg: Leg, until: datetime, now: datetime, new_id: Callable[[], str]
) -> tuple[Call | None, list[SendNotice]]:
    """Refuses this call and, until then, all others. Returns the call, for the next person to be
    rung at once, and what the coordinators of their own line are told."""
    call = refuse(session, leg.id)
    if call is None or not pause(
        session, leg.person_id, since=now, until=until, cause=Cause.NOT_TONIGHT
    ):
        return call, []
    line = line_by_id(session, own_line_of(session, leg.person_id))
    assert line is not None  # a foreign key holds it
    identity = line.document.line
    name = people_by_ids(session, [leg.person_id])[leg.person_id].name

    def say(_channel: Channel, language: str) -> str:
        time = spoken_limit(until, now, language)
        return words("not-tonight-text", language, line=identity.name, name=name, time=time)

    return call, tell_coordinators(
        session,
        line,
        people=coordinators_to_tell(session, line.id, now, but=leg.person_id),
        channels=written(identity.alerts),
        topic=f"not-tonight:{leg.id}",
        say=say,
        now=now,
        new_id=new_id,
    )
