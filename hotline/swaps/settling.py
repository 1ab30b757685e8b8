"""What becomes of an offer: one conditional UPDATE, so that it is settled once."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from sqlalchemy import update
from sqlalchemy.orm import Session

from hotline.calls.intents import SendNotice
from hotline.database import changed
from hotline.lines.service import LoadedLine, line_by_id
from hotline.swaps.refusing import NotPossible, Why
from hotline.swaps.tables import OFFERED, SwapOffer
from hotline.swaps.telling import NewId, Post, name_of, tell_declined, tell_withdrawn
from hotline.taxonomies import Wording

State = Literal["taken", "declined", "withdrawn", "lapsed"]

STATES = {
    OFFERED: Wording("proposée", "offered"),
    "taken": Wording("prise", "taken"),
    "declined": Wording("refusée", "declined"),
    "withdrawn": Wording("retirée", "withdrawn"),
    "lapsed": Wording("sans suite", "lapsed"),
}


def settle(
    session: Session, row: SwapOffer, state: State, author: str, now: datetime, **more: int
) -> bool:
    """From offered to this state, once; its words are dropped. False when it was settled before."""
    standing = update(SwapOffer).where(SwapOffer.id == row.id, SwapOffer.state == OFFERED)
    mine = changed(
        session,
        standing.values(state=state, settled_at=now, settled_by=author[:64], words=None, **more),
    )
    session.refresh(row)
    return mine


def decline(
    session: Session, row: SwapOffer, *, author: str, now: datetime, new_id: NewId
) -> list[SendNotice]:
    """The one who was asked cannot; whoever offered is told. Raises NotPossible when the offer is
    settled, or was made to the whole team."""
    if row.to_id is None:
        raise NotPossible(Why.FOR_THE_TEAM)
    if not settle(session, row, "declined", author, now):
        raise too_late(session, row)
    return tell_declined(Post(session, _line(session, row), now, new_id), row)


def withdraw(
    session: Session, row: SwapOffer, *, author: str, now: datetime, new_id: NewId
) -> list[SendNotice]:
    """Whoever offered keeps the duty after all; if one person was asked, they are told. Raises
    NotPossible when the offer is settled."""
    if not settle(session, row, "withdrawn", author, now):
        raise too_late(session, row)
    return tell_withdrawn(Post(session, _line(session, row), now, new_id), row)


def too_late(session: Session, row: SwapOffer) -> NotPossible:
    """Why an offer that is settled can be answered no more."""
    if row.taken_by is None:
        return NotPossible(Why.SETTLED, state=STATES[row.state])
    return NotPossible(Why.TAKEN, name=name_of(session, row.taken_by))


def _line(session: Session, row: SwapOffer) -> LoadedLine:
    line = line_by_id(session, row.line_id)
    assert line is not None  # a foreign key holds it
    return line
