"""Records that the carrier does not delete: each day coordinators are told, by day, once."""

from __future__ import annotations

from hotline.forgetting.alarm import tell_of_kept_records
from hotline.jobs.each import each_line, tell_each
from hotline.jobs.gaps import HOURS
from hotline.lines.service import LoadedLine
from hotline.service import Hotline


def tell_of_records(service: Hotline) -> None:
    """On every line, in the hours in which a message disturbs nobody's sleep."""
    now = service.now()

    def look(line: LoadedLine) -> None:
        if line.document.local_time(now).hour in HOURS:
            tell_each(
                service,
                [line],
                lambda session, line: tell_of_kept_records(session, line, now, service.new_id),
            )

    each_line(service, look)
