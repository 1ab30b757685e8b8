"""What changes while a caller is in the menus: conditional UPDATEs like all of
`hotline.calls.changes`. Each holds only as long as the call has not left them.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import delete
from sqlalchemy.orm import Session

from hotline.calls import changes
from hotline.calls.tables import Call
from hotline.database import Change, changed
from routing.outcomes import CallState, Priority

_IN_THE_MENUS = Change(Call, Call.state == CallState.MENU)


def speak(session: Session, call_id: str, language: str) -> bool:
    """The caller chose another language, in the menus."""
    asked = Call.state.in_([CallState.MENU, CallState.ARRANGING])
    return changes.change_call(session, call_id, asked, language=language)


def note_answers(session: Session, call_id: str, answers: dict[str, str]) -> bool:
    """What the caller said so far, in the menus: all of it, in the order of the questions."""
    return _IN_THE_MENUS.of(session, call_id, answers=answers)


def comes_back_to(session: Session, call_id: str, person_id: int | None) -> bool:
    """Whom the caller is to be put through to first: somebody else than their code says, or nobody
    in particular."""
    return _IN_THE_MENUS.of(session, call_id, companion_id=person_id)


def goodbye_while_closed(session: Session, call_id: str) -> bool:
    """A caller who found the line closed has heard the numbers to dial: goodbye comes next."""
    return _IN_THE_MENUS.of(session, call_id, state=CallState.CLOSING, numbers_heard=True)


def was_no_caller(session: Session, carrier_id: str) -> bool:
    """Whoever called turns out to be a responder, on the way to their own menu: no call of theirs
    is counted. False when they had left the menus already."""
    mine = delete(Call).where(Call.carrier_id == carrier_id, Call.state == CallState.MENU)
    return changed(session, mine)


def enter_queue(
    session: Session,
    call_id: str,
    *,
    profession: str,
    plan: str,
    priority: Priority,
    now: datetime,
    kind: str | None = None,
    **said: Any,
) -> bool:
    """Out of the menus, into the queue. `said`: the columns of what else the caller told."""
    return _IN_THE_MENUS.of(
        session,
        call_id,
        state=CallState.WAITING,
        profession=profession,
        kind_wanted=kind,
        plan=plan,
        priority=priority,
        danger=priority is Priority.DANGER,
        answers={},
        queued_at=now,
        offered_at=now,
        seen_at=now,
        **said,
    )


def turn_away(session: Session, call_id: str) -> bool:
    """Its caller is blocked: nobody is rung for this call."""
    return _IN_THE_MENUS.of(session, call_id, state=CallState.CLOSING, abusive=True)
