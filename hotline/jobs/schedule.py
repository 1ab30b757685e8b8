"""Which job runs how often. Any process may run them: each turn is taken by one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from apscheduler.schedulers.blocking import BlockingScheduler

from hotline.blocks.service import forget_blocks
from hotline.following import follow_due_feeds
from hotline.forgetting.erasing import erase_at_carrier
from hotline.forgetting.left_queues import find_left_queues
from hotline.forgetting.retention import forget_due_calls
from hotline.jobs.accompaniments import end_follow_ups
from hotline.jobs.alarms import (
    database_answered,
    database_missed,
    drop_old_alarms,
    look_for_alarms,
)
from hotline.jobs.announcements import end_announcements
from hotline.jobs.appointments import look_after_appointments
from hotline.jobs.callbacks import call_back
from hotline.jobs.cases import forget_cases, look_after_cases
from hotline.jobs.duty_starts import check_starts
from hotline.jobs.each import each_line
from hotline.jobs.gaps import tell_of_gaps
from hotline.jobs.kept_records import tell_of_records
from hotline.jobs.nets import EVERY, forget_what_was_replayed, keep_picture, replay
from hotline.jobs.reminders import remind
from hotline.jobs.renewals import tell_of_renewals
from hotline.jobs.swaps import look_at_offers, look_at_taken
from hotline.jobs.sweep import sweep
from hotline.jobs.trials import make_trial_calls
from hotline.jobs.turns import not_due, take_turn
from hotline.jobs.years import collapse_years
from hotline.lines.service import LoadedLine
from hotline.logs import logger
from hotline.rosters.past import freeze
from hotline.service import Hotline
from hotline.telling import send_due_notices

log = logger(__name__)


def drop_old_blocks(service: Hotline) -> None:
    """Lets callers in again whose time has passed, and destroys the keys that knew them."""
    with service.database.writing() as session:
        forget_blocks(session, service.now())


def freeze_past_duties(service: Hotline) -> None:
    """Keeps what is over of every roster as it was."""

    def look(line: LoadedLine) -> None:
        with service.database.writing() as session:
            freeze(session, line.id, service.now())

    each_line(service, look)


JOBS: dict[str, tuple[timedelta, Callable[[Hotline], None]]] = {
    "sweep": (timedelta(seconds=60), sweep),
    "callbacks": (timedelta(seconds=15), call_back),
    "feeds": (timedelta(seconds=60), follow_due_feeds),
    "notices": (timedelta(seconds=15), send_due_notices),
    "duty starts": (timedelta(seconds=15), check_starts),
    "announcements": (timedelta(seconds=60), end_announcements),
    "offers": (timedelta(seconds=60), look_at_offers),
    "taken duties": (timedelta(minutes=10), look_at_taken),
    "cases": (timedelta(seconds=60), look_after_cases),
    "reminders": (timedelta(seconds=60), remind),
    "appointments": (timedelta(seconds=60), look_after_appointments),
    "past": (timedelta(minutes=5), freeze_past_duties),
    "blocks": (timedelta(minutes=5), drop_old_blocks),
    "forget cases": (timedelta(hours=1), forget_cases),
    "follow-ups": (timedelta(hours=1), end_follow_ups),
    "forget": (timedelta(minutes=5), forget_due_calls),
    "erase": (timedelta(seconds=60), erase_at_carrier),
    "left queues": (timedelta(minutes=10), find_left_queues),
    "years": (timedelta(hours=6), collapse_years),
    "gaps": (timedelta(hours=1), tell_of_gaps),
    "kept records": (timedelta(hours=1), tell_of_records),
    "renewals": (timedelta(hours=6), tell_of_renewals),
    "alarms": (timedelta(seconds=30), look_for_alarms),
    "old alarms": (timedelta(hours=6), drop_old_alarms),
    "trial calls": (timedelta(seconds=60), make_trial_calls),
    "replayed": (timedelta(hours=6), forget_what_was_replayed),
}


def run_due_jobs(service: Hotline) -> None:
    """Runs every job whose turn has come and that no other process took. Before them, what this
    machine wrote down without the database comes into it."""
    replay(service)
    try:
        with service.database.reading() as session:
            waiting = not_due(session, service.now())
        database_answered(service)
    except Exception:
        log.exception("turns-unreadable")
        database_missed(service)
        return
    for name, (every, job) in JOBS.items():
        if name in waiting:
            continue  # most are, most of the time: nobody who writes waits for that
        try:
            with service.database.writing() as session:
                mine = take_turn(session, name, every, service.now())
            if mine:
                job(service)
        except Exception:
            # One job's failure must not stop the others, nor the next turn.
            log.exception("job-failed", job=name)


def run_forever(service: Hotline) -> None:
    """The jobs' process: looks every five seconds whether a turn has come."""
    scheduler = BlockingScheduler(timezone="UTC")
    scheduler.add_job(
        run_due_jobs, "interval", seconds=5, args=[service], max_instances=1, coalesce=True
    )
    scheduler.add_job(
        keep_picture, "interval", seconds=EVERY.total_seconds() / 2, args=[service], coalesce=True
    )
    keep_picture(service)
    scheduler.start()
