"""Closing a line by hand, putting a message up, and taking both back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from hotline.lines.announced import Announced, ClosedByHand
from hotline.lines.fields import Words
from hotline.lines.opening import Message
from hotline.lines.service import line_changed
from hotline.lines.tables import Line


def announced_on(session: Session, line_id: int) -> Announced:
    """What is announced by hand now, be it over or not."""
    return Announced.model_validate(_kept(session, line_id) or {})


def close(
    session: Session, line_id: int, starts: datetime, ends: datetime | None, words: Words
) -> None:
    """Closed between two local times of the line (naive), or until somebody opens it again; calls
    that began before go on. It begins with the minute, as all times of a line do."""
    begun = starts.replace(second=0, microsecond=0)
    closure = ClosedByHand.model_validate({"from": begun, "to": ends, "words": words})
    _change(session, line_id, lambda kept: kept.model_copy(update={"closure": closure}))


def put_up(session: Session, line_id: int, until: datetime, words: Words) -> None:
    """Said to every caller after the greeting, until that local time of the line (naive)."""
    message = Message(words=words, until=until)
    _change(session, line_id, lambda kept: kept.model_copy(update={"message": message}))


def reopen(session: Session, line_id: int) -> None:
    """Open again, as the file says."""
    _change(session, line_id, lambda kept: kept.model_copy(update={"closure": None}))


def take_down(session: Session, line_id: int) -> None:
    """No message but the file's."""
    _change(session, line_id, lambda kept: kept.model_copy(update={"message": None}))


def drop_over(session: Session, line_id: int, local: datetime) -> None:
    """Forgets what is over by this local time of the line (naive): a message put up by hand makes
    room for the file's again."""

    def left(kept: Announced) -> Announced:
        closure, message = kept.closure, kept.message
        if closure is not None and closure.ends is not None and closure.ends <= local:
            closure = None
        if message is not None and not message.is_said_at(local):
            message = None
        return Announced(closure=closure, message=message)

    _change(session, line_id, left)


def _kept(session: Session, line_id: int) -> dict[str, object] | None:
    kept: dict[str, object] | None
    kept = session.scalars(select(Line.announced).where(Line.id == line_id)).one()
    return kept


def _change(session: Session, line_id: int, change: Callable[[Announced], Announced]) -> None:
    # Locked before it is read: a message put up at the instant of a closure must not undo it. Calls
    # that begin meanwhile do not wait: they only need the line to be there.
    locked = select(Line).where(Line.id == line_id).with_for_update(key_share=True)
    row = session.scalars(locked.execution_options(populate_existing=True)).one()
    kept = Announced.model_validate(row.announced or {})
    changed = change(kept)
    if changed == kept:
        return
    row.announced = changed.model_dump(mode="json", by_alias=True, exclude_none=True) or None
    row.announced_number += 1
    session.flush()
    line_changed(session)
