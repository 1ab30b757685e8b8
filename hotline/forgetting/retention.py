"""The job that forgets: every ended call past its line's retention, each in a transaction of its
own, so that one that fails does not keep the others."""

from __future__ import annotations

from hotline.accompaniments.lapsing import forget_sessions
from hotline.accounts.sessions import forget_over
from hotline.callbacks.trying import forget_callbacks
from hotline.calls.failing import forget_failed_steps
from hotline.forgetting.proof import forget_proof
from hotline.forgetting.service import due_calls, forget_call, forget_notices
from hotline.going_live.bench import forget_words
from hotline.guesses.counting import forget_wrong_codes
from hotline.logs import logger
from hotline.readiness.phone_calls import forget_phone_calls
from hotline.readiness.start_checks import forget_checks
from hotline.readiness.told import forget_told
from hotline.responders.own_calls import forget_own_calls
from hotline.rosters.pauses import forget_pauses
from hotline.rosters.volunteers import forget_volunteers
from hotline.service import Hotline
from hotline.wrapups.debriefs import forget_debriefs

log = logger(__name__)

AT_ONCE = 100


def forget_due_calls(service: Hotline) -> None:
    """Forgets all that is due. Another worker may do the same at once: each call counts once.

    What any job has deleted since the last turn leaves the database's files now.
    """
    while _forget_some(service) == AT_ONCE:
        pass
    with service.database.writing() as session:
        forget_notices(session, service.now())
        forget_pauses(session, service.now())
        forget_debriefs(session, service.now().date())
        forget_told(session, service.now())
        forget_checks(session, service.now())
        forget_phone_calls(session, service.now())
        forget_own_calls(session, service.now())
        forget_callbacks(session, service.now())
        forget_wrong_codes(session, service.now())
        forget_failed_steps(session, service.now())
        forget_words(session, service.now())
        forget_sessions(session, service.now())
        forget_over(session, service.now())
        forget_volunteers(session, service.now())
        forget_proof(session, service.now().date())
    service.database.let_go_of_deleted()


def _forget_some(service: Hotline) -> int:
    """Forgets the calls longest due; how many of them are gone now."""
    with service.database.reading() as session:
        due = due_calls(session, service.now(), AT_ONCE)
    gone = 0
    for call_id in due:
        try:
            with service.database.writing() as session:
                forget_call(session, call_id, service.now(), service.new_id)
        except Exception:
            # It stays due: the next turn tries again.
            log.exception("call-not-forgotten", call=call_id)
        else:
            gone += 1
    return gone
