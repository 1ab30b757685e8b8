"""Before each step of a caller: is it the telephone of somebody who might be rung for this call?"""

from __future__ import annotations

from flask import request

from hotline.carrier_words import ENDS
from hotline.own_phone import NOBODY
from hotline.people.service import people_rung_on
from hotline.service import hotline
from hotline.voice.webhook import caller_number


def spare_own_phone() -> None:
    """Looks once for each call, and remembers it in memory only. The number goes no further."""
    known = hotline().own_phones
    call, status = request.form.get("CallSid", "")[:64], request.form.get("CallStatus")
    if request.form.get("Direction") != "inbound" or status in ENDS or known.knows(call):
        return
    number = caller_number()
    if number is None:
        known.note(call, NOBODY)
        return
    with hotline().database.reading() as session:
        known.note(call, people_rung_on(session, number))
