"""What the carrier would complain about in its debugger, with its own error codes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Problem:
    """One complaint (twilio.com/docs/api/errors); a fatal one sends the call to its fallback."""

    code: int
    message: str
    fatal: bool = False
    url: str = ""
    call_sid: str = ""
    at: datetime | None = None

    def __str__(self) -> str:
        place = f" ({self.url})" if self.url else ""
        return f"{self.code}: {self.message}{place}"


class Refused(Exception):
    """A document or a request that the carrier does not accept."""

    def __init__(self, code: int, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
