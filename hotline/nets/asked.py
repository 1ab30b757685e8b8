"""One request of the carrier, as the nets read it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

OVER = frozenset({"completed", "busy", "no-answer", "failed", "canceled"})
"""A call or a leg is over (twilio.com/docs/voice/api/call-resource#call-status-values)."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The parameters that steps use; what is missing is empty."""

    path: str
    """Below /voice, without its first slash."""
    attempt: int
    """Which attempt at this step our own address says that it is."""
    at: str
    """The state that our own address brought along, closed."""
    sid: str
    ours: str
    """The line's own number: the one dialled, or the one shown to whoever was called."""
    calling: str
    """The caller's own number, for this request only: "" when it is withheld, or not a caller's."""
    status: str
    digits: str
    queue_result: str
    queue_seconds: float | None
    dial_status: str
    dial_sid: str
    dial_bridged: bool
    dial_seconds: int
    failed: str
    """For a fallback: the address that failed."""

    @property
    def over(self) -> bool:
        """Whether whoever is on this leg is gone."""
        return self.status in OVER


def asked(path: str, query: Mapping[str, str], form: Mapping[str, str]) -> Asked:
    """A request to that path (whole), as it was sent."""
    number = form.get("From", "")
    inbound = form.get("Direction") == "inbound" and re.fullmatch(r"\+[0-9]{8,15}", number)
    return Asked(
        path=path.partition("/voice/")[2],
        attempt=int(_seconds(query.get("attempt", "")) or 1),
        at=query.get("at", ""),
        sid=form.get("CallSid", "")[:64],
        ours=form.get("To", "") if form.get("Direction") == "inbound" else number,
        calling=number if inbound else "",
        status=form.get("CallStatus", ""),
        digits=form.get("Digits", ""),
        queue_result=form.get("QueueResult", ""),
        queue_seconds=_seconds(form.get("QueueTime", "")),
        dial_status=form.get("DialCallStatus", ""),
        dial_sid=form.get("DialCallSid", "")[:64],
        dial_bridged=form.get("DialBridged") == "true",
        dial_seconds=int(_seconds(form.get("DialCallDuration", "")) or 0),
        failed=form.get("ErrorUrl", ""),
    )


def _seconds(said: str) -> float | None:
    return float(said) if said.isascii() and said.isdecimal() and len(said) <= 6 else None
