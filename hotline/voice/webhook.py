"""One request of the carrier, parsed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import parse_qs, urlsplit

from flask import request

from hotline import numbers


@dataclass(frozen=True, slots=True)
class Webhook:
    """The parameters that the steps use. The caller's own number is not among them."""

    call_id: str
    to: str
    """The number that was dialled: E.164 where it is one."""
    status: str
    digits: str
    queue_result: str
    queue_id: str
    dial_status: str
    talked: timedelta | None
    """How long the bridge that is over has lasted; without the API, what its responder heard before
    is in it too. None when the two never were joined."""
    by_machine: bool
    """The carrier has listened, and it was a machine that answered."""


def webhook() -> Webhook:
    """The current request; what is missing is empty."""
    form = request.form
    return Webhook(
        call_id=form.get("CallSid", "")[:64],
        to=_number(form.get("To", "")),
        status=form.get("CallStatus", ""),
        digits=form.get("Digits", ""),
        queue_result=form.get("QueueResult", ""),
        queue_id=form.get("QueueSid", "")[:64],
        dial_status=form.get("DialCallStatus", ""),
        talked=_talked(
            form.get("DialBridged", ""),
            form.get("DequeuedCallDuration", form.get("DialCallDuration", "")),
        ),
        by_machine=form.get("AnsweredBy", "").startswith(("machine", "fax")),
    )


def caller_number() -> str | None:
    """The number of whoever calls the line, in E.164: for this request only, never kept. None when
    it is withheld, and when this request is about somebody who was called."""
    told = request.form.get("From", "")
    if request.form.get("Direction") != "inbound" or numbers.withheld(told):
        return None
    try:
        return numbers.parse(told)
    except numbers.BadNumber:
        return None


def caller_territory() -> str | None:
    """What the prefix of that number tells ("FR", "974"); None abroad, or when it is withheld."""
    number = caller_number()
    land = numbers.territory_of(number) if number else None
    return land.code if land else None


def told_at() -> datetime | None:
    """When what this status callback tells has happened (RFC 2822); None when it does not say."""
    try:
        at = parsedate_to_datetime(request.form.get("Timestamp", ""))
    except ValueError:
        return None
    return at if at.tzinfo else None


def attempt() -> int:
    """Which attempt at this step this is, from the address we gave; 1 when it does not say."""
    return _attempt(request.args.get("attempt", ""))


def is_asked() -> bool:
    """Whether this step was asked a question before, and this is the answer to it: the address we
    gave tells the attempt. Else somebody was sent here."""
    return "attempt" in request.args


def asked_after(answers: int) -> int:
    """After how many answers this step asked, from the address we gave; after so many when it does
    not say."""
    return request.args.get("after", answers, type=int)


def asked_from(version: int) -> int:
    """From which version of the line's file this step asked, from the address we gave; from this
    one when it does not say."""
    return request.args.get("line", version, type=int)


def asked_in(language: str) -> str:
    """The language in which this step asked, from the address we gave; this one when it does not
    say."""
    return request.args.get("language", language)


def failed_attempt() -> int:
    """For a fallback: which attempt it was that failed, from the address that failed."""
    query = parse_qs(urlsplit(request.form.get("ErrorUrl", "")).query)
    return _attempt(query.get("attempt", [""])[0])


def _number(to: str) -> str:
    try:
        return numbers.parse(to)
    except numbers.BadNumber:
        return to


def _talked(bridged: str, seconds: str) -> timedelta | None:
    if bridged != "true":
        return None
    return timedelta(seconds=_whole(seconds, digits=6, without=0))


def _attempt(said: str) -> int:
    return _whole(said, digits=2, without=1)


def _whole(said: str, *, digits: int, without: int) -> int:
    return int(said) if said.isascii() and said.isdecimal() and len(said) <= digits else without
