"""One request of the carrier, parsed."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from flask import request


@dataclass(frozen=True, slots=True)
class Webhook:
    """The parameters that the steps use. The caller's own number is never read."""

    call_id: str
    to: str
    status: str
    digits: str
    queue_result: str
    queue_id: str
    dial_status: str


def webhook() -> Webhook:
    """The current request; what is missing is empty."""
    form = request.form
    return Webhook(
        call_id=form.get("CallSid", "")[:64],
        to=form.get("To", ""),
        status=form.get("CallStatus", ""),
        digits=form.get("Digits", ""),
        queue_result=form.get("QueueResult", ""),
        queue_id=form.get("QueueSid", "")[:64],
        dial_status=form.get("DialCallStatus", ""),
    )


def attempt() -> int:
    """Which attempt at this step this is, from the address we gave; 1 when it does not say."""
    return _attempt(request.args.get("attempt", ""))


def failed_attempt() -> int:
    """For a fallback: which attempt it was that failed, from the address that failed."""
    query = parse_qs(urlsplit(request.form.get("ErrorUrl", "")).query)
    return _attempt(query.get("attempt", [""])[0])


def _attempt(said: str) -> int:
    return int(said) if said.isascii() and said.isdecimal() and len(said) == 1 else 1
