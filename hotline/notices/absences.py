"""Telling the coordinator that somebody cannot do a duty."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy.orm import Session

from hotline.calls.intents import SendNotice
from hotline.lines.service import LoadedLine
from hotline.notices.alerts import ABSENT
from hotline.notices.coordinators import coordinators_to_tell, tell_coordinators
from hotline.notices.service import Channel
from hotline.people.service import Responder
from hotline.rosters.own_duties import as_told
from hotline.rosters.service import roster_of
from hotline.rosters.tables import RosterChange
from hotline.words import words
from schedules.duty import Duty


def tell_of_absence(
    session: Session,
    line: LoadedLine,
    person: Responder,
    duty: Duty,
    *,
    change: RosterChange,
    new_id: Callable[[], str],
) -> list[SendNotice]:
    """Who, which duty, and never why, once a change: in the ways in which the line is told of
    unanswered calls; by text where it wants to hear of none, since a duty is without anybody."""
    now = change.made_at
    zone = roster_of(session, line.id).zones[duty.team]
    begins = max(duty.start, now).astimezone(zone)

    def say(channel: Channel, language: str) -> str:
        if channel is Channel.CALL:
            return f"{begins:%H:%M} {ABSENT} {person.name}"
        told = as_told(session, line.id, duty, language).told(now, language)
        name = line.document.line.name
        return words("absence-text", language, line=name, name=person.name, duty=told)

    return tell_coordinators(
        session,
        line,
        people=coordinators_to_tell(session, line.id, now, but=person.id),
        channels=[Channel(way) for way in line.document.line.alerts] or [Channel.TEXT],
        topic=f"absence:{change.id}",
        say=say,
        now=now,
        new_id=new_id,
    )
