"""Offering a duty: to one person or to the whole team, for another duty or for nothing."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from hotline.calls.intents import SendNotice
from hotline.lines.service import LoadedLine, line_by_id
from hotline.people.service import people_by_ids
from hotline.rosters.changing import one_after_the_other
from hotline.rosters.service import roster_of
from hotline.swaps.fitness import require_fit
from hotline.swaps.held import Held, Stretch, to_come
from hotline.swaps.refusing import NotPossible, Why
from hotline.swaps.settling import settle
from hotline.swaps.tables import OFFERED, SwapOffer
from hotline.swaps.telling import NewId, Post, name_of, tell_asked
from schedules.duty import Duty


def offer(
    session: Session,
    line_id: int,
    held: Held,
    *,
    author: str,
    now: datetime,
    new_id: NewId,
    to: int | None = None,
    swap: bool = False,
    in_return: Held | None = None,
    words: str | None = None,
) -> tuple[SwapOffer, list[SendNotice]]:
    """Offers what is to come of a duty: to one person, or to the whole team of its role.

    For nothing (cover), or for a duty in return (`swap`): a given one of the person asked, or any
    of the taker's in the same team and role. Whoever may take it is told. A duty that has begun can
    be covered, not swapped. Raises NotPossible.
    """
    one_after_the_other(session, line_id)
    line = line_by_id(session, line_id)
    assert line is not None  # a foreign key holds it
    parts = _offered(session, line, held, now, swap=swap or in_return is not None)
    first = parts[0]
    if to is not None:
        if to == held.person_id:
            raise NotPossible(Why.OWN, name=name_of(session, to))
        require_fit(session, line, first.team, to, held.person_id)
    if in_return is not None:
        if to is None or in_return.person_id != to:
            raise NotPossible(Why.RETURN_FROM_NOBODY)
        require_in_return(session, line, first, in_return, now)
    row = SwapOffer(
        line_id=line_id,
        kind="swap" if swap or in_return else "cover",
        giver_id=held.person_id,
        to_id=to,
        team=first.team,
        role=first.role,
        source=held.source,
        local_start=held.local_start,
        start=first.start,
        end=parts[-1].end,
        return_source=in_return and in_return.source,
        return_local_start=in_return and in_return.local_start,
        words=words or None,
        made_at=now,
        made_by=author[:64],
    )
    session.add(row)
    session.flush()
    return row, tell_asked(Post(session, line, now, new_id), row)


def ask_cover(
    session: Session,
    line_id: int,
    held: Held,
    *,
    author: str,
    now: datetime,
    new_id: NewId,
    words: str | None = None,
) -> tuple[SwapOffer, list[SendNotice]]:
    """Asks the whole team for cover, for somebody who cannot do a duty: what is offered of it so
    far gives way. Raises NotPossible when they do not have it (any more)."""
    one_after_the_other(session, line_id)
    before = standing_of(session, line_id, held)
    if before is not None:
        settle(session, before, "withdrawn", author, now)
    return offer(session, line_id, held, author=author, now=now, new_id=new_id, words=words)


def return_of(row: SwapOffer, person_id: int) -> Held | None:
    """The duty that the offer wants in return, when it names one."""
    if row.return_source is None or row.return_local_start is None:
        return None
    return Held(row.return_source, row.return_local_start, person_id)


def require_in_return(
    session: Session, line: LoadedLine, row: SwapOffer | Stretch, held: Held, now: datetime
) -> tuple[Stretch, ...]:
    """What is given for the duty of an offer: whole, to come, of the same team and role. Raises
    NotPossible."""
    parts = to_come(roster_of(session, line.id), held, now)
    if not parts:
        raise NotPossible(Why.NOT_HELD, name=name_of(session, held.person_id))
    if (parts[0].team, parts[0].role) != (row.team, row.role):
        raise NotPossible(Why.RETURN_ELSEWHERE)
    if parts[0].start <= now:
        raise NotPossible(Why.BEGUN)
    return parts


def _offered(
    session: Session, line: LoadedLine, held: Held, now: datetime, *, swap: bool
) -> tuple[Stretch, ...]:
    parts = to_come(roster_of(session, line.id), held, now)
    giver = people_by_ids(session, {held.person_id})[held.person_id]
    if not parts:
        raise NotPossible(Why.NOT_HELD, name=giver.name)
    if not giver.active and any(isinstance(part, Duty) for part in parts):
        raise NotPossible(Why.LEFT, name=giver.name)
    if swap and parts[0].start <= now:
        raise NotPossible(Why.BEGUN)
    before = standing_of(session, line.id, held)
    if before is not None:
        raise NotPossible(Why.ALREADY_OFFERED, number=str(before.id))
    return parts


def standing_of(session: Session, line_id: int, held: Held) -> SwapOffer | None:
    """The offer of this duty that can be taken; None when there is none."""
    return session.scalar(
        select(SwapOffer).filter_by(
            line_id=line_id,
            source=held.source,
            local_start=held.local_start,
            giver_id=held.person_id,
            state=OFFERED,
        )
    )
