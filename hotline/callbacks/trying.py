"""One try to call back: begun by a job, a call like any other while it lasts, and its end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from hotline.blocks.service import Purpose, block
from hotline.callbacks.counting import count_result
from hotline.callbacks.states import (
    BETWEEN_TRIES,
    KEPT_FOR_THE_COORDINATOR,
    MOST_TRIES,
    REFUSED_AFTER_NOBODY,
    REFUSED_AFTER_WRONG,
    Result,
    State,
)
from hotline.callbacks.tables import Callback
from hotline.callbacks.telling import tell_of_callback
from hotline.calls.arranging import is_looked_for
from hotline.calls.ending import end_call
from hotline.calls.intents import Intent
from hotline.calls.tables import Call
from hotline.database import changed
from hotline.forgetting.erasures import Record, plan_erasure
from hotline.lines.service import LoadedLine
from hotline.swaps.telling import NewId
from routing.outcomes import CallState, Priority
from schedules.callback_windows import CallbackWindow

PAUSE = timedelta(minutes=5)


def any_open(session: Session) -> bool:
    """Whether any line has a request that is to be tried or is being tried."""
    is_open = Callback.state.in_([State.ASKED, State.TRYING])
    return session.scalar(select(Callback.id).where(is_open).limit(1)) is not None


def somebody_waits(session: Session, line_id: int) -> bool:
    """Whether a caller is in the queue of this line."""
    waiting = select(Call.id).where(
        Call.line_id == line_id, Call.state == CallState.WAITING, Call.callback_id.is_(None)
    )
    return session.scalar(waiting.limit(1)) is not None


def due(session: Session, line_id: int, now: datetime) -> list[int]:
    """The requests whose time has come, and those whose window went by, the longest due first."""
    asked = select(Callback.id).where(
        Callback.line_id == line_id,
        Callback.state == State.ASKED,
        or_(Callback.try_at <= now, Callback.ends_at <= now),
    )
    return list(session.scalars(asked.order_by(Callback.try_at, Callback.id)))


def begin(session: Session, callback_id: int, now: datetime, new_id: NewId) -> str | None:
    """A try begins: a call in which somebody suitable is rung first. Its id; None when another
    process has begun it, or its window is over."""
    begun = changed(
        session,
        update(Callback)
        .where(
            Callback.id == callback_id,
            Callback.state == State.ASKED,
            Callback.try_at <= now,
            Callback.ends_at > now,
        )
        .values(
            state=State.TRYING,
            try_id=new_id(),
            call_id=(call_id := new_id()),
            rung_at=None,
            carrier_id=None,
            answered_at=None,
            known_at=None,
            confirmed_at=None,
            over_at=None,
        ),
    )
    if not begun:
        return None
    row = session.get_one(Callback, callback_id, populate_existing=True)
    session.add(
        Call(
            id=call_id,
            carrier_id=call_id,
            line_id=row.line_id,
            callback_id=row.id,
            state=CallState.WAITING,
            language=row.language,
            profession=row.profession,
            plan=row.plan,
            companion_id=row.companion_id,
            kind_wanted=row.kind_wanted,
            priority=Priority.CALLBACK,
            territory=row.territory,
            other_profession=row.other_profession,
            avoids=row.avoids,
            started_at=now,
            seen_at=now,
            queued_at=now,
            offered_at=now,
        )
    )
    session.flush()
    return call_id


def under_way(session: Session, line_id: int) -> list[int]:
    """The requests that are being tried."""
    trying = select(Callback.id).filter_by(line_id=line_id, state=State.TRYING)
    return list(session.scalars(trying.order_by(Callback.id)))


def give_way(session: Session, callback_id: int, now: datetime) -> list[Intent] | None:
    """Nobody of the line is free for it: the try ends unless the caller is rung already, and comes
    again after a pause. None while there is still time, or when somebody is on it."""
    row = _locked(session, callback_id)
    if row is None or row.state != State.TRYING or row.rung_at is not None:
        return None
    call = session.get(Call, row.call_id, populate_existing=True)
    if call is None or call.state != CallState.WAITING:
        return None
    assert row.ends_at is not None  # what is tried has a window
    if is_looked_for(call, now) and now < row.ends_at:
        return None
    ended = end_call(session, call.id, now)
    row.state, row.try_at, row.try_id, row.call_id = State.ASKED, now + PAUSE, None, None
    session.flush()
    return ended[1] if ended else []


def end_try(
    session: Session,
    line: LoadedLine,
    callback_id: int,
    *,
    now: datetime,
    new_id: NewId,
    chance: Callable[[int], bytes],
) -> list[Intent]:
    """What follows once the caller's telephone is hung up or has rung in vain, or somebody was
    heard: the request is done and gone, or its next try is set, or the coordinators are told."""
    row = _locked(session, callback_id)
    if row is None or row.state != State.TRYING:
        return []
    call = session.get(Call, row.call_id, populate_existing=True)
    if call is not None and call.connected_at is not None:
        _done(session, line, row, Result.REACHED, now)
        return []
    if row.wrong_number:
        _turn_away(session, row, REFUSED_AFTER_WRONG, now, chance)
        ended = end_call(session, call.id, now) if call else None
        if row.carrier_id is not None:
            # The end of that leg is told when nothing here knows it any more.
            plan_erasure(session, Record.CALL, row.carrier_id, now)
        _done(session, line, row, Result.WRONG_NUMBER, now)
        return list(ended[1]) if ended else []
    if row.over_at is None and call is not None and call.state != CallState.ENDED:
        return []  # it goes on
    ended = end_call(session, call.id, now) if call else None
    rung = row.rung_at is not None
    row.tries += rung
    row.try_id = row.call_id = None
    intents = list(ended[1]) if ended else []
    if row.tries >= MOST_TRIES:
        _turn_away(session, row, REFUSED_AFTER_NOBODY, now, chance)
        return [*intents, *_failed(session, line, row, State.UNREACHED, now=now, new_id=new_id)]
    row.state, row.try_at = State.ASKED, now + (BETWEEN_TRIES if rung else PAUSE)
    session.flush()
    return intents


def miss(
    session: Session, line: LoadedLine, callback_id: int, now: datetime, new_id: NewId
) -> list[Intent]:
    """Its window is over without anybody having been reached: the coordinators are told, once."""
    row = _locked(session, callback_id)
    if row is None or row.state != State.ASKED or row.ends_at is None or now < row.ends_at:
        return []
    failed = State.UNREACHED if row.tries else State.MISSED
    return _failed(session, line, row, failed, now=now, new_id=new_id)


def open_requests(session: Session, line_id: int) -> list[Callback]:
    """All of this line but drafts, in the order of their windows."""
    of_line = select(Callback).where(Callback.line_id == line_id, Callback.state != State.DRAFTED)
    return list(session.scalars(of_line.order_by(Callback.starts_at, Callback.id)))


def again(session: Session, line_id: int, callback_id: int, window: CallbackWindow) -> bool:
    """A coordinator gives a request that failed another window: three tries more. False when it is
    not one that failed (any more)."""
    return changed(
        session,
        update(Callback)
        .where(
            Callback.id == callback_id,
            Callback.line_id == line_id,
            Callback.state.in_([State.UNREACHED, State.MISSED]),
        )
        .values(
            state=State.ASKED,
            tries=0,
            starts_at=window.start,
            ends_at=window.end,
            try_at=window.start,
            expires_at=window.end + KEPT_FOR_THE_COORDINATOR,
        ),
    )


def withdraw(session: Session, line: LoadedLine, callback_id: int, now: datetime) -> bool:
    """A coordinator drops a request: its number is gone. False when it is being tried just now, or
    is not there."""
    row = _locked(session, callback_id)
    if row is None or row.line_id != line.id or row.state in {State.TRYING, State.DRAFTED}:
        return False
    _done(session, line, row, Result.WITHDRAWN, now)
    return True


def forget_callbacks(session: Session, now: datetime) -> None:
    """Drops what has expired, drafts included; not what is being tried."""
    expired = select(Callback).where(Callback.expires_at <= now, Callback.state != State.TRYING)
    for row in session.scalars(expired):
        session.delete(row)
    session.flush()


def _locked(session: Session, callback_id: int) -> Callback | None:
    mine = select(Callback).where(Callback.id == callback_id).with_for_update()
    return session.scalar(mine.execution_options(populate_existing=True))


def _done(session: Session, line: LoadedLine, row: Callback, result: Result, now: datetime) -> None:
    count_result(session, line, result, now)
    session.delete(row)
    session.flush()


def _failed(
    session: Session,
    line: LoadedLine,
    row: Callback,
    state: State,
    *,
    now: datetime,
    new_id: NewId,
) -> list[Intent]:
    row.state, row.try_at = state, None
    session.flush()
    count_result(session, line, Result(state), now)
    return list(tell_of_callback(session, line, row, now, new_id))


def _turn_away(
    session: Session,
    row: Callback,
    length: timedelta,
    now: datetime,
    chance: Callable[[int], bytes],
) -> None:
    block(
        session,
        row.line_id,
        row.number,
        now=now,
        length=length,
        chance=chance,
        purpose=Purpose.CALLBACK,
    )
