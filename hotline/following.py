"""Follows calendars: fetches each one whose turn has come, and keeps what it says."""

from __future__ import annotations

from functools import partial

from hotline.calendars.feeds import due_feeds, examined, settle, take_feed
from hotline.calendars.tables import CalendarFeed
from hotline.calendars.telling import At
from hotline.fetching import ForbiddenAddress, NotFetched, fetch
from hotline.logs import logger
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
    """Reads one feed, unless another process has its turn; what is told leaves at once."""
    with service.database.writing() as session:
        address = take_feed(session, feed_id, service.now())
    if address is None:
        return
    content = fetched(service, address)
    now = service.now()
    # Outside of the transaction that keeps it: a large calendar takes a while to unfold.
    with service.database.reading() as session:
        feed = session.get(CalendarFeed, feed_id)
        if feed is None:
            return
        found = examined(session, feed, content, now)
    with service.database.writing() as session:
        change, notices = settle(session, feed_id, found, At(now, service.new_id))
    if change is not None:
        log.info("feed-changed", line=change.line_id, count=change.number)
    for notice in notices:
        send_notice(service, notice.notice)


def fetched(service: Hotline, address: str) -> bytes | None:
    """The calendar at this address; None when it cannot be had, and the log says why."""
    try:
        return fetch(address, inside=service.settings.calendar_hosts)
    except NotFetched as problem:
        log.warning("feed-not-fetched", code=problem.code)
    except ForbiddenAddress:
        log.warning("feed-address-forbidden")
    return None
