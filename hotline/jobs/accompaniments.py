"""The job that ends what was to end: follow-up codes, and records kept long enough."""

from __future__ import annotations

from hotline.accompaniments.lapsing import delete_old_records, end_expired_codes
from hotline.jobs.each import each_line
from hotline.lines.follow_up import KEEP_MONTHS
from hotline.lines.service import LoadedLine
from hotline.service import Hotline


def end_follow_ups(service: Hotline) -> None:
    """By the calendar of each line."""

    def look(line: LoadedLine) -> None:
        today = line.document.local_time(service.now()).date()
        follow_up = line.document.follow_up
        months = follow_up.keep_months if follow_up else KEEP_MONTHS
        with service.database.writing() as session:
            end_expired_codes(session, line.id, today)
            delete_old_records(session, line.id, today, months)

    each_line(service, look)
