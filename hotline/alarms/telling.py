"""Coordinators are told of an alarm of their line: by text or mail, when it begins and when it
ends."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlalchemy.orm import Session

from hotline.alarms.episodes import BEGAN, ENDED
from hotline.alarms.kinds import Kind
from hotline.alarms.tables import Alarm
from hotline.calls.intents import SendNotice
from hotline.lines.service import line_by_id
from hotline.notices.coordinators import coordinators_to_tell, tell_coordinators, written
from hotline.words import words

_PHRASES = {
    (Kind.TRIAL_FAILED, BEGAN): "trials-failed",
    (Kind.TRIAL_FAILED, ENDED): "trials-answered",
}
"""Of those that whoever coordinates can do something about."""


def tell_of_alarm(
    session: Session, alarm: Alarm, now: datetime, new_id: Callable[[], str]
) -> list[SendNotice]:
    """Plans the word of this episode for whoever coordinates now, once each; nothing for a kind
    that only the machines' keepers can do something about."""
    line = line_by_id(session, alarm.line_id) if alarm.line_id else None
    phrase = _PHRASES.get((Kind(alarm.kind), alarm.word))
    if line is None or phrase is None:
        return []
    at = line.document.local_time(alarm.ended_at or alarm.since)
    return tell_coordinators(
        session,
        line,
        people=coordinators_to_tell(session, line.id, now),
        channels=written(line.document.line.alerts),
        topic=f"alarm:{alarm.id}:{alarm.word}",
        say=lambda _channel, language: words(
            phrase, language, line=line.document.line.name, time=f"{at:%H:%M}"
        ),
        now=now,
        new_id=new_id,
    )
