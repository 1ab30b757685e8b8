"""Telling somebody of a duty to come, once: what was told is noted in the same transaction."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from hotline.calls.intents import SendNotice
from hotline.database import changed
from hotline.lines.service import line_by_id
from hotline.notices.service import Channel, plan_notice
from hotline.people.service import language_of, people_by_ids
from hotline.readiness.tables import ToldDuty
from hotline.words import words
from hotline.words.moments import written_moment, written_until
from schedules.reminding import Moment


@dataclass(frozen=True, slots=True)
class Telling:
    """Something to tell one person about a duty; times as a clock in `zone` shows them."""

    line_id: int
    person_id: int
    zone: str
    starts: datetime
    ends: datetime | None
    starts_at: datetime
    moment: Moment
    channels: tuple[Channel, ...]
    before: tuple[str, int] | None = None
    """The row of what they were told before, and how often; None when they were told nothing."""
    phrase: str = "duty-reminder"
    """duty-reminder, duty-changed or duty-taken-back."""


def tell(
    session: Session, telling: Telling, now: datetime, new_id: Callable[[], str]
) -> list[SendNotice]:
    """Puts it into the outbox, in the person's language; nothing when somebody else did just now.
    What was told and that it was told are one transaction."""
    line = line_by_id(session, telling.line_id)
    assert line is not None  # a foreign key holds it
    topic = _noted(session, telling, new_id)
    if topic is None:
        return []
    person = people_by_ids(session, [telling.person_id])[telling.person_id]
    identity = line.document.line
    body = _words(telling, identity.name, language_of(person, identity.languages))
    intents = []
    for channel in telling.channels:
        notice = new_id()
        if plan_notice(
            session,
            notice_id=notice,
            line_id=telling.line_id,
            person_id=telling.person_id,
            once=f"{topic}:{channel}",
            body=body,
            now=now,
            channel=channel,
        ):
            intents.append(SendNotice(notice))
    return intents


def forget_told(session: Session, now: datetime) -> None:
    """Drops what was told of duties that have begun: nothing needs it any more."""
    session.execute(delete(ToldDuty).where(ToldDuty.starts_at <= now - timedelta(days=1)))


def _noted(session: Session, telling: Telling, new_id: Callable[[], str]) -> str | None:
    """Notes what is told, and gives the name of this telling. None when somebody else noted it."""
    values = {
        "ends": telling.ends,
        "starts_at": telling.starts_at,
        "zone": telling.zone,
        "moment": str(telling.moment),
        "channels": [str(channel) for channel in telling.channels],
    }
    if telling.before is None:
        row = ToldDuty(
            id=new_id(),
            line_id=telling.line_id,
            person_id=telling.person_id,
            starts=telling.starts,
            **values,
        )
        try:
            with session.begin_nested():
                session.add(row)
        except IntegrityError:
            return None
        return f"duty:{row.id}:1"
    row_id, times = telling.before
    as_read = (ToldDuty.id == row_id, ToldDuty.times == times)
    if telling.phrase == "duty-taken-back":
        gone = session.scalars(delete(ToldDuty).where(*as_read).returning(ToldDuty.id)).all()
        return f"taken-back:{row_id}" if gone else None
    again = update(ToldDuty).where(*as_read).values(times=times + 1, **values)
    return f"duty:{row_id}:{times + 1}" if changed(session, again) else None


def _words(telling: Telling, line: str, language: str) -> str:
    when = written_moment(telling.starts, language)
    if telling.phrase == "duty-taken-back":
        return words("duty-taken-back", language, line=line, when=when)
    until = ""
    if telling.ends is not None:
        until = f", {written_until(telling.ends, telling.starts, language)}"
    if telling.phrase == "duty-changed":
        return words("duty-changed", language, line=line, when=when, until=until)
    return words("duty-reminder", language, line=line, when=when, until=until)
