"""Planning and sending texts. A text is claimed before it is sent, so two workers send it once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from hotline.database import changed
from hotline.lines.service import line_by_id
from hotline.notices.tables import Notice
from hotline.people.service import phones_of

RETRY_AFTER = timedelta(seconds=30)
LONGEST_PAUSE = timedelta(minutes=5)
ATTEMPTS = 30
"""With these pauses, a text that cannot be sent is given up after more than two hours."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text ready to be sent."""

    notice: str
    to: str
    sender: str
    body: str


def plan_notice(
    session: Session,
    *,
    notice_id: str,
    line_id: int,
    person_id: int,
    once: str,
    body: str,
    now: datetime,
) -> bool:
    """Puts a text into the outbox. False when the same thing (`once`) was told before."""
    if session.scalar(select(Notice.id).where(Notice.once == once)) is not None:
        return False
    notice = Notice(
        id=notice_id,
        line_id=line_id,
        person_id=person_id,
        once=once,
        body=body,
        planned_at=now,
        try_at=now,
    )
    try:
        with session.begin_nested():
            session.add(notice)
    except IntegrityError:
        return False  # somebody else told it at this very instant
    return True


def claim_text(session: Session, notice_id: str, now: datetime) -> Text | None:
    """Takes a text to send it now; None when somebody else has it, or it cannot be sent.

    It comes back by itself, after 30 s at first and 5 minutes later on, unless `text_sent` says
    that it left.
    """
    notice = session.get(Notice, notice_id)
    if notice is None or notice.body is None:
        return None
    attempts = notice.attempts
    pause = min(RETRY_AFTER * 2 ** min(attempts, 10), LONGEST_PAUSE)
    due = update(Notice).where(Notice.id == notice_id, Notice.try_at <= now)
    if not changed(session, due.values(try_at=now + pause, attempts=Notice.attempts + 1)):
        return None
    line = line_by_id(session, notice.line_id)
    sender = line.document.number_that_is("texts") if line else None
    phones = phones_of(session, [notice.person_id])[notice.person_id]
    if sender is None or not phones or attempts >= ATTEMPTS:
        _settle(session, notice_id, None)
        return None
    return Text(notice_id, phones[0], sender.number, notice.body)


def text_sent(session: Session, notice_id: str, now: datetime) -> None:
    """The text left: its words are dropped."""
    _settle(session, notice_id, now)


def due_texts(session: Session, now: datetime) -> list[str]:
    """Texts that wait to be sent, oldest first."""
    return list(
        session.scalars(
            select(Notice.id).where(Notice.try_at <= now).order_by(Notice.planned_at).limit(20)
        )
    )


def _settle(session: Session, notice_id: str, sent_at: datetime | None) -> None:
    session.execute(
        update(Notice)
        .where(Notice.id == notice_id)
        .values(try_at=None, body=None, sent_at=sent_at)
        .execution_options(synchronize_session=False)
    )
