"""A caller is gone: the call ends, its telephones stop, and a call without a human is reported."""

from __future__ import annotations

from hotline.calls.ending import end_call
from hotline.calls.intents import Intent
from hotline.dialling import dispatch
from hotline.logs import logger
from hotline.notices.alerts import alert_coordinators
from hotline.service import Hotline

log = logger(__name__)


def end_call_now(service: Hotline, call_id: str) -> None:
    """Ends a call, whoever says so first; saying it again does nothing."""
    intents: list[Intent] = []
    with service.database.writing() as session:
        now = service.now()
        ended = end_call(session, call_id, now)
        if ended is None:
            return
        call, intents = ended
        intents += alert_coordinators(session, call, now, service.new_id)
    service.own_phones.drop(call.carrier_id)
    log.info("call-ended", call=call_id, outcome=call.outcome)
    dispatch(service, intents)
