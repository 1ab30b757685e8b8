"""Follows calendars: fetches each one whose turn has come, and keeps what it says."""

from __future__ import annotations

from functools import partial

from hotline.calendars.feeds import due_feeds, examined, settle, take_feed
from hotline.calendars.tables import CalendarFeed
from hotline.calendars.telling import At, Breakage
from hotline.fetching import ForbiddenAddress, NotFetched, fetch
from hotline.logs import logger
from hotline.rosters.incoming import Incoming
from hotline.rosters.tables import RosterChange
from hotline.service import Hotline
from hotline.telling import send_notice

log = logger(__name__)


def follow_due_feeds(service: Hotline) -> None:
    """Reads every feed whose turn has come, each beside the others: one that hangs holds up
    neither them nor the other jobs."""
    with service.database.reading() as session:
        due = due_feeds(session, service.now())
    for feed in due:
        service.errands.run(partial(follow, service, feed))


def follow(service: Hotline, feed_id: int) -> None:
    """Reads one feed, unless another process has its turn."""
    with service.database.writing() as session:
        mine = take_feed(session, feed_id, service.now())
    if mine:
        read_feed(service, feed_id)


def read_feed(
    service: Hotline, feed_id: int, *, even_empty: bool = False
) -> tuple[Incoming | Breakage, RosterChange | None]:
    """Reads one feed now: what was found, and the change of the roster that it made, if any.
    Whoever is to be told is told at once."""
    with service.database.reading() as session:
        feed = session.get(CalendarFeed, feed_id)
        address = feed.address if feed else ""
    content = fetched(service, address)
    now = service.now()
    # Outside of the transaction that keeps it: a large calendar takes a while to unfold.
    with service.database.reading() as session:
        feed = session.get(CalendarFeed, feed_id)
        found = examined(session, feed, content, now) if feed else Breakage.UNREACHABLE
    with service.database.writing() as session:
        at = At(now, service.new_id)
        found, change, notices = settle(session, feed_id, found, at, even_empty=even_empty)
    if change is not None:
        log.info("feed-changed", line=change.line_id, count=change.number)
    for notice in notices:
        send_notice(service, notice.notice)
    return found, change


def fetched(service: Hotline, address: str) -> bytes | None:
    """The calendar at this address; None when it cannot be had, and the log says why."""
    try:
        return fetch(address, inside=service.settings.calendar_hosts)
    except NotFetched as problem:
        log.warning("feed-not-fetched", code=problem.code)
    except ForbiddenAddress:
        log.warning("feed-address-forbidden")
    return None
