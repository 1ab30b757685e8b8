"""A telephone verified by four digits: said there, and written by whoever had it called.

So it is proved that it rings, and that the two talk to each other.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable
from datetime import datetime, timedelta
from enum import Enum, auto

from sqlalchemy import update
from sqlalchemy.orm import Session

from hotline.database import changed
from hotline.people.tables import Phone
from hotline.readiness.phone_calls import Purpose, phone_confirmed, plan_phone_call
from hotline.readiness.tables import PhoneCall

GOOD_FOR = timedelta(minutes=10)
TRIES = 3
"""Of 10,000 codes: whoever guesses needs luck of 3 in 10,000 for each call that rings."""


class Answer(Enum):
    """What became of a code that was written."""

    RIGHT = auto()
    WRONG = auto()
    OVER = auto()
    """Too late, or three wrong ones: it has to be called again."""


def plan_code_call(
    session: Session,
    line_id: int,
    phone_id: int,
    *,
    now: datetime,
    new_id: Callable[[], str],
    chance: Callable[[int], bytes],
) -> str:
    """Notes a call that says a new code; its id."""
    call = plan_phone_call(session, line_id, phone_id, Purpose.VERIFY, now=now, new_id=new_id)
    code = f"{int.from_bytes(chance(4), 'big') % 10_000:04}"
    session.get_one(PhoneCall, call).code = code
    session.flush()
    return call


def code_written(session: Session, call_id: str, phone_id: int, code: str, now: datetime) -> Answer:
    """Whether it is the one that was said there; each try counts, whoever else tries at once."""
    mine = update(PhoneCall).where(
        PhoneCall.id == call_id,
        PhoneCall.phone_id == phone_id,
        PhoneCall.code.is_not(None),
        PhoneCall.code_tries < TRIES,
        PhoneCall.planned_at > now - GOOD_FOR,
    )
    if not changed(session, mine.values(code_tries=PhoneCall.code_tries + 1)):
        return Answer.OVER
    call = session.get_one(PhoneCall, call_id, populate_existing=True)
    if not hmac.compare_digest(str(call.code).encode(), code.encode()):
        return Answer.WRONG if call.code_tries < TRIES else Answer.OVER
    call.code = None
    phone_confirmed(session, call_id, now)
    return Answer.RIGHT


def phone_here(session: Session, person_id: int, phone_id: int) -> Phone | None:
    """That telephone, when it is this person's."""
    phone = session.get(Phone, phone_id)
    return phone if phone is not None and phone.person_id == person_id else None
