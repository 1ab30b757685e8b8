"""How jobs go through lines, and what they find there: one in trouble stops no other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from sqlalchemy.orm import Session

from hotline.calls.intents import SendNotice
from hotline.lines.service import LoadedLine, line_by_slug, line_slugs
from hotline.logs import logger
from hotline.service import Hotline
from hotline.telling import send_notice

log = logger(__name__)

T = TypeVar("T")


def each_line(
    service: Hotline,
    look: Callable[[LoadedLine], None],
    which: Callable[[Session], Sequence[str]] = line_slugs,
) -> None:
    """Looks at every line in turn, or at `which`, by their names; where something is raised it is
    logged, and the next follows."""
    with service.database.reading() as session:
        slugs = which(session)
    for slug in slugs:
        try:
            with service.database.reading() as session:
                line = line_by_slug(session, slug)
            if line is not None:
                look(line)
        except Exception:
            log.exception("line-failed", line=slug)


def tell_each(
    service: Hotline,
    things: Iterable[T],
    tell: Callable[[Session, T], Sequence[SendNotice]],
) -> None:
    """Tells of each thing in a transaction of its own, and sends what came of it; one for which
    something is raised is logged, and the next follows."""
    for thing in things:
        try:
            with service.database.writing() as session:
                intents = tell(session, thing)
            for intent in intents:
                send_notice(service, intent.notice)
        except Exception:
            log.exception("telling-failed")
