"""The job that has the carrier delete what it still holds: queues, calls, text messages."""

from __future__ import annotations

from hotline.carrier import Carrier, CarrierAway, CarrierProblem
from hotline.forgetting.erasures import TOO_LONG, Record, due_erasures, erased, take_erasure
from hotline.forgetting.tables import Erasure
from hotline.logs import logger
from hotline.service import Hotline

log = logger(__name__)

AT_ONCE = 50


def erase_at_carrier(service: Hotline) -> None:
    """Asks for the deletion of what is due. An id is kept here until its deletion is confirmed,
    and asking twice does no harm, so this may be stopped between any two lines."""
    with service.database.reading() as session:
        due = due_erasures(session, service.now(), AT_ONCE)
    for carrier_id in due:
        with service.database.writing() as session:
            now = service.now()
            erasure = take_erasure(session, carrier_id, now)
        if erasure is None:
            continue
        try:
            gone = _delete(service.carrier, erasure)
        except CarrierAway:
            return
        except CarrierProblem:
            gone = False
        if gone:
            with service.database.writing() as session:
                erased(session, carrier_id, service.now())
        elif now > erasure.planned_at + TOO_LONG:
            log.error("not-erased-yet", kind=erasure.kind, attempts=erasure.attempts)


def _delete(carrier: Carrier, erasure: Erasure) -> bool:
    """Whether the carrier holds it no longer."""
    match Record(erasure.kind):
        case Record.QUEUE:
            return carrier.delete_queue(erasure.carrier_id)
        case Record.CALL:
            return carrier.delete_call(erasure.carrier_id)
        case Record.MESSAGE:
            return carrier.delete_message(erasure.carrier_id)
