"""Sends what is to be told of alarms to the address of the settings. One word is taken by a
conditional UPDATE, so two workers send it once; it comes back by itself until it was taken."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from hotline.alarms.body import body, headers
from hotline.alarms.kinds import Kind
from hotline.alarms.tables import Alarm
from hotline.database import changed
from hotline.fetching import ForbiddenAddress, NotFetched, send
from hotline.lines.service import line_by_id
from hotline.logs import logger
from hotline.notices.service import ATTEMPTS, LONGEST_PAUSE, RETRY_AFTER
from hotline.retrying import growing_pause
from hotline.service import Hotline
from hotline.settings import Settings

log = logger(__name__)

SECONDS = 5.0
"""After which an address that does not answer is left until the next time."""


def send_due_alarms(service: Hotline) -> None:
    """Sends all words that wait; without an address there is nobody to send them to."""
    if not service.settings.hotline_alarm_url.get_secret_value():
        return
    now = service.now()
    with service.database.reading() as session:
        due = select(Alarm.id).where(Alarm.try_at <= now).order_by(Alarm.since).limit(20)
        waiting = session.scalars(due).all()
    for alarm_id in waiting:
        send_alarm(service, alarm_id)


def send_alarm(service: Hotline, alarm_id: str) -> bool:
    """Sends one word, if it is due; False when it did not get there, or is not to be sent now."""
    now = service.now()
    with service.database.writing() as session:
        alarm = _take(session, alarm_id, now)
        if alarm is None:
            return False
        line = line_by_id(session, alarm.line_id) if alarm.line_id else None
        word, since = alarm.word, alarm.since
        at = alarm.ended_at or alarm.told_at or now
        content = body(
            alarm_id,
            word,
            Kind(alarm.kind),
            line=line.document.line.slug if line else None,
            since=since,
            at=at,
        )
    if not delivered(service.settings, content, now):
        return False
    with service.database.writing() as session:
        # A word that came meanwhile is another one, and is still to be sent.
        same = update(Alarm).where(Alarm.id == alarm_id, Alarm.word == word)
        changed(session, same.values(try_at=None, sent_at=now))
    return True


def delivered(settings: Settings, content: bytes, now: datetime) -> bool:
    """Whether the address took it (any 2xx). The address is a secret: nothing of it is logged."""
    secret = settings.hotline_alarm_secret.get_secret_value()
    try:
        answer = send(
            settings.hotline_alarm_url.get_secret_value(),
            content,
            headers(content, secret, now),
            inside=settings.alarm_hosts,
            seconds=SECONDS,
        )
    except NotFetched:
        log.warning("alarm-not-sent", code=0)
        return False
    except ForbiddenAddress:
        log.error("alarm-address-forbidden")
        return False
    if not 200 <= answer.status < 300:
        log.warning("alarm-not-sent", code=answer.status)
        return False
    return True


def _take(session: Session, alarm_id: str, now: datetime) -> Alarm | None:
    alarm = session.get(Alarm, alarm_id)
    if alarm is None:
        return None
    pause = growing_pause(RETRY_AFTER, alarm.attempts, LONGEST_PAUSE)
    due = update(Alarm).where(Alarm.id == alarm_id, Alarm.try_at <= now)
    again = now + pause if alarm.attempts < ATTEMPTS else None
    if not changed(session, due.values(try_at=again, attempts=Alarm.attempts + 1)):
        return None
    return alarm
