"""Makes a trial call of a line, and keeps how it went. No call, no leg, no figure comes of it."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from hotline.lines.service import LoadedLine
from hotline.logs import logger
from hotline.service import Hotline
from hotline.settings import Settings
from hotline.trials.asking import TrialCall
from hotline.trials.failing import Failed
from hotline.trials.journey import travel
from hotline.trials.tables import TrialRecord

log = logger(__name__)

TELLING = 2
"""So many that fail in a row are told: one may fall into the restart of a service."""

AGAIN = timedelta(minutes=1)
"""After one that failed, the next comes so soon."""


def can_be_made(settings: Settings) -> bool:
    """Whether the service could sign as the carrier does; without an account nobody calls."""
    return bool(settings.twilio_account_sid and settings.twilio_auth_token.get_secret_value())


def make_trial_call(service: Hotline, line: LoadedLine) -> TrialCall:
    """Calls the line's number, and comes back from its queue. Raises Failed. Nothing is noted.

    It takes as long as the steps do, within `hotline.trials.asking.SECONDS` each; never call it in
    a transaction.
    """
    reached = line.document.number_that_is("reached")
    assert reached is not None  # every line has one
    call = TrialCall(service.settings, "CA" + service.new_id(), reached.number)
    travel(call, line.document, closed=line.document.closed_at(service.now()) is not None)
    return call


def try_line(service: Hotline, line: LoadedLine) -> TrialCall | Failed:
    """Makes one, and notes how it went."""
    result: TrialCall | Failed
    try:
        result = make_trial_call(service, line)
    except Failed as failure:
        result = failure
        log.error("trial-failed", path=failure.step, code=failure.status, kind=failure.why)
    with service.database.writing() as session:
        note(session, line.id, result, service.now())
    return result


def note(session: Session, line_id: int, result: TrialCall | Failed, now: datetime) -> None:
    """Keeps how a trial call of this line went."""
    record = session.get(TrialRecord, line_id)
    if record is None:
        record = TrialRecord(line_id=line_id, tried_at=now, failures=0)
        session.add(record)
    record.tried_at = now
    if isinstance(result, Failed):
        record.failures += 1
        record.why, record.step, record.status = result.why, result.step[:80], result.status
    else:
        record.answered_at, record.failures = now, 0
        record.why, record.step, record.status = "", "", 0
        record.slowest, record.rung = round(1000 * result.slowest), result.rung
    session.flush()


def is_due(session: Session, line_id: int, now: datetime, every: timedelta) -> bool:
    """Whether the next one is to be made; sooner after one that failed."""
    record = session.get(TrialRecord, line_id)
    return record is None or now >= record.tried_at + (AGAIN if record.failures else every)
