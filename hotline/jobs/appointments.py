"""The job that looks after appointments: reminds, tells of those left behind, counts past ones."""

from __future__ import annotations

from hotline.appointments.finding import lines_with_appointments
from hotline.appointments.keys import page_key
from hotline.appointments.over import count_what_is_over
from hotline.appointments.reminding import remind, tell_of_left_behind, to_remind
from hotline.appointments.telling import Post
from hotline.jobs.each import each_line, tell_each
from hotline.lines.service import LoadedLine
from hotline.service import Hotline


def look_after_appointments(service: Hotline) -> None:
    """All that is due, each appointment in a transaction of its own."""
    now = service.now()

    def look(line: LoadedLine) -> None:
        with service.database.reading() as session:
            due = to_remind(session, line, now)
        tell_each(
            service,
            due,
            lambda session, reminder: remind(
                session,
                *reminder,
                Post(session, line, now, service.new_id),
                service.url(f"/rendez-vous/{page_key(reminder[0])}"),
            ),
        )
        tell_each(
            service,
            [line],
            lambda session, line: tell_of_left_behind(
                session, Post(session, line, now, service.new_id)
            ),
        )
        with service.database.writing() as session:
            count_what_is_over(session, line, now)

    each_line(service, look, lines_with_appointments)
