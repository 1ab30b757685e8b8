"""What changes while a caller is on hold: conditional UPDATEs like all of `hotline.calls.changes`.

Only the responder who holds the call changes it, or its caller: everything here names both.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Session

from hotline.calls import changes
from hotline.calls.tables import Call
from routing.outcomes import CallState, Passing


def stay_on_hold(session: Session, call_id: str, leg_id: str, until: datetime) -> bool:
    """The responder of this leg is heard of: they are waited for until then."""
    return changes.change_call(session, call_id, *_held_by(leg_id), held_until=until)


def ask_to_pass_on(session: Session, call_id: str, leg_id: str, team: str) -> bool:
    """The responder would pass the caller on to this team, if the caller agrees."""
    return changes.change_call(
        session, call_id, *_held_by(leg_id), passing=Passing.ASKED, passing_to=team
    )


def agree(session: Session, call_id: str, now: datetime) -> bool:
    """The caller agrees, and is waited for no longer by whoever passes them on. False when the
    question is no longer asked: they are being joined again, say."""
    return changes.change_call(
        session,
        call_id,
        Call.state == CallState.WAITING,
        Call.passing == Passing.ASKED,
        passing=Passing.AGREED,
        held_until=None,
        offered_at=now,
        offers=0,
    )


def decline(session: Session, call_id: str) -> bool:
    """The caller would rather stay, or does not say."""
    return changes.change_call(
        session, call_id, Call.passing == Passing.ASKED, passing=Passing.DECLINED
    )


def wait_with_code(session: Session, call_id: str, leg_id: str, nth: int, code: str) -> bool:
    """The responder gives a follow-up code, the `nth` of this call: the caller is to hear it. False
    when that was told before."""
    return changes.change_call(
        session,
        call_id,
        *_held_by(leg_id),
        Call.codes_given == nth - 1,
        code_given=code,
        codes_given=nth,
    )


def end_by_responder(session: Session, call_id: str, leg_id: str, *, abusive: bool = False) -> bool:
    """The responder ends the call they hold: its caller hears a few words first.

    One who was abusive is blocked at their own next word: their number is not known here.
    """
    return changes.change_call(
        session, call_id, *_held_by(leg_id), state=CallState.CLOSING, abusive=abusive
    )


def _held_by(leg_id: str) -> tuple[ColumnElement[bool], ...]:
    # Connected too: the caller's own word of the hold may be late, or lost.
    return (Call.state.in_([CallState.WAITING, CallState.CONNECTED]), Call.claimed_by == leg_id)
