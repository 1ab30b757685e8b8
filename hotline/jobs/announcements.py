"""What was announced by hand and is over makes room for what the file says."""

from __future__ import annotations

from hotline.jobs.each import each_line
from hotline.lines.announcing import announced_on, drop_over
from hotline.lines.service import LoadedLine
from hotline.service import Hotline


def end_announcements(service: Hotline) -> None:
    """Looks at every line; nothing is written where nothing is announced."""

    def look(line: LoadedLine) -> None:
        local = line.document.local_time(service.now())
        with service.database.reading() as session:
            some = announced_on(session, line.id).model_fields_set
        if some:
            with service.database.writing() as session:
                drop_over(session, line.id, local)

    each_line(service, look)
