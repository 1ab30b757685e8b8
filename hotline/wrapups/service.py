"""Opening and finishing wrap-ups."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from hotline.calls.tables import Leg
from hotline.database import Change, add_new, changed
from hotline.wrapups.tables import WrapUp


@dataclass(frozen=True, slots=True)
class Note:
    """What a responder notes: codes of the taxonomies, all of them optional but the first."""

    reason: str
    second_reason: str | None = None
    severity: int | None = None
    orientation: str | None = None
    ongoing: bool | None = None
    nature: str | None = None


def token_hash(token: str) -> str:
    """What is stored of a page's token."""
    return hashlib.sha256(token.encode()).hexdigest()


_OF_CALL = select(WrapUp).where(
    WrapUp.call_id == bindparam("call"), WrapUp.person_id == bindparam("person")
)

_HEARD = Change(WrapUp)
_NOT_DONE = Change(WrapUp, WrapUp.done_at.is_(None))
_SECOND_BY_KEYPAD = Change(WrapUp, WrapUp.via == "keypad", WrapUp.reason != bindparam("second"))
_WITHOUT_SEVERITY = Change(WrapUp, WrapUp.via == "keypad", WrapUp.severity.is_(None))
_OWES_NOTHING = (
    update(Leg)
    .where(Leg.call_id == bindparam("call"), Leg.person_id == bindparam("person"))
    .values(owes_until=None)
)

NOTHING = "nothing"
"""How a call is noted on a line that records nothing: it is done from the beginning, and its page
is there for what else can be done for the caller."""


def open_wrap_up(
    session: Session,
    *,
    wrap_up_id: str,
    call_id: str,
    person_id: int,
    token: str,
    now: datetime,
    owed: bool = True,
) -> bool:
    """Opens the wrap-up of a person for a call; `owed` where something is to be noted. False when
    it is open already: a responder who comes back to the same caller notes the call once."""
    return add_new(
        session,
        WrapUp,
        id=wrap_up_id,
        call_id=call_id,
        person_id=person_id,
        token_hash=token_hash(token),
        opened_at=now,
        done_at=None if owed else now,
        via=None if owed else NOTHING,
    )


def wrap_up_of(session: Session, call_id: str, person_id: int) -> WrapUp | None:
    """The wrap-up of this person for this call."""
    return session.scalar(_OF_CALL, {"call": call_id, "person": person_id})


def wrap_up_by_token(session: Session, token: str) -> WrapUp | None:
    """The wrap-up behind a page's address; None when unknown or forgotten."""
    return session.scalar(select(WrapUp).where(WrapUp.token_hash == token_hash(token)))


def reopen_page(session: Session, wrap_up_id: str, person_id: int, token: str) -> bool:
    """The page of a wrap-up that is still owed opens with this token from now on, and with the one
    before no longer. False when it is not this person's, or is done."""
    return changed(
        session,
        update(WrapUp)
        .where(WrapUp.id == wrap_up_id, WrapUp.person_id == person_id, WrapUp.done_at.is_(None))
        .values(token_hash=token_hash(token)),
    )


def hear_reason(session: Session, wrap_up: WrapUp, reason: str) -> None:
    """A reason was keyed in: it is read back, and counts once it is confirmed."""
    _HEARD.of(session, wrap_up.id, heard=reason)


def note_second_reason(session: Session, wrap_up: WrapUp, reason: str) -> bool:
    """The second reason of a call noted on the keypad; another one in its place, where it is told
    again. False when it is the first reason, or the call was noted on the page."""
    return _SECOND_BY_KEYPAD.of(session, wrap_up.id, {"second": reason}, second_reason=reason)


def note_severity(session: Session, wrap_up: WrapUp, severity: int) -> bool:
    """The severity of a call noted on the keypad, once its reason is kept. False when it was told
    already, or the call was noted on the page."""
    return _WITHOUT_SEVERITY.of(session, wrap_up.id, severity=severity)


def finish(session: Session, wrap_up: WrapUp, note: Note, *, via: str, now: datetime) -> bool:
    """Keeps the note: page or keypad, whichever comes first. False when it was done already.

    The responder is free for others at once.
    """
    done = _NOT_DONE.of(
        session,
        wrap_up.id,
        done_at=now,
        via=via,
        reason=note.reason,
        second_reason=note.second_reason,
        severity=note.severity,
        orientation=note.orientation,
        ongoing=note.ongoing,
        nature=note.nature,
    )
    mine = {"call": wrap_up.call_id, "person": wrap_up.person_id}
    session.execute(_OWES_NOTHING, mine, execution_options={"synchronize_session": False})
    return done
