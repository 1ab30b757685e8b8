"""How telephone numbers reach the service."""

from __future__ import annotations

from functools import lru_cache

import phonenumbers

WITHHELD = {
    "anonymous", "unknown", "restricted", "+266696687", "+7378742833", "+2562533", "+8656696",
    "+86282452253",
}  # fmt: skip
"""How a withheld number is spelled in From, in letters or on a keypad
(help.twilio.com: "Why am I getting calls from these strange numbers?")."""


def withheld(number: str) -> bool:
    """Whether this From means that the caller hides their number."""
    return number.strip().lower() in WITHHELD


@lru_cache(maxsize=4096)
def country(number: str) -> str:
    """The country sent beside a number, as two letters; empty when it cannot be known."""
    if withheld(number):
        return ""
    try:
        return phonenumbers.region_code_for_number(phonenumbers.parse(number)) or ""
    except phonenumbers.NumberParseException:
        return ""
