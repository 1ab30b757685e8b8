"""Sends what waits in the outbox: a text, a mail, or a call that asks for a key."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from hotline.calls.intents import SendNotice
from hotline.carrier import CarrierAway, CarrierProblem, CarrierRefused
from hotline.forgetting.erasures import Record, plan_erasure
from hotline.logs import logger
from hotline.mail import MailProblem, send_mail
from hotline.notices.coordinators import call_somebody_else
from hotline.notices.service import (
    Channel,
    Message,
    claim_notice,
    due_notices,
    given_up,
    not_rung,
    notice_sent,
)
from hotline.notices.tables import Notice
from hotline.readiness.start_checks import hold_back, nobody_confirmed
from hotline.service import Hotline

log = logger(__name__)

AFTERWARDS = timedelta(minutes=10)
"""What a text is given to be delivered, or a call to end, before the carrier's record of it is
deleted."""

RING_SECONDS = 25


def send_notice(service: Hotline, notice_id: str) -> None:
    """Sends one notice; one that fails, or a call that nobody confirms, is tried again by a job."""
    with service.database.writing() as session:
        now = service.now()
        given = given_up(session, notice_id, now)
        instead = _INSTEAD[given.step](session, given, now, service.new_id) if given else ()
        waits = hold_back(session, notice_id, now)
        message = None if waits else claim_notice(session, notice_id, now)
    for intent in instead:
        send_notice(service, intent.notice)
    if message is not None:
        _SEND[message.channel](service, message)


def send_due_notices(service: Hotline) -> None:
    """Sends all that waits in the outbox."""
    with service.database.reading() as session:
        waiting = due_notices(session, service.now())
    for notice in waiting:
        send_notice(service, notice)


def _text(service: Hotline, message: Message) -> None:
    try:
        record = _left_before(service, message) or service.carrier.text(
            message.to, message.sender, message.body
        )
    except CarrierProblem as problem:
        log.warning("text-not-sent", code=problem.code)
        return
    with service.database.writing() as session:
        now = service.now()
        notice_sent(session, message.notice, now)
        plan_erasure(session, Record.MESSAGE, record, now, after=AFTERWARDS)


def _left_before(service: Hotline, message: Message) -> str | None:
    """The carrier's id of this text when a try before has sent it and nobody lived to note it."""
    if not message.tried:
        return None
    try:
        texts = service.carrier.texts_to(message.to, message.planned_at)
    except CarrierRefused:
        return None  # twice is better than never
    # A trial account puts words of its own in front.
    return next((text.id for text in texts if text.body.endswith(message.body)), None)


def _mail(service: Hotline, message: Message) -> None:
    try:
        send_mail(service.settings, message.to, message.subject, message.body, message.notice)
    except MailProblem as problem:
        log.warning("mail-not-sent", code=problem.code)
        return
    with service.database.writing() as session:
        notice_sent(session, message.notice, service.now())


def _ring(service: Hotline, message: Message) -> None:
    url = service.step(f"/voice/{message.step}/{message.notice}")
    try:
        record = service.carrier.ring(
            message.to, message.sender, seconds=RING_SECONDS, url=url, fallback_url=url
        )
    except CarrierProblem as problem:
        log.warning("alert-not-rung", code=problem.code)
        if isinstance(problem, CarrierAway):
            with service.database.writing() as session:
                not_rung(session, message.notice)
        return
    with service.database.writing() as session:
        plan_erasure(session, Record.CALL, record, service.now(), after=AFTERWARDS)


_SEND: dict[Channel, Callable[[Hotline, Message], None]] = {
    Channel.TEXT: _text,
    Channel.MAIL: _mail,
    Channel.CALL: _ring,
}

GivenUp = Callable[[Session, Notice, datetime, Callable[[], str]], Sequence[SendNotice]]

_INSTEAD: dict[str, GivenUp] = {"alerts": call_somebody_else, "duties": nobody_confirmed}
"""Who hears of it when nobody confirmed a call, by what it asked."""
