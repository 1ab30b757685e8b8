"""Calls a telephone to verify or to test it."""

from __future__ import annotations

from hotline.forgetting.erasures import Record, plan_erasure
from hotline.lines.service import line_by_id
from hotline.people.tables import Phone
from hotline.readiness.tables import PhoneCall
from hotline.service import Hotline
from hotline.telling import AFTERWARDS


def ring_phone(service: Hotline, call_id: str) -> None:
    """Makes a planned call. Raises CarrierProblem when the carrier does not; it is not tried again.

    What it shows comes later, from the carrier.
    """
    with service.database.reading() as session:
        call = session.get_one(PhoneCall, call_id)
        number = session.get_one(Phone, call.phone_id).number
        line = line_by_id(session, call.line_id)
    shown = line.document.number_that_is("shown") if line else None
    assert shown is not None  # a line's file cannot be without
    step = f"/voice/phones/{call_id}"
    record = service.carrier.ring(
        number,
        shown.number,
        seconds=call.ring_seconds,
        url=service.step(step),
        fallback_url=service.step(step),
        status_url=service.step(f"{step}/status"),
    )
    with service.database.writing() as session:
        plan_erasure(session, Record.CALL, record, service.now(), after=AFTERWARDS)
