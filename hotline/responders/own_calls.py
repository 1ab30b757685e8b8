"""The calls that responders make to their own menu: begun, identified, forgotten."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from hotline.calls.in_the_menus import was_no_caller
from hotline.calls.tables import Call
from hotline.database import add_new
from hotline.forgetting.erasures import Record, plan_erasure
from hotline.guesses.counting import Opens, is_closed, wrong_codes
from hotline.lines.service import LoadedLine, line_by_id
from hotline.people.service import language_of
from hotline.responders.codes import is_code, person_known_by
from hotline.responders.tables import OwnCall

Identity = tuple[str, datetime]
"""A duty's source and its local start."""

LONGEST = timedelta(hours=1)
MOST_TRIES = 3
"""How often one call is asked for its code."""

# Asked of every call of the line.
_BEGUN = select(OwnCall.id).where(OwnCall.carrier_id == bindparam("carrier"))
_IDENTIFIED = _BEGUN.where(OwnCall.person_id.is_not(None))


class Verdict(StrEnum):
    """What was made of a code."""

    KNOWN = "known"
    WRONG = "wrong"
    GIVEN_UP = "given up"
    """Wrong, and the last one that this call may try."""
    CLOSED = "closed"
    """Not looked at: too many wrong ones on this line in this hour."""


def own_call(
    session: Session,
    carrier_id: str,
    line: LoadedLine,
    language: str,
    *,
    now: datetime,
    new_id: Callable[[], str],
) -> OwnCall:
    """The call of that carrier's id to the responders' menu: told twice, it is the same one."""
    same = select(OwnCall).filter_by(carrier_id=carrier_id)
    known = session.scalar(same)
    if known is not None:
        return known
    add_new(
        session,
        OwnCall,
        id=new_id(),
        carrier_id=carrier_id,
        line_id=line.id,
        language=language,
        tries=0,
        offered=[],
        until=now + LONGEST,
    )
    # The carrier may send its request twice, and another worker answer the first one just now.
    return session.scalars(same).one()


def is_responders(session: Session, line: LoadedLine, number: str, carrier_id: str) -> bool:
    """Whether a call of that carrier's id to that number (E.164) is one to the responders' menu:
    the number is theirs, or their code was recognised."""
    if line.document.is_for_responders(number):
        return True
    return session.scalar(_IDENTIFIED, {"carrier": carrier_id}) is not None


def try_code(session: Session, own: OwnCall, keys: str, asked: int, now: datetime) -> Verdict:
    """What was keyed in when this call was asked for its code for the `asked`-th time. Told twice,
    it counts once. Once known, a call that came from the callers' menu is no caller's any more."""
    session.refresh(own, with_for_update=True)
    if own.person_id is not None:
        return Verdict.KNOWN
    if asked <= own.tries:
        return _wrong(own)
    if is_code(keys):
        so_far = wrong_codes(session, own.line_id, Opens.OWN_MENU, now)
        if is_closed(so_far):
            return Verdict.CLOSED
        person = person_known_by(session, own.line_id, keys)
        line = line_by_id(session, own.line_id)
        if person is not None and line is not None:
            own.person_id = person.id
            own.language = language_of(person, line.document.line.languages)
            was_no_caller(session, own.carrier_id)
            return Verdict.KNOWN
        so_far.entries += 1
    own.tries = asked
    return _wrong(own)


def offer(session: Session, own_call_id: str, duties: Sequence[Identity]) -> None:
    """What the keys from 1 on mean, as they are read now."""
    offered = [[source, local_start.isoformat()] for source, local_start in duties]
    session.execute(update(OwnCall).where(OwnCall.id == own_call_id).values(offered=offered))


def offered_in(own: OwnCall) -> list[Identity]:
    """The duties that were offered last, that of key 1 first."""
    return [(source, datetime.fromisoformat(start)) for source, start in own.offered]


def callers_call(session: Session, carrier_id: str) -> Call | None:
    """The caller's call of that carrier's id: whoever pressed the unspoken key has one, until they
    are known."""
    return session.scalar(select(Call).filter_by(carrier_id=carrier_id))


def is_own_call(session: Session, carrier_id: str) -> bool:
    """Whether a call of that carrier's id asked for the responders' menu, its code given or not."""
    return session.scalar(_BEGUN, {"carrier": carrier_id}) is not None


def end_own_call(session: Session, carrier_id: str, now: datetime) -> bool:
    """It is over: nothing is left of it here, and the carrier is to delete what it holds. False
    when no responder's call has this id."""
    own = session.scalar(select(OwnCall).filter_by(carrier_id=carrier_id))
    if own is None:
        return False
    if callers_call(session, carrier_id) is None:
        plan_erasure(session, Record.CALL, carrier_id, now)
    session.delete(own)
    session.flush()
    return True


def forget_own_calls(session: Session, now: datetime) -> None:
    """Ends those of whose end nothing was heard, and drops the counts of wrong codes."""
    for carrier_id in session.scalars(select(OwnCall.carrier_id).where(OwnCall.until <= now)).all():
        end_own_call(session, carrier_id, now)


def _wrong(own: OwnCall) -> Verdict:
    return Verdict.GIVEN_UP if own.tries >= MOST_TRIES else Verdict.WRONG
