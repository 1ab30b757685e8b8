"""The outbox: planning notices, and taking them to be sent. One is taken by a conditional UPDATE,
so two workers send it once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from hotline.database import add_new, changed
from hotline.lines.document import LineDocument, NumberRole
from hotline.lines.service import line_by_id
from hotline.notices.tables import Notice
from hotline.people.service import mail_of, phones_of
from hotline.retrying import growing_pause

RETRY_AFTER = timedelta(seconds=30)
LONGEST_PAUSE = timedelta(minutes=5)
ATTEMPTS = 30
"""With these pauses, a text or mail that cannot be sent is given up after more than two hours."""

RING_AGAIN = timedelta(seconds=60)
RINGS = 3
"""A call that nobody confirms is tried so often, then somebody else is called."""


class Channel(StrEnum):
    """How somebody is told."""

    TEXT = "text"
    CALL = "call"
    MAIL = "mail"


@dataclass(frozen=True, slots=True)
class Message:
    """A notice ready to be sent: a telephone or a mail address, and the number shown there."""

    notice: str
    channel: Channel
    step: str
    to: str
    sender: str
    subject: str
    body: str
    planned_at: datetime
    tried: bool
    """Whether it may have left before: whoever sent it was never heard of again."""


def plan_notice(
    session: Session,
    *,
    notice_id: str,
    line_id: int,
    person_id: int,
    once: str,
    body: str,
    now: datetime,
    channel: Channel = Channel.TEXT,
    step: str = "alerts",
) -> bool:
    """Puts a notice into the outbox; `step` is what a call asks. False when the same thing (`once`)
    was told before."""
    return add_new(
        session,
        Notice,
        id=notice_id,
        line_id=line_id,
        person_id=person_id,
        channel=channel,
        step=step,
        once=once,
        body=body,
        planned_at=now,
        try_at=now,
    )


def claim_notice(session: Session, notice_id: str, now: datetime) -> Message | None:
    """Takes a notice to send it now; None when somebody else has it, or it cannot be sent.

    It comes back by itself (a text or mail after 30 s at first and 5 minutes later on, a call after
    a minute) unless `notice_sent` says that it left, or was heard.
    """
    notice = session.get(Notice, notice_id)
    if notice is None or notice.body is None:
        return None
    attempts = notice.attempts
    by_call = notice.channel == Channel.CALL
    pause = RING_AGAIN if by_call else growing_pause(RETRY_AFTER, attempts, LONGEST_PAUSE)
    due = update(Notice).where(Notice.id == notice_id, Notice.try_at <= now)
    if not changed(session, due.values(try_at=now + pause, attempts=Notice.attempts + 1)):
        return None
    line = line_by_id(session, notice.line_id)
    assert line is not None  # a foreign key holds it
    message = _addressed(session, line.document, notice)
    if message is None or attempts >= (RINGS if by_call else ATTEMPTS):
        _settle(session, notice_id, None)
        return None
    return message


def notice_sent(session: Session, notice_id: str, now: datetime) -> None:
    """It left, or was heard: its words are dropped."""
    _settle(session, notice_id, now)


def call_off(session: Session, topic: str) -> set[int]:
    """Whatever of this topic still waits to be sent never is; gives those who were told something
    of it before, or may have been, by id."""
    of_topic = Notice.once.startswith(f"{topic}:", autoescape=True)
    dropped = session.execute(
        update(Notice)
        .where(of_topic, Notice.try_at.is_not(None))
        .values(try_at=None, body=None)
        .returning(Notice.person_id, Notice.attempts)
        .execution_options(synchronize_session=False)
    ).all()
    sent = select(Notice.person_id).where(of_topic, Notice.sent_at.is_not(None))
    return {*session.scalars(sent), *(person for person, attempts in dropped if attempts)}


def not_rung(session: Session, notice_id: str) -> None:
    """The carrier was away, so the telephone never rang: that try does not count."""
    again = update(Notice).where(Notice.id == notice_id, Notice.attempts > 0)
    changed(session, again.values(attempts=Notice.attempts - 1))


def postpone(session: Session, notice_id: str, now: datetime) -> None:
    """Somebody is not to be called just now: again in a minute, and no try was spent."""
    due = update(Notice).where(Notice.id == notice_id, Notice.try_at <= now)
    changed(session, due.values(try_at=now + RING_AGAIN))


def given_up(session: Session, notice_id: str, now: datetime) -> Notice | None:
    """Gives up a call that was tried often enough and is due again; it is returned as it was, for
    somebody else to be called. None for any other notice."""
    notice = session.get(Notice, notice_id)
    if notice is None or notice.channel != Channel.CALL or notice.attempts < RINGS:
        return None
    session.expunge(notice)
    last = update(Notice).where(
        Notice.id == notice_id, Notice.attempts >= RINGS, Notice.try_at <= now
    )
    return notice if changed(session, last.values(try_at=None, body=None)) else None


def due_notices(session: Session, now: datetime) -> list[str]:
    """Notices that wait to be sent, oldest first."""
    return list(
        session.scalars(
            select(Notice.id).where(Notice.try_at <= now).order_by(Notice.planned_at).limit(20)
        )
    )


def _addressed(session: Session, line: LineDocument, notice: Notice) -> Message | None:
    """None when this person cannot be told in this way."""
    channel = Channel(notice.channel)
    role: NumberRole = "shown" if channel is Channel.CALL else "texts"
    number = line.number_that_is(role)
    if channel is Channel.MAIL:
        to, sender = mail_of(session, notice.person_id), ""
    else:
        phones = phones_of(session, [notice.person_id])[notice.person_id]
        to = phones[notice.attempts % len(phones) if role == "shown" else 0] if phones else None
        sender = number.number if number else ""
    if to is None or notice.body is None or (channel is not Channel.MAIL and not sender):
        return None
    return Message(
        notice=notice.id,
        channel=channel,
        step=notice.step,
        to=to,
        sender=sender,
        subject=line.line.name,
        body=notice.body,
        planned_at=notice.planned_at,
        tried=notice.attempts > 0,
    )


def _settle(session: Session, notice_id: str, sent_at: datetime | None) -> None:
    session.execute(
        update(Notice)
        .where(Notice.id == notice_id)
        .values(try_at=None, body=None, sent_at=sent_at)
        .execution_options(synchronize_session=False)
    )
