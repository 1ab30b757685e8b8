"""Rings whoever asked to be called back, over the carrier's API, like every leg: taken by a
conditional UPDATE, rung outside any transaction, and what the carrier says is written down."""

from __future__ import annotations

from hotline.callbacks.counting import count_rung
from hotline.callbacks.reaching import RING_SECONDS, not_rung, over, rings, take_to_ring
from hotline.callbacks.tables import Callback
from hotline.callbacks.telling import tell_of_cost
from hotline.calls.intents import SendNotice
from hotline.carrier import CarrierAway, CarrierProblem, CarrierRefused
from hotline.carrier_words import ENDS
from hotline.lines.service import line_by_id
from hotline.logs import logger
from hotline.service import Hotline
from hotline.telling import send_notice

log = logger(__name__)


def ring_caller(service: Hotline, callback_id: int) -> None:
    """Rings them once a try; asked again, it does nothing. The carrier tells what comes of it. A
    line that rings more than it expects to in a day has its coordinators told."""
    told: list[SendNotice] = []
    with service.database.writing() as session:
        now = service.now()
        row = take_to_ring(session, callback_id, now)
        line = line_by_id(session, row.line_id) if row else None
        if row is None or line is None or row.try_id is None:
            return
        rung = count_rung(session, line, now)
        alarm = line.document.callbacks.alarm_at if line.document.callbacks else 0
        if rung >= alarm:
            told = tell_of_cost(session, line, rung, now, service.new_id)
        shown = line.document.number_that_is("shown")
        number, try_id = row.number, row.try_id
    for notice in told:
        send_notice(service, notice.notice)
    assert shown is not None  # a line's file cannot be without
    path = f"/voice/callbacks/{try_id}"
    try:
        carrier_id = service.carrier.ring(
            number,
            shown.number,
            seconds=RING_SECONDS,
            url=service.step(f"{path}/answered"),
            status_url=service.step(f"{path}/status"),
            fallback_url=service.fallback_step(f"{path}/fallback"),
            tell_machines=True,
        )
    except CarrierRefused as refusal:
        log.warning("caller-refused", code=refusal.code)
        _over(service, try_id)
    except CarrierAway:
        with service.database.writing() as session:
            not_rung(session, try_id)
    except CarrierProblem:
        # It may ring all the same: its callback, or a look-up, will tell.
        log.warning("caller-unknown")
    else:
        with service.database.writing() as session:
            rings(session, try_id, carrier_id)


def look_up_caller(service: Hotline, callback_id: int) -> None:
    """Asks the carrier about a telephone of which nothing was heard for too long."""
    with service.database.reading() as session:
        row = session.get(Callback, callback_id)
    if row is None or row.try_id is None or row.rung_at is None:
        return
    try:
        if row.carrier_id is not None:
            seen = service.carrier.look_up(row.carrier_id)
        else:
            made = service.carrier.calls_to(row.number, row.rung_at)
            seen = made[-1] if made else None
    except CarrierProblem:
        return
    if seen is None and row.carrier_id is None:
        with service.database.writing() as session:
            not_rung(session, row.try_id)
    elif seen is None or seen.status in ENDS:
        _over(service, row.try_id, seen.id if seen else "")
    else:
        with service.database.writing() as session:
            rings(session, row.try_id, seen.id)


def _over(service: Hotline, try_id: str, carrier_id: str = "") -> None:
    with service.database.writing() as session:
        over(session, try_id, carrier_id, service.now())
