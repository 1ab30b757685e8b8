"""Calls to a telephone itself: to verify that it is theirs, or to test when its voicemail answers.

A test rings as long as a caller's call would, and nobody is to answer it: whatever picks up and
presses no key is a machine.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from hotline.calls.intents import SendNotice
from hotline.database import changed
from hotline.lines.document import LineDocument
from hotline.lines.service import LoadedLine, line_by_id
from hotline.notices.service import plan_notice
from hotline.people.service import language_of, people_by_ids
from hotline.people.tables import Person, Phone
from hotline.readiness.tables import PhoneCall
from hotline.words import words
from routing.outcomes import LegResult, LegState

VERIFY_SECONDS = 25
"""How long a telephone rings to be verified."""

CARRIER_BUFFER = 5
"""Seconds that the carrier may go on ringing beyond what it was asked for."""

KEPT = timedelta(days=7)


class Purpose(StrEnum):
    """What a call is for."""

    VERIFY = "verify"
    TEST = "test"


class Result(StrEnum):
    """What a call has shown."""

    CONFIRMED = "confirmed"
    """Somebody pressed 1: it is theirs."""
    VOICEMAIL = "voicemail"
    """A test was answered, and no key was pressed."""
    RINGS = "rings"
    """It rang to the end."""
    NO_KEY = "no key"
    """It was to be verified; somebody, or a machine, answered and pressed nothing."""
    BUSY = "busy"
    FAILED = "failed"
    UNKNOWN = "unknown"
    """The carrier did not tell when it rang or was answered."""


def longest_ring(line: LineDocument) -> int:
    """Seconds for which a call of this line may ring somebody."""
    return max(step.seconds for plan in line.plans for step in plan.steps)


def voicemail_too_early(line: LineDocument, phone: Phone) -> bool:
    """Whether voicemail would take a caller's call, by its last test."""
    limit = longest_ring(line) + CARRIER_BUFFER
    return phone.voicemail_after is not None and phone.voicemail_after < limit


def people_behind_voicemail(session: Session, line: LoadedLine) -> frozenset[int]:
    """People all of whose telephones have been shown by a test to let voicemail take a caller's
    call, by id. One statement; no number is read."""
    limit = longest_ring(line.document) + CARRIER_BUFFER
    # A telephone that was never tested rings for ever.
    latest = func.max(func.coalesce(Phone.voicemail_after, limit))
    found = (
        select(Phone.person_id)
        .join(Person, Person.id == Phone.person_id)
        .where(Person.line_id == line.id)
        .group_by(Phone.person_id)
        .having(latest < limit)
    )
    return frozenset(session.scalars(found))


def plan_phone_call(
    session: Session,
    line_id: int,
    phone_id: int,
    purpose: Purpose,
    *,
    now: datetime,
    new_id: Callable[[], str],
) -> str:
    """Notes a call about to be made; its id. One that never leaves is made anew by hand."""
    line = line_by_id(session, line_id)
    assert line is not None  # a foreign key holds it
    test = purpose is Purpose.TEST
    call = PhoneCall(
        id=new_id(),
        line_id=line_id,
        phone_id=phone_id,
        purpose=purpose,
        ring_seconds=longest_ring(line.document) if test else VERIFY_SECONDS,
        planned_at=now,
    )
    session.add(call)
    session.flush()
    return call.id


def phone_call_moved(session: Session, call_id: str, state: LegState, at: datetime) -> None:
    """It rings, or was answered, at that instant. Doubled, late and reordered words do no harm."""
    live = update(PhoneCall).where(PhoneCall.id == call_id, PhoneCall.ended_at.is_(None))
    if state is LegState.RINGING:
        changed(session, live.values(rang_at=func.coalesce(PhoneCall.rang_at, at)))
    elif state is LegState.ANSWERED:
        changed(session, live.values(answered_at=func.coalesce(PhoneCall.answered_at, at)))


def phone_confirmed(session: Session, call_id: str, now: datetime) -> None:
    """Somebody pressed 1 there: it is verified, whatever the call was for."""
    call = session.get(PhoneCall, call_id)
    if call is not None:
        call.confirmed = True
        session.get_one(Phone, call.phone_id).verified_at = now
        session.flush()


def phone_call_over(
    session: Session,
    call_id: str,
    end: LegResult,
    now: datetime,
    new_id: Callable[[], str],
) -> list[SendNotice]:
    """It is over: what it has shown is kept, once, and voicemail that answers too early is told to
    whoever it belongs to, with a remedy."""
    mine = update(PhoneCall).where(PhoneCall.id == call_id, PhoneCall.ended_at.is_(None))
    if not changed(session, mine.values(ended_at=now)):
        return []
    call = session.get_one(PhoneCall, call_id, populate_existing=True)
    call.result = _result(call, end)
    phone = session.get_one(Phone, call.phone_id)
    if call.purpose == Purpose.TEST and call.result in {Result.VOICEMAIL, Result.RINGS}:
        phone.tested_at = now
        phone.voicemail_after = _seconds(call) if call.result == Result.VOICEMAIL else None
    session.flush()
    return _told_remedy(session, call, phone, now, new_id)


def forget_phone_calls(session: Session, now: datetime) -> None:
    """Drops calls that were made long ago: what they have shown is kept with the telephone."""
    session.execute(delete(PhoneCall).where(PhoneCall.planned_at <= now - KEPT))


def _result(call: PhoneCall, end: LegResult) -> Result:
    if call.confirmed:
        return Result.CONFIRMED
    if end is LegResult.TALKED:
        if call.purpose == Purpose.VERIFY:
            return Result.NO_KEY
        return Result.UNKNOWN if _seconds(call) is None else Result.VOICEMAIL
    known = {LegResult.NO_ANSWER: Result.RINGS, LegResult.BUSY: Result.BUSY}
    return known.get(end, Result.FAILED)


def _seconds(call: PhoneCall) -> int | None:
    """How long it rang before it was answered."""
    if call.rang_at is None or call.answered_at is None or call.answered_at < call.rang_at:
        return None
    return round((call.answered_at - call.rang_at).total_seconds())


def _told_remedy(
    session: Session, call: PhoneCall, phone: Phone, now: datetime, new_id: Callable[[], str]
) -> list[SendNotice]:
    line = line_by_id(session, call.line_id)
    assert line is not None  # a foreign key holds it
    if call.result != Result.VOICEMAIL or not voicemail_too_early(line.document, phone):
        return []
    identity = line.document.line
    person = people_by_ids(session, [phone.person_id])[phone.person_id]
    language = language_of(person, identity.languages)
    seconds = str(phone.voicemail_after)
    told = words("voicemail-early", language, line=identity.name, seconds=seconds)
    notice = new_id()
    plan_notice(
        session,
        notice_id=notice,
        line_id=call.line_id,
        person_id=phone.person_id,
        once=f"voicemail:{call.id}",
        body=f"{told} {words('voicemail-remedy', language)}",
        now=now,
    )
    return [SendNotice(notice)]
