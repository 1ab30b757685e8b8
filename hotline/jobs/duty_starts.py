"""The job that calls those whose duty begins, where their team asks for it."""

from __future__ import annotations

from hotline.lines.service import line_by_slug, line_slugs
from hotline.readiness.start_checks import ask, starting
from hotline.service import Hotline
from hotline.telling import send_notice


def check_starts(service: Hotline) -> None:
    """Calls everybody who has just come on, each once."""
    with service.database.reading() as session:
        lines = [line_by_slug(session, slug) for slug in line_slugs(session)]
        begun = [
            start for line in lines if line for start in starting(session, line.id, service.now())
        ]
    for start in begun:
        with service.database.writing() as session:
            intents = ask(session, start, service.now(), service.new_id)
        for intent in intents:
            send_notice(service, intent.notice)
