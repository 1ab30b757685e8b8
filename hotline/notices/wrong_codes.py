"""Telling the coordinator that somebody keys in wrong codes, and that responders wait for it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from hotline.calls.intents import SendNotice
from hotline.lines.service import line_by_id
from hotline.notices.coordinators import coordinators_to_tell, tell_coordinators, written
from hotline.notices.service import Channel
from hotline.responders.codes import AN_HOUR, hour_of
from hotline.words import words
from hotline.words.moments import spoken_limit


def tell_of_wrong_codes(
    session: Session, line_id: int, now: datetime, new_id: Callable[[], str]
) -> list[SendNotice]:
    """Once an hour: until when no code is listened to on this line."""
    line = line_by_id(session, line_id)
    assert line is not None  # a foreign key holds it
    identity = line.document.line
    hour = hour_of(now)
    until = (hour + AN_HOUR).astimezone(ZoneInfo(identity.time_zone))

    def say(_channel: Channel, language: str) -> str:
        time = spoken_limit(until, now, language)
        return words("wrong-codes-text", language, line=identity.name, time=time)

    return tell_coordinators(
        session,
        line,
        people=coordinators_to_tell(session, line_id, now),
        channels=written(identity.alerts),
        topic=f"wrong-codes:{line_id}:{hour:%Y%m%d%H}",
        say=say,
        now=now,
        new_id=new_id,
    )
