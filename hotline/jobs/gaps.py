"""Gaps of the roster: every hour of the day coordinators are told of those they do not know yet."""

from __future__ import annotations

from hotline.lines.service import line_by_slug, line_slugs
from hotline.logs import logger
from hotline.rosters.telling_gaps import tell_gaps
from hotline.service import Hotline
from hotline.telling import send_notice

log = logger(__name__)

HOURS = range(9, 20)
"""Local hours of the line in which a message about another day disturbs nobody's sleep."""


def tell_of_gaps(service: Hotline) -> None:
    """Tells the gaps of the next 14 days on every line, each once."""
    with service.database.reading() as session:
        slugs = line_slugs(session)
    now = service.now()
    for slug in slugs:
        try:
            with service.database.writing() as session:
                line = line_by_slug(session, slug)
                if line is None or line.document.local_time(now).hour not in HOURS:
                    continue
                intents = tell_gaps(session, line, now, service.new_id)
            for intent in intents:
                send_notice(service, intent.notice)
        except Exception:
            # The trouble of one line is not that of the others.
            log.exception("gaps-failed", line=slug)
