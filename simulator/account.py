"""The account as its owner sees it: its standing, its money, where it may call."""

from __future__ import annotations

from dataclasses import dataclass, field

COUNTRIES = {
    "FR": "33", "GP": "590", "MQ": "596", "GF": "594", "RE": "262", "YT": "262", "PM": "508",
    "NC": "687", "PF": "689", "WF": "681", "BE": "32", "CH": "41", "GB": "44", "US": "1", "CA": "1",
}  # fmt: skip
"""Some of the countries that can be called, with their calling codes."""


@dataclass
class Account:
    """What the account's own pages tell."""

    status: str = "active"
    kind: str = "Full"
    """Full, or Trial: that one only calls numbers that were verified."""
    balance: str | None = "100.00"
    """None for a subaccount, which has none of its own."""
    currency: str = "USD"
    forbidden: set[str] = field(default_factory=set)
    """Countries (ISO) that its geographic permissions do not let it call."""
    seconds_ahead: float = 0.0
    """How far the carrier's clock is before everybody else's."""
