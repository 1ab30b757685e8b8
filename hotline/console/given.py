"""What addresses and hidden fields say: forged as easily as written, they are read without failing.

What people type themselves is read by forms (see hotline.console.forms), which say what is wrong.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TypeVar

from hotline.lines.fields import YEARS
from hotline.swaps.held import Held

T = TypeVar("T")


def whole(text: str, without: T) -> int | T:
    """A number that any database can look for; `without` where it is none."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else without


def day(text: str) -> date | None:
    """A day as browsers write it; None when it is none, or too far away to be reckoned with."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if found.year in YEARS else None


def moment(text: str) -> datetime | None:
    """A local time as browsers write it; None as for days."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found.replace(tzinfo=None) if found.year in YEARS else None


def held(source: str, start: str, person_id: int) -> Held | None:
    """A duty of this person, by its source and its local start; None when that names none."""
    at = moment(start)
    return None if at is None else Held(source[:64], at, person_id)
