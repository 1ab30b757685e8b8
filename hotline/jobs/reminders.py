"""The job that reminds people of their duties to come: everything that is due now, each once."""

from __future__ import annotations

from hotline.jobs.each import each_line, tell_each
from hotline.lines.service import LoadedLine
from hotline.readiness.reminders import tellings
from hotline.readiness.told import tell
from hotline.service import Hotline


def remind(service: Hotline) -> None:
    """Tells all that is due. Whatever stops it on the way, the next turn tells the rest."""
    now = service.now()

    def look(line: LoadedLine) -> None:
        with service.database.reading() as session:
            due = tellings(session, line.id, now)
        tell_each(
            service, due, lambda session, telling: tell(session, telling, now, service.new_id)
        )

    each_line(service, look)
