"""The job that reminds people of their duties to come: everything that is due now, each once."""

from __future__ import annotations

from hotline.lines.service import line_by_slug, line_slugs
from hotline.logs import logger
from hotline.readiness.reminders import tellings
from hotline.readiness.told import tell
from hotline.service import Hotline
from hotline.telling import send_notice

log = logger(__name__)


def remind(service: Hotline) -> None:
    """Tells all that is due. Whatever stops it on the way, the next turn tells the rest."""
    with service.database.reading() as session:
        now = service.now()
        lines = [line_by_slug(session, slug) for slug in line_slugs(session)]
        due = [telling for line in lines if line for telling in tellings(session, line.id, now)]
    for telling in due:
        try:
            with service.database.writing() as session:
                intents = tell(session, telling, now, service.new_id)
            for intent in intents:
                send_notice(service, intent.notice)
        except Exception:
            # One person's trouble must not keep the others from being told.
            log.exception("reminder-failed")
