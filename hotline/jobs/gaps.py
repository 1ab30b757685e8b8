"""Gaps of the roster: every hour of the day coordinators are told of those they do not know yet."""

from __future__ import annotations

from hotline.jobs.each import each_line, tell_each
from hotline.lines.service import LoadedLine
from hotline.rosters.telling_gaps import tell_gaps
from hotline.service import Hotline

HOURS = range(9, 20)
"""Local hours of the line in which a message about another day disturbs nobody's sleep."""


def tell_of_gaps(service: Hotline) -> None:
    """Tells the gaps of the next 14 days on every line, each once."""
    now = service.now()

    def look(line: LoadedLine) -> None:
        if line.document.local_time(now).hour in HOURS:
            tell_each(
                service,
                [line],
                lambda session, line: tell_gaps(session, line, now, service.new_id),
            )

    each_line(service, look)
