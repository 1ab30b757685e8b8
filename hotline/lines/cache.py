"""What was read of a line, kept until the line changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar
from weakref import WeakKeyDictionary

from sqlalchemy.orm import Session
from sqlalchemy.pool import Pool

T = TypeVar("T")

CHANGING = "a line is being changed"
"""In a session's info: what it reads of lines is not what others will find."""


@dataclass(frozen=True, slots=True)
class Version:
    """Which state of which line, of its roster and of its recordings; the instant and the tokens
    keep apart two changes of which one was taken back."""

    line_id: int
    number: int
    loaded_at: datetime
    roster_number: int
    roster_changed_at: datetime | None
    roster_token: str | None
    announced_number: int = 0
    recordings_token: str | None = None


class PerVersion(Generic[T]):
    """One value per line and database, dropped as soon as another version is asked for.

    Only for values that never change: all threads share them.
    """

    def __init__(self) -> None:
        self._kept: WeakKeyDictionary[Pool, dict[int, tuple[Version, T]]] = WeakKeyDictionary()

    def get(self, session: Session, version: Version, read: Callable[[], T]) -> T:
        """The kept value of this version, or what `read` gives, kept from then on.

        Whoever is changing a line reads for themselves alone: the change may not be whole yet, and
        may be taken back.
        """
        if session.info.get(CHANGING):
            return read()
        # The pool, since all engines made of one share it, and two databases never do.
        kept = self._kept.setdefault(session.get_bind().engine.pool, {})
        found = kept.get(version.line_id)
        if found is not None and found[0] == version:
            return found[1]
        value = read()
        kept[version.line_id] = (version, value)
        return value
