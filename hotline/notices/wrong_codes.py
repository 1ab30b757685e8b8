"""Telling the coordinator that somebody tries wrong codes, and who waits for it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from hotline.calls.intents import SendNotice
from hotline.guesses.counting import AN_HOUR, Opens, hour_of
from hotline.lines.service import line_by_id
from hotline.notices.coordinators import coordinators_to_tell, tell_coordinators, written
from hotline.notices.service import Channel
from hotline.words import words
from hotline.words.moments import spoken_limit

_TEXTS = {Opens.OWN_MENU: "wrong-codes-text", Opens.FOLLOW_UP: "wrong-follow-ups-text"}


def tell_of_wrong_codes(
    session: Session, line_id: int, kind: Opens, now: datetime, new_id: Callable[[], str]
) -> list[SendNotice]:
    """Once an hour: until when no code of this kind is looked at on this line."""
    line = line_by_id(session, line_id)
    assert line is not None  # a foreign key holds it
    identity = line.document.line
    hour = hour_of(now)
    until = (hour + AN_HOUR).astimezone(ZoneInfo(identity.time_zone))

    def say(_channel: Channel, language: str) -> str:
        time = spoken_limit(until, now, language)
        return words(_TEXTS[kind], language, line=identity.name, time=time)

    return tell_coordinators(
        session,
        line,
        people=coordinators_to_tell(session, line_id, now),
        channels=written(identity.alerts),
        topic=f"{_TEXTS[kind]}:{line_id}:{hour:%Y%m%d%H}",
        say=say,
        now=now,
        new_id=new_id,
    )
