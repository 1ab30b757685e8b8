"""Trial calls, as often as the settings say: would somebody who calls now be answered?"""

from __future__ import annotations

from datetime import timedelta

from hotline.jobs.each import each_line
from hotline.lines.service import LoadedLine
from hotline.service import Hotline
from hotline.trials.making import can_be_made, is_due, try_line


def make_trial_calls(service: Hotline) -> None:
    """One of each line whose time has come; none without an account at the carrier."""
    every = timedelta(minutes=service.settings.hotline_trial_minutes)
    if not every or not can_be_made(service.settings):
        return

    def look(line: LoadedLine) -> None:
        with service.database.reading() as session:
            due = is_due(session, line.id, service.now(), every)
        if due:
            # Beside the other jobs: a service that does not answer makes none of them wait.
            service.errands.run(lambda: _try(service, line))

    each_line(service, look)


def _try(service: Hotline, line: LoadedLine) -> None:
    try_line(service, line)
