"""The nets are kept whole: a new picture every half a minute, and what was written down without the
database is put into it.

Every machine keeps its own: these turns are taken by no single process.
"""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy.exc import SQLAlchemyError

from hotline.catching_up import catch_up
from hotline.logs import logger
from hotline.nets.replaying import forget_replayed
from hotline.nets.taking import take_picture
from hotline.service import Hotline

EVERY = timedelta(seconds=30)

log = logger(__name__)


def keep_picture(service: Hotline) -> None:
    """Takes a new picture when the one there is older than half a minute."""
    if not service.settings.hotline_snapshot_dir:
        return
    now, there = service.now(), service.net.snapshot.newest()
    if there is not None and now.timestamp() - there.taken_at < EVERY.total_seconds():
        return
    try:
        with service.database.reading() as session:
            picture = take_picture(session, now, service.new_id())
        service.net.snapshot.keep(picture)
        service.net.marks.clear(now.timestamp())
    except SQLAlchemyError as problem:
        log.error("no-picture", kind=type(problem).__name__)
    except OSError:
        log.exception("picture-not-kept")


def replay(service: Hotline) -> None:
    """Everything that was written down without the database comes into it."""
    for name in service.net.spool.names():
        catch_up(service, name)


def forget_what_was_replayed(service: Hotline) -> None:
    """Nothing is left of a file that was done with long ago."""
    with service.database.writing() as session:
        forget_replayed(session, service.now())
