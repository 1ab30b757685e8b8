"""What coordinators are told of callbacks: never a number, never who asked."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from hotline.callbacks.states import State
from hotline.callbacks.tables import Callback
from hotline.calls.intents import SendNotice
from hotline.lines.service import LoadedLine
from hotline.notices.coordinators import (
    Words,
    coordinators_to_tell,
    tell_coordinators,
    written,
)
from hotline.notices.service import Channel
from hotline.swaps.telling import NewId
from hotline.words import words
from hotline.words.written import written_period
from schedules.local_time import minute, reading


def tell_of_callback(
    session: Session, line: LoadedLine, row: Callback, now: datetime, new_id: NewId
) -> list[SendNotice]:
    """It failed: nobody was reached, or nobody could call. They may give it another window."""
    assert row.starts_at is not None
    assert row.ends_at is not None
    zone = ZoneInfo(line.document.line.time_zone)
    starts, ends = (minute(at, zone) for at in (row.starts_at, row.ends_at))
    phrase = "callback-unreached" if row.state == State.UNREACHED else "callback-missed"

    def say(_channel: Channel, language: str) -> str:
        when = written_period(starts, ends, language)
        name = line.document.line.name
        return words(phrase, language, line=name, number=str(row.id), when=when)

    topic = f"callback:{row.id}:{row.state}:{row.starts_at:%Y%m%d%H%M}"
    return _tell(session, line, topic, say=say, now=now, new_id=new_id)


def tell_of_cost(
    session: Session, line: LoadedLine, count: int, now: datetime, new_id: NewId
) -> list[SendNotice]:
    """Callers were rung back more often today than the line expects: once a day."""
    day = reading(now, ZoneInfo(line.document.line.time_zone)).date()

    topic = f"callback-cost:{line.id}:{day:%Y%m%d}"

    def say(_channel: Channel, language: str) -> str:
        return words("callback-cost", language, line=line.document.line.name, count=str(count))

    return _tell(session, line, topic, say=say, now=now, new_id=new_id)


def _tell(
    session: Session, line: LoadedLine, topic: str, *, say: Words, now: datetime, new_id: NewId
) -> list[SendNotice]:
    return tell_coordinators(
        session,
        line,
        people=coordinators_to_tell(session, line.id, now),
        channels=written(line.document.line.alerts),
        topic=topic,
        say=say,
        now=now,
        new_id=new_id,
    )
