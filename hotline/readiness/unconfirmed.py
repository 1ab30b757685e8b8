"""Nobody confirmed the start of a duty: the others of the team hear it, and the coordinators."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from hotline.calls.intents import SendNotice
from hotline.lines.service import line_by_id
from hotline.notices.alerts import UNCONFIRMED
from hotline.notices.coordinators import coordinators_to_tell, tell_coordinators
from hotline.notices.service import Channel
from hotline.people.service import people_by_ids
from hotline.readiness.tables import StartCheck
from hotline.rosters.pauses import people_to_ring
from hotline.rosters.service import roster_of
from hotline.rosters.teams import team_name
from hotline.words import words


def tell_of_unconfirmed(
    session: Session, check: StartCheck, now: datetime, new_id: Callable[[], str]
) -> Sequence[SendNotice]:
    """Tells who is on in the same team and not in a pause, and the coordinators, in the ways in
    which the line is told of unanswered calls; by text where it wants to hear of none, since it did
    ask for this check."""
    line = line_by_id(session, check.line_id)
    assert line is not None  # a foreign key holds it
    name = people_by_ids(session, [check.person_id])[check.person_id].name
    zone = roster_of(session, check.line_id).zones[check.team]
    time = f"{check.starts_at.astimezone(zone):%H:%M}"
    coordinators = coordinators_to_tell(session, line.id, now, but=check.person_id)
    others = {
        duty.person_id for duty in people_to_ring(session, line.id, now) if duty.team == check.team
    }

    def say(channel: Channel, language: str) -> str:
        if channel is Channel.CALL:
            return f"{time} {UNCONFIRMED} {name}"
        team = team_name(session, line.id, check.team, language)
        identity = line.document.line.name
        return words("unconfirmed-text", language, line=identity, name=name, time=time, team=team)

    return tell_coordinators(
        session,
        line,
        people=sorted({*coordinators, *others} - {check.person_id}),
        channels=[Channel(way) for way in line.document.line.alerts] or [Channel.TEXT],
        topic=f"unconfirmed:{check.id}",
        say=say,
        now=now,
        new_id=new_id,
    )
