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
        if _is_void(gift, _planned_around(session, line_id, start, end))
    ]


def _is_void(gift: Decision, found: Planned) -> bool:
    if gift.closed_in is None and str(gift.id) not in found.idle:
        return False
    return not _does(gift.by_id, gift, found)


def _does(person_id: int | None, gift: Decision, found: Planned) -> bool:
    """Whether this person does some of the duty that was given."""
    theirs = (gift.source, gift.local_start, str(person_id))
    return any((duty.source, duty.local_start, duty.person) == theirs for duty in found.duties)


def tell_of_void(
    session: Session, decision_id: int, now: datetime, new_id: NewId
) -> list[SendNotice]:
    """Whoever took the duty is told once that they are not on: they would think they were. So is
    whoever had given it, if it is theirs again: they would think that they were free."""
    gift = session.get_one(Decision, decision_id)
    line = line_by_id(session, gift.line_id)
    assert line is not None  # a foreign key holds it
    assert gift.by_id is not None  # every gift is to somebody
    found = _planned_around(session, line.id, *_instants(gift))
    post, topic = Post(session, line, now, new_id), f"gift:{gift.id}"
    about = About(gift.starts, gift.ends, name_of(session, gift.person_id))
    told = post.tell(_active(session, gift.by_id), "duty-void", about, topic)
    if _does(gift.person_id, gift, found):
        told += post.tell(_active(session, gift.person_id), "duty-back", about, topic)
    return told


def _active(session: Session, person_id: int) -> list[int]:
    person = people_by_ids(session, {person_id})[person_id]
    return [person.id] if person.active else []


def _planned_around(session: Session, line_id: int, start: datetime, end: datetime) -> Planned:
    return planned_of(session, line_id, start - _AROUND, end + _AROUND)


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
        start, end = _instants(row)
        if end > now:
            yield row, start, end


def _instants(gift: Decision) -> tuple[datetime, datetime]:
    zone = ZoneInfo(gift.zone)
    return instant(gift.starts, zone), instant(gift.ends, zone)
