"""Closing a line by hand, putting a message up, and taking both back."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from hotline.lines.announced import Announced
from hotline.lines.fields import Words
from hotline.lines.opening import Closure, Message
from hotline.lines.service import line_changed
from hotline.lines.tables import Line


def announced_on(session: Session, line_id: int) -> Announced:
    """What is announced by hand now, be it over or not."""
    return Announced.model_validate(_kept(session, line_id) or {})


def close(session: Session, line_id: int, starts: datetime, ends: datetime, words: Words) -> None:
    """Closed between two local times of the line (naive); calls that began before go on."""
    closure = Closure.model_validate({"from": starts, "to": ends, "words": words})
    _keep(session, line_id, announced_on(session, line_id).model_copy(update={"closure": closure}))


def put_up(session: Session, line_id: int, until: datetime, words: Words) -> None:
    """Said to every caller after the greeting, until that local time of the line (naive)."""
    message = Message(words=words, until=until)
    _keep(session, line_id, announced_on(session, line_id).model_copy(update={"message": message}))


def reopen(session: Session, line_id: int) -> None:
    """Open again, as the file says."""
    _keep(session, line_id, announced_on(session, line_id).model_copy(update={"closure": None}))


def take_down(session: Session, line_id: int) -> None:
    """No message but the file's."""
    _keep(session, line_id, announced_on(session, line_id).model_copy(update={"message": None}))


def drop_over(session: Session, line_id: int, local: datetime) -> None:
    """Forgets what is over by this local time of the line (naive): a message put up by hand makes
    room for the file's again."""
    kept = announced_on(session, line_id)
    closure, message = kept.closure, kept.message
    if closure is not None and closure.ends <= local:
        closure = None
    if message is not None and not message.is_said_at(local):
        message = None
    now = Announced(closure=closure, message=message)
    if now != kept:
        _keep(session, line_id, now)


def _kept(session: Session, line_id: int) -> dict[str, object] | None:
    kept: dict[str, object] | None
    kept = session.scalars(select(Line.announced).where(Line.id == line_id)).one()
    return kept


def _keep(session: Session, line_id: int, announced: Announced) -> None:
    row = session.scalars(select(Line).where(Line.id == line_id).with_for_update()).one()
    row.announced = announced.model_dump(mode="json", by_alias=True, exclude_none=True) or None
    row.announced_number += 1
    session.flush()
    line_changed(session)
