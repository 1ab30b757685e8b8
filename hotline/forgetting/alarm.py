"""Telling coordinators that the carrier has kept records for too long: on one day, once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from hotline.calls.intents import SendNotice
from hotline.forgetting.erasures import kept_too_long
from hotline.lines.service import LoadedLine
from hotline.notices.coordinators import coordinators_to_tell, tell_coordinators
from hotline.notices.service import Channel
from hotline.notices.tables import Notice
from hotline.people.service import mail_of
from hotline.words import words


def tell_of_kept_records(
    session: Session, line: LoadedLine, now: datetime, new_id: Callable[[], str]
) -> list[SendNotice]:
    """Plans what coordinators are told of records that the carrier has kept for more than 72
    hours: how many there are, once a day of the line, however many they are; by mail where they
    have an address, else by text. Records are of no line, so each line is told of all."""
    count = kept_too_long(session, now)
    topic = f"not-erased:{line.id}:{line.document.local_time(now):%Y-%m-%d}"
    told = select(Notice.id).where(Notice.once.startswith(f"{topic}:", autoescape=True))
    if not count or session.scalar(told.limit(1)) is not None:
        return []
    intents: list[SendNotice] = []
    for person in coordinators_to_tell(session, line.id, now):
        intents += tell_coordinators(
            session,
            line,
            people=[person],
            channels=[Channel.MAIL if mail_of(session, person) else Channel.TEXT],
            topic=topic,
            say=lambda _channel, language: words(
                "not-erased-told", language, line=line.document.line.name, count=str(count)
            ),
            now=now,
            new_id=new_id,
        )
    return intents
