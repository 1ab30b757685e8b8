"""The job that calls those whose duty begins, where their team asks for it."""

from __future__ import annotations

from hotline.jobs.each import each_line, tell_each
from hotline.lines.service import LoadedLine
from hotline.readiness.start_checks import ask, lines_that_check, starting
from hotline.service import Hotline


def check_starts(service: Hotline) -> None:
    """Calls everybody who has just come on, each once."""

    def look(line: LoadedLine) -> None:
        with service.database.reading() as session:
            begun = starting(session, line.id, service.now())
        tell_each(
            service,
            begun,
            lambda session, start: ask(session, start, service.now(), service.new_id),
        )

    each_line(service, look, lines_that_check)
