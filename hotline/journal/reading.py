"""Reading the journal: searched, newest first, a page at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from hotline.accounts.names import author_of
from hotline.journal.tables import Entry

A_PAGE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """What is looked for; None leaves a thing open. `first` and `end` are aware instants."""

    first: datetime | None = None
    end: datetime | None = None
    what: str | None = None
    kind: str | None = None
    object_id: str | None = None
    account: int | None = None


def entries(
    session: Session,
    line_id: int,
    search: Search,
    *,
    before: int | None = None,
    most: int = A_PAGE,
) -> tuple[Sequence[Entry], int | None]:
    """The entries found, newest first, those older than the entry `before`; and the id to go on
    from, None at the end. One statement."""
    found = _matching(line_id, search).order_by(Entry.id.desc()).limit(most + 1)
    if before is not None:
        found = found.where(Entry.id < before)
    rows = session.scalars(found).all()
    return rows[:most], rows[most - 1].id if len(rows) > most else None


def all_entries(session: Session, line_id: int, search: Search, most: int) -> Sequence[Entry]:
    """The entries found, newest first, as many at most: to be given away. One statement."""
    found = _matching(line_id, search).order_by(Entry.id.desc()).limit(most)
    return session.scalars(found).all()


def _matching(line_id: int, search: Search) -> Select[Entry]:
    found = select(Entry).where(Entry.line_id == line_id)
    if search.first is not None:
        found = found.where(Entry.at >= search.first)
    if search.end is not None:
        found = found.where(Entry.at < search.end)
    if search.what is not None:
        found = found.where(Entry.what == search.what)
    if search.kind is not None:
        found = found.where(Entry.kind == search.kind)
    if search.object_id is not None:
        found = found.where(Entry.object_id == search.object_id)
    if search.account is not None:
        found = found.where(Entry.author == author_of(search.account))
    return found
