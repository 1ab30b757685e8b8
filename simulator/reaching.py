"""One attempt to reach the service, with whatever stands in its way."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass

from simulator.faults import WebhookFault
from simulator.transport import NoAnswer, Transport

Answered = tuple[int, Mapping[str, str], bytes]

HTML = {"Content-Type": "text/html; charset=utf-8"}
STANDS_IN: dict[WebhookFault, Answered] = {
    "error": (500, HTML, b"<!doctype html><title>Internal Server Error</title>"),
    "missing": (404, HTML, b"<!doctype html><title>Not Found</title>"),
    "page": (200, HTML, b"<!doctype html><title>Welcome</title><p>It works!<br>"),
}
"""What answers in the service's place: a proxy, or another site under its name."""


@dataclass(frozen=True)
class Request:
    """One request, the same in each attempt; a body of None is a GET."""

    url: str
    headers: Mapping[str, str]
    body: bytes | None


def reach(
    transport: Transport,
    request: Request,
    fault: WebhookFault | None,
    patience: float,
    *,
    virtual: bool,
) -> tuple[Answered, float]:
    """The answer, and how many seconds late it is; where time is real, they have passed.

    Raises NoAnswer when there is none, or none within `patience` seconds: the service has done
    then what it was asked.
    """
    if fault == "dead":
        raise NoAnswer("ct", "The connection is refused.")
    if fault in STANDS_IN:
        return STANDS_IN[fault], 0.0
    answered = transport(request.url, request.headers, request.body)
    late = fault if isinstance(fault, int | float) else 0.0
    if not virtual:
        time.sleep(min(late, patience))
    if late >= patience:
        raise NoAnswer("rt", f"No answer within {patience:g} seconds.")
    return answered, late
