"""Calendars that are read again and again: what came of a reading, and who is told.

A calendar that breaks leaves the roster as it last said; a duty that is over is never touched.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from hotline.calendars.events import NotACalendar
from hotline.calendars.shifts import shifts_of_calendar
from hotline.calendars.tables import CalendarFeed
from hotline.calendars.telling import At, Breakage, tell_broken, tell_mended
from hotline.calls.intents import SendNotice
from hotline.database import changed
from hotline.lines.file import ShiftEntry
from hotline.lines.service import line_by_id
from hotline.people.names import names_of
from hotline.rosters.changing import open_change
from hotline.rosters.importing import all_of_feed, keep_difference
from hotline.rosters.incoming import Incoming
from hotline.rosters.keeping import keep_rules
from hotline.rosters.tables import RosterChange
from hotline.rosters.teams import teams_named

EVERY = timedelta(minutes=15)
PATIENCE = timedelta(hours=1)
"""A server that does not answer for a while is not yet told."""


def feeds_of(session: Session, line_id: int) -> list[CalendarFeed]:
    """The line's feeds, oldest first."""
    rows = select(CalendarFeed).filter_by(line_id=line_id).order_by(CalendarFeed.id)
    return list(session.scalars(rows))


def add_feed(
    session: Session,
    feed: CalendarFeed,
    shifts: Sequence[ShiftEntry],
    *,
    author: str,
    now: datetime,
    reason: str | None = None,
) -> RosterChange:
    """A calendar is followed from now on, and what it says now is on the roster. Its slug must be
    free on its line."""
    feed.read_at = now
    feed.read_next_at = now + EVERY
    session.add(feed)
    wanted = all_of_feed(session, feed.line_id, origin_of(feed), shifts, now).wanted
    change = open_change(session, feed.line_id, kind="feed", author=author, now=now, reason=reason)
    keep_rules(session, change, (), wanted, origin=origin_of(feed))
    return change


def remove_feed(
    session: Session,
    feed: CalendarFeed,
    *,
    author: str,
    now: datetime,
    reason: str | None = None,
) -> RosterChange:
    """It is followed no more: what it brought and is not over goes."""
    origin = origin_of(feed)
    over = all_of_feed(session, feed.line_id, origin, (), now).wanted
    change = open_change(session, feed.line_id, kind="feed", author=author, now=now, reason=reason)
    keep_rules(session, change, (), over, origin=origin)
    session.delete(feed)
    session.flush()
    return change


def due_feeds(session: Session, now: datetime) -> list[int]:
    """Feeds whose turn to be read has come, the longest waiting first, by id."""
    due = select(CalendarFeed.id).where(CalendarFeed.read_next_at <= now)
    return list(session.scalars(due.order_by(CalendarFeed.read_next_at, CalendarFeed.id)))


def take_feed(session: Session, feed_id: int, now: datetime) -> bool:
    """Takes the turn of a feed to read it now; False when another process has it."""
    mine = update(CalendarFeed).where(CalendarFeed.id == feed_id, CalendarFeed.read_next_at <= now)
    return changed(session, mine.values(read_next_at=now + EVERY))


def origin_of(feed: CalendarFeed) -> str:
    """What the roster calls the feed's shifts' origin."""
    return f"feed:{feed.slug}"


def examined(
    session: Session, feed: CalendarFeed, content: bytes | None, now: datetime
) -> Incoming | Breakage:
    """What the feed's calendar says; None stands for a server that gave none."""
    if content is None:
        return Breakage.UNREACHABLE
    line = line_by_id(session, feed.line_id)
    assert line is not None  # a foreign key holds it
    team = teams_named(session, line).get(feed.team)
    if team is None:
        return Breakage.MISTAKEN  # a new file of the line took the team away
    names = names_of(session, feed.line_id)
    try:
        return shifts_of_calendar(
            content,
            team,
            feed.role,
            names,
            origin=origin_of(feed),
            now=now,
            ignored=feed.ignored,
        )
    except NotACalendar:
        return Breakage.UNREADABLE


def settle(
    session: Session,
    feed_id: int,
    found: Incoming | Breakage,
    at: At,
    *,
    even_empty: bool = False,
) -> tuple[Incoming | Breakage, RosterChange | None, list[SendNotice]]:
    """Keeps what was read as a change of the roster, if it changes anything; or keeps what the
    roster has, and has coordinators told, once a breakage and when it is over.

    A calendar without a duty is taken for broken where it had some, unless `even_empty`. Gives
    what was found after all, the change, and what is to be sent.
    """
    # Two that read the same feed keep it one after the other.
    feed = session.get(CalendarFeed, feed_id, with_for_update=True)
    if feed is None:
        return found, None, []
    if isinstance(found, Breakage):
        return found, None, _broken(session, feed, found, at)
    if found.mistakes:
        return found, None, _broken(session, feed, Breakage.MISTAKEN, at)
    difference = all_of_feed(session, feed.line_id, origin_of(feed), found.shifts, at.now)
    if difference.removed and not found.shifts and not even_empty:
        return Breakage.EMPTY, None, _broken(session, feed, Breakage.EMPTY, at)
    change = keep_difference(
        session,
        feed.line_id,
        difference,
        origin=origin_of(feed),
        kind="feed",
        author=origin_of(feed),
        now=at.now,
    )
    return found, change, _works(session, feed, at)


def _broken(session: Session, feed: CalendarFeed, breakage: Breakage, at: At) -> list[SendNotice]:
    feed.broken_since = feed.broken_since or at.now
    feed.broken_by = breakage
    session.flush()
    patience = PATIENCE if breakage is Breakage.UNREACHABLE else timedelta(0)
    if feed.told or at.now - feed.broken_since < patience:
        return []
    feed.told = True
    return tell_broken(session, feed, at)


def _works(session: Session, feed: CalendarFeed, at: At) -> list[SendNotice]:
    notices = tell_mended(session, feed, at) if feed.told else []
    feed.read_at = at.now
    feed.broken_since = feed.broken_by = None
    feed.told = False
    session.flush()
    return notices
