"""Writing in the journal, in the transaction of what it tells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from hotline.accounts.names import author_of
from hotline.journal.tables import Entry
from hotline.journal.words import KINDS, WHAT

_NUMBER = re.compile(r"(?:\+|00|\b0)\d(?:[ .-]?\d){7,}")
_MAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")


def record(
    session: Session,
    *,
    line_id: int | None,
    account: int | None,
    what: str,
    kind: str,
    object_id: str,
    now: datetime,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    source: str = "",
) -> None:
    """Writes one entry; committed, or not, with what it tells.

    `account` is who did it; without one, `source` says where it came from. `before` and `after`
    hold ids, codes, times and settings. Raises ValueError for an unknown `what` or `kind`, and for
    a text that looks like a telephone number or a mail address: none is ever written here.
    """
    if what not in WHAT or kind not in KINDS:
        raise ValueError(f"the journal knows no {what} of a {kind}")
    for text in _texts([object_id, before or {}, after or {}]):
        if _NUMBER.search(text) or _MAIL.search(text):
            raise ValueError("no number and no address goes into the journal")
    session.add(
        Entry(
            line_id=line_id,
            at=now.replace(microsecond=0),
            author=source[:64] if account is None else author_of(account),
            what=what,
            kind=kind,
            object_id=object_id,
            before=None if before is None else dict(before),
            after=None if after is None else dict(after),
        )
    )
    session.flush()


def _texts(value: Any) -> Iterator[str]:
    """Every text in it, keys included."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield str(key)
            yield from _texts(inner)
    elif isinstance(value, list | tuple | set | frozenset):
        for inner in value:
            yield from _texts(inner)
