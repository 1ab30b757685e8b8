"""Jobs that look after cases: the next person is asked, reminders and alarms leave in time; and
those that are over are forgotten."""

from __future__ import annotations

from hotline.cases.desk import Desk
from hotline.cases.forgetting import due_to_forget, forget_case
from hotline.cases.looking_after import do_step, due_cases, expire, expired_contacts
from hotline.jobs.each import each_line, tell_each
from hotline.lines.service import LoadedLine
from hotline.logs import logger
from hotline.service import Hotline

log = logger(__name__)


def look_after_cases(service: Hotline) -> None:
    """Does all that is due on every line, each step in a transaction of its own."""
    now = service.now()

    def look(line: LoadedLine) -> None:
        with service.database.reading() as session:
            due = due_cases(Desk(session, line, now, service.new_id, service.url))
            over = expired_contacts(session, line.id, now)
        tell_each(
            service,
            due,
            lambda session, step: do_step(
                Desk(session, line, now, service.new_id, service.url), *step
            ),
        )
        tell_each(
            service,
            over,
            lambda session, case: expire(
                Desk(session, line, now, service.new_id, service.url), case
            ),
        )

    each_line(service, look)


def forget_cases(service: Hotline) -> None:
    """Leaves nothing but counters of every case past its line's retention; one that fails stops no
    other."""
    with service.database.reading() as session:
        due = due_to_forget(session, service.now())
    for case in due:
        try:
            with service.database.writing() as session:
                forget_case(session, case, service.now())
        except Exception:
            log.exception("case-not-forgotten")
