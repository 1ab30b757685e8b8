"""What a backup holds. Callers were promised that what is kept of them goes, and when: so a backup
holds what is left once a call is forgotten, not the call."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from hotline.calls.tables import Call, Leg
from hotline.database import Database
from hotline.forgetting.erasures import Record, plan_erasure
from hotline.forgetting.service import forget_call
from hotline.privacy.stored import left_out_of_backups
from hotline.service import Hotline
from routing.outcomes import CallState

MEANINGLESS = frozenset(
    {
        *("account_session", "alarm", "job_turn", "own_call"),
        *("page_session", "phone_call", "trial_record"),
    }
)
"""What only the running service knows what to do with: browsers signed in and records open in
them, calls of responders under way, when each job is due, how its trial calls went,
what is wrong."""

NOT_TO_OUTLIVE = left_out_of_backups()
"""Keys that are destroyed at their end with all that was made with them, and the numbers of those
who asked to be called back: no copy may keep them longer."""

AFTER_THE_CALL = timedelta(days=1)


def left_out(*, moving: bool) -> frozenset[str]:
    """The tables of which a backup holds nothing. A line that moves to another machine takes with
    it what callers were promised."""
    return MEANINGLESS if moving else MEANINGLESS | NOT_TO_OUTLIVE


def make_fit_to_keep(copy: Database, service: Hotline, *, moving: bool) -> int:
    """Takes out of a copy of the database what must not last: calls that live are left out (their
    number is returned), all that are over are counted and forgotten as if their time had come. Of
    a line that moves, calls that are over stay: what is owed for them can still be noted."""
    with copy.writing() as session:
        live = _drop_live_calls(session, service)
    if not moving:
        with copy.reading() as session:
            over = session.scalars(select(Call.id).order_by(Call.ended_at, Call.id)).all()
        for call_id in over:
            with copy.writing() as session:
                forget_call(session, call_id, service.now(), service.new_id)
    return live


def _drop_live_calls(session: Session, service: Hotline) -> int:
    """The carrier's records of them are to be deleted all the same, by whoever restores."""
    live = session.scalars(select(Call).where(Call.state != CallState.ENDED)).all()
    for call in live:
        legs = session.scalars(select(Leg.carrier_id).where(Leg.call_id == call.id))
        records = [(Record.CALL, leg) for leg in legs]
        if call.carrier_id != call.id:
            records.append((Record.CALL, call.carrier_id))
        for kind, carrier_id in [*records, (Record.QUEUE, call.queue_id)]:
            if carrier_id is not None:
                plan_erasure(session, kind, carrier_id, service.now(), AFTER_THE_CALL)
        session.execute(delete(Call).where(Call.id == call.id))
    return len(live)
