"""A text message that the service sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass
class Message:
    """One message; it arrives at once."""

    sid: str
    from_: str
    to: str
    body: str
    sent: datetime
    deleted: bool = False
