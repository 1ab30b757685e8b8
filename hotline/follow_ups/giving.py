"""A code is given during a talk, said to the caller, and gone from here once they have heard it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from hotline.accompaniments.records import CodeKeys, keys_of_code, open_record
from hotline.calls import changes, on_hold
from hotline.calls.tables import Call, Leg
from hotline.clock import Chance
from hotline.follow_ups.codes import drawn_code, fingerprint, keep_code
from hotline.lines.service import LoadedLine
from hotline.people.service import own_line_of


@dataclass(frozen=True, slots=True)
class NewCode:
    """A code drawn, and what is kept of it: made outside of any transaction, since that is slow."""

    code: str
    kept: str
    keys: CodeKeys
    follow_up_id: str
    record_id: str


def new_code(chance: Chance) -> NewCode:
    """A code for somebody."""
    code = drawn_code(chance)
    return NewCode(
        code,
        fingerprint(code),
        keys_of_code(code, chance),
        chance(16).hex(),
        chance(16).hex(),
    )


def gives_codes(session: Session, line: LoadedLine, leg: Leg) -> bool:
    """Whether whoever answered on this leg can give a code here: the line has them, and they answer
    for it and not for another line."""
    return line.document.follow_up is not None and own_line_of(session, leg.person_id) == line.id


def give(
    session: Session,
    line: LoadedLine,
    call: Call,
    leg: Leg,
    new: NewCode,
    *,
    nth: int,
    today: date,
    chance: Chance,
) -> bool:
    """This code, the `nth` of the call, leads back to the responder of this leg, and a record is
    opened for it. It waits in the call, encrypted, for its caller to hear it. Told twice, it is
    given once: False, and nothing changed, when as many were given before, the call is not theirs
    any more, or the code exists already."""
    follow_up = line.document.follow_up
    if follow_up is None or not on_hold.wait_with_code(session, call.id, leg.id, nth, new.code):
        return False
    kept = keep_code(
        session,
        follow_up_id=new.follow_up_id,
        line_id=line.id,
        person_id=leg.person_id,
        kept=new.kept,
        expires=today + timedelta(days=follow_up.days),
    )
    if not kept:
        changes.change_call(session, call.id, code_given=None, codes_given=nth - 1)
        return False
    open_record(
        session,
        record_id=new.record_id,
        line_id=line.id,
        person_id=leg.person_id,
        follow_up_id=new.follow_up_id,
        code=new.keys,
        today=today,
        chance=chance,
    )
    return True


def heard(session: Session, call_id: str, nth: int) -> bool:
    """The caller has heard the `nth` code of this call, and does not ask for it again: it goes.
    False when that was told before."""
    return changes.change_call(session, call_id, Call.codes_given == nth, code_given=None)
