"""Duties that somebody took, and does not do any more: the roster has changed since."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from hotline.calls.intents import SendNotice
from hotline.lines.service import line_by_id
from hotline.people.service import people_by_ids
from hotline.rosters.service import planned_of
from hotline.rosters.tables import Decision
from hotline.swaps.telling import About, NewId, Post, name_of
from schedules.local_time import instant
from schedules.planned import Planned

_AROUND = timedelta(days=2)


def void_gifts(session: Session, line_id: int, now: datetime) -> list[int]:
    """Duties to come that somebody took, and that they do not do any more, because a new rule has
    done away with them or given them to somebody else, or because the taking was undone; by the id
    of the decision."""
    return [
        gift.id
        for gift, start, end in _gifts_to_come(session, line_id, now)
        if _is_void(gift, planned_of(session, line_id, start - _AROUND, end + _AROUND))
    ]


def _is_void(gift: Decision, found: Planned) -> bool:
    if gift.closed_in is None and str(gift.id) not in found.idle:
        return False
    return not any(
        (duty.source, duty.local_start, duty.person)
        == (gift.source, gift.local_start, str(gift.by_id))
        for duty in found.duties
    )


def tell_of_void(
    session: Session, decision_id: int, now: datetime, new_id: NewId
) -> list[SendNotice]:
    """Whoever took the duty is told once that they are not on: they would think they were."""
    gift = session.get_one(Decision, decision_id)
    line = line_by_id(session, gift.line_id)
    assert line is not None  # a foreign key holds it
    assert gift.by_id is not None  # every gift is to somebody
    taker = people_by_ids(session, {gift.by_id})[gift.by_id]
    about = About(gift.starts, gift.ends, name_of(session, gift.person_id))
    concerned = [taker.id] if taker.active else []
    return Post(session, line, now, new_id).tell(concerned, "duty-void", about, f"gift:{gift.id}")


def _gifts_to_come(
    session: Session, line_id: int, now: datetime
) -> Iterator[tuple[Decision, datetime, datetime]]:
    rows = session.scalars(
        select(Decision)
        .filter_by(line_id=line_id, kind="gift")
        .where(Decision.ends > now.replace(tzinfo=None) - _AROUND)
        .order_by(Decision.id)
    )
    for row in rows:
        zone = ZoneInfo(row.zone)
        start, end = instant(row.starts, zone), instant(row.ends, zone)
        if end > now:
            yield row, start, end
