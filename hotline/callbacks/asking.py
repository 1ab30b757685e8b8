"""Asking to be called back: a draft while it is being asked, a request once all is agreed."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from hotline.blocks.service import Purpose, is_blocked
from hotline.callbacks.counting import asked_today, count_asked
from hotline.callbacks.numbers import may_be_called
from hotline.callbacks.states import DRAFT_LIVES, KEPT_FOR_THE_COORDINATOR, State
from hotline.callbacks.tables import Callback
from hotline.calls import changes
from hotline.calls.tables import Call
from hotline.database import changed
from hotline.lines.service import LoadedLine
from hotline.lines.tables import Line
from routing.outcomes import CallState
from schedules.callback_windows import CallbackWindow

CODE_DIGITS = 4


class Refusal(StrEnum):
    """Why a number is not called back; callers hear only which of two it is (see the words)."""

    NUMBER = "number"
    """Not one that the line calls."""
    TURNED_AWAY = "turned away"
    """Asked for already, not reached today, or its owner asked for nothing; or too many today."""


def draft(
    session: Session, line: LoadedLine, call: Call, number: str, now: datetime
) -> Refusal | None:
    """Notes the number (E.164) that this call asks to be called back on, in place of one that it
    gave before. Why not, when it is not called back; then nothing is noted.

    One open request a number, whoever asks: numbers are compared one line at a time.
    """
    refused = _refused(session, line, call, number, now)
    if refused is not None:
        return refused
    mine = asked_in(session, call.id)
    if mine is not None:
        if mine.state == State.DRAFTED:
            mine.number = number
        return None
    row = Callback(
        line_id=line.id,
        state=State.DRAFTED,
        number=number,
        language=call.language,
        profession=call.profession,
        kind_wanted=call.kind_wanted,
        plan=call.plan,
        companion_id=call.companion_id,
        territory=call.territory,
        other_profession=call.other_profession,
        avoids=call.avoids,
        asked_in=call.id,
        expires_at=now + DRAFT_LIVES,
    )
    with suppress(IntegrityError), session.begin_nested():
        session.add(row)  # sent twice by the carrier, another worker notes the first one just now
    return None


def _refused(
    session: Session, line: LoadedLine, call: Call, number: str, now: datetime
) -> Refusal | None:
    callbacks = line.document.callbacks
    if callbacks is None or not may_be_called(number, callbacks.territories):
        return Refusal.NUMBER
    session.execute(select(Line.id).where(Line.id == line.id).with_for_update())
    requests = session.scalars(select(Callback).where(Callback.line_id == line.id)).all()
    refused = (
        any(other.number == number and other.asked_in != call.id for other in requests)
        or is_blocked(session, line.id, number, now, Purpose.CALLBACK)
        or asked_today(session, line, now) >= callbacks.a_day
    )
    return Refusal.TURNED_AWAY if refused else None


def asked_in(session: Session, call_id: str) -> Callback | None:
    """What was asked for in this call, drafts included."""
    mine = select(Callback).filter_by(asked_in=call_id)
    return session.scalar(mine.execution_options(populate_existing=True))


def choose(session: Session, call_id: str, window: CallbackWindow) -> bool:
    """The window that the caller chose. False when there is no draft (any more)."""
    return changed(
        session,
        update(Callback)
        .where(Callback.asked_in == call_id, Callback.state == State.DRAFTED)
        .values(starts_at=window.start, ends_at=window.end),
    )


def agree(
    session: Session,
    line: LoadedLine,
    call_id: str,
    *,
    no_message: bool,
    now: datetime,
    chance: Callable[[int], bytes],
) -> Callback | None:
    """The last answer: from now on it is a promise, and the call is over but for its last words.
    None when there was no draft with a window. Told twice, it is agreed once."""
    row = asked_in(session, call_id)
    if row is None or row.starts_at is None or row.ends_at is None:
        return None
    code = f"{int.from_bytes(chance(8), 'big') % 10**CODE_DIGITS:0{CODE_DIGITS}}"
    agreed = changed(
        session,
        update(Callback)
        .where(Callback.id == row.id, Callback.state == State.DRAFTED)
        .values(
            state=State.ASKED,
            no_message=no_message,
            code=code,
            try_at=max(row.starts_at, now),
            expires_at=row.ends_at + KEPT_FOR_THE_COORDINATOR,
        ),
    )
    if agreed:
        count_asked(session, line, now)
        changes.change_call(
            session,
            call_id,
            Call.state == CallState.ARRANGING,
            state=CallState.CLOSING,
            callback_asked=True,
        )
    session.refresh(row)
    return row if row.state == State.ASKED else None


def drop_draft(session: Session, call_id: str) -> None:
    """The caller goes on without: what they said of it is gone."""
    row = asked_in(session, call_id)
    if row is not None and row.state == State.DRAFTED:
        session.delete(row)
        session.flush()
