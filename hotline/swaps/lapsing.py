"""Offers that come to nothing: the duty begins, or is not the giver's any more.

And cover that nobody has taken shortly before: coordinators hear of it while there is time.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from hotline.calls.intents import SendNotice
from hotline.lines.service import line_by_id
from hotline.people.service import people_by_ids
from hotline.rosters.service import roster_of
from hotline.swaps.held import Held, to_come
from hotline.swaps.settling import settle
from hotline.swaps.tables import OFFERED, SwapOffer
from hotline.swaps.taking import has_begun
from hotline.swaps.telling import About, NewId, Post, topic_of
from schedules.duty import OpenDuty

AUTHOR = "hotline"
NEAR = timedelta(hours=2)
"""So long before a duty begins, coordinators are told that nobody has taken it over."""
PATIENCE = timedelta(minutes=15)
"""So long colleagues have to answer before it is told of a duty that an absence left open: of that
coordinators were told when it was noted."""


def standing(session: Session, line_id: int | None = None) -> list[SwapOffer]:
    """The offers that can be taken, of one line or of all, those that begin first before others."""
    rows = select(SwapOffer).filter_by(state=OFFERED).order_by(SwapOffer.start, SwapOffer.id)
    return list(session.scalars(rows if line_id is None else rows.filter_by(line_id=line_id)))


def look_at(session: Session, offer_id: int, now: datetime, new_id: NewId) -> list[SendNotice]:
    """Lets the offer lapse when its time is over, and tells whoever is to know; or tells the
    coordinators that nobody has taken it yet. Once each, however often it is looked at."""
    row = session.get_one(SwapOffer, offer_id)
    if row.state != OFFERED:
        return []
    line = line_by_id(session, row.line_id)
    assert line is not None  # a foreign key holds it
    post = Post(session, line, now, new_id)
    held = Held(row.source, row.local_start, row.giver_id)
    parts = to_come(roster_of(session, row.line_id), held, now)
    people = people_by_ids(session, {row.giver_id} | ({row.to_id} if row.to_id else set()))
    giver = people[row.giver_id]
    about = About.offer(session, row, giver.name, now)
    everybody_there = all(person.active for person in people.values())
    if not parts or has_begun(row, parts, now) or not everybody_there:
        if not settle(session, row, "lapsed", AUTHOR, now):
            return []
        concerned = [giver.id] if giver.active and now < row.end else []
        phrase = "offer-lapsed" if parts else "offer-gone"
        return post.tell(concerned, phrase, about, topic_of(row))
    known = isinstance(parts[0], OpenDuty) and now < row.made_at + PATIENCE
    if row.kind == "cover" and parts[0].start <= now + NEAR and not known:
        return post.tell_coordinators("cover-untaken", about, topic_of(row))
    return []
