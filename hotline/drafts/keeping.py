"""A line's draft: begun with the first edit, undone edit by edit, set aside and taken up again."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from hotline.database.work import changed
from hotline.drafts.editing import normal
from hotline.drafts.merging import Merged, merged
from hotline.drafts.tables import LineDraft
from hotline.lines.tables import Line


class ChangedMeanwhile(Exception):
    """Somebody else edited the draft, or published it, since it was looked at."""


@dataclass(frozen=True, slots=True)
class Draft:
    """The open draft of a line; with `edits` 0 there is none yet, and it is the line as it is."""

    document: dict[str, Any]
    base: dict[str, Any]
    based_on: int
    current: int
    """The line's version now."""
    published: dict[str, Any]
    """The line's document now, without what is announced by hand on top of it."""
    edits: int
    author: str
    changed_at: datetime | None
    can_be_undone: bool

    @property
    def is_behind(self) -> bool:
        """Whether another document was published since it began."""
        return self.base != self.published

    @property
    def is_open(self) -> bool:
        """Whether anything was edited."""
        return self.edits > 0


def draft_of(session: Session, line_id: int) -> Draft:
    """The open draft; without one, the line as it is, to begin from. Raises NoResultFound for an
    unknown line."""
    line = session.execute(select(Line.version, Line.document).where(Line.id == line_id)).one()
    row = _open(session, line_id)
    if row is None:
        row = LineDraft(
            document=line.document, base=line.document, based_on=line.version, edits=0, author=""
        )
    return Draft(
        document=copy.deepcopy(row.document),
        base=row.base,
        based_on=row.based_on,
        current=line.version,
        published=line.document,
        edits=row.edits,
        author=row.author,
        changed_at=row.changed_at,
        can_be_undone=row.previous is not None,
    )


def keep_edit(
    session: Session,
    line_id: int,
    document: Mapping[str, Any],
    *,
    seen: int,
    author: str,
    now: datetime,
) -> None:
    """The draft becomes this document; the one before can be had back (see `undo_edit`).

    `seen`: the draft's edits when it was looked at. Raises ChangedMeanwhile when there were others
    since: nothing is kept then.
    """
    row = _open(session, line_id)
    if (row.edits if row else 0) != seen:
        raise ChangedMeanwhile
    kept = normal(document)
    if row is None:
        _begin(session, line_id, kept, author, now)
    else:
        _become(session, row, {"document": kept, "previous": row.document}, author, now)


def undo_edit(session: Session, line_id: int, *, author: str, now: datetime) -> bool:
    """The draft is again as it was before the last edit; done twice, the edit is back. False when
    there is nothing to undo."""
    row = _open(session, line_id)
    if row is None or row.previous is None:
        return False
    values = {"document": row.previous, "previous": row.document}
    _become(session, row, values, author, now)
    return True


def begin_again(session: Session, line_id: int, *, author: str, now: datetime) -> Merged:
    """The draft is made from the line's current document, with what was edited put into it as far
    as nobody else changed the same. Raises LookupError when there is no draft."""
    row = _open(session, line_id)
    if row is None:
        raise LookupError(line_id)
    line = session.get_one(Line, line_id)
    both = merged(row.base, row.document, line.document)
    values = {
        "document": both.document,
        "previous": None,
        "base": line.document,
        "based_on": line.version,
    }
    _become(session, row, values, author, now)
    return both


def set_aside(session: Session, line_id: int, now: datetime) -> int | None:
    """The draft is closed without being published; gives its id, by which it can be taken up again
    until the next one is set aside. None when there is none."""
    row = _open(session, line_id)
    if row is None:
        return None
    earlier = (LineDraft.line_id == line_id, LineDraft.closed_at.is_not(None))
    session.execute(delete(LineDraft).where(*earlier))
    row.closed_at = now
    session.flush()
    return row.id


def drop(session: Session, line_id: int) -> None:
    """The draft has become the line: it is kept as one of its versions from now on."""
    open_one = (LineDraft.line_id == line_id, LineDraft.closed_at.is_(None))
    session.execute(delete(LineDraft).where(*open_one))


def take_up(session: Session, line_id: int, draft_id: int) -> bool:
    """A draft that was set aside is open again; False when there is another one by now."""
    if _open(session, line_id) is not None:
        return False
    which = (LineDraft.id == draft_id, LineDraft.line_id == line_id)
    return changed(session, update(LineDraft).where(*which).values(closed_at=None))


def _open(session: Session, line_id: int) -> LineDraft | None:
    return session.scalars(
        select(LineDraft).filter_by(line_id=line_id, closed_at=None)
    ).one_or_none()


def _begin(
    session: Session, line_id: int, document: dict[str, Any], author: str, now: datetime
) -> None:
    line = session.get_one(Line, line_id)
    session.add(
        LineDraft(
            line_id=line_id,
            document=document,
            previous=line.document,
            base=line.document,
            based_on=line.version,
            edits=1,
            author=author,
            changed_at=now,
        )
    )
    try:
        session.flush()
    except IntegrityError:  # somebody else has opened one at the same moment
        raise ChangedMeanwhile from None


def _become(
    session: Session, row: LineDraft, values: Mapping[str, Any], author: str, now: datetime
) -> None:
    """Only from the state that was read: of two at once, one is told of the other."""
    seen = (LineDraft.id == row.id, LineDraft.edits == row.edits, LineDraft.closed_at.is_(None))
    more = {"edits": row.edits + 1, "author": author, "changed_at": now}
    session.expire(row)
    if not changed(session, update(LineDraft).where(*seen).values(**values, **more)):
        raise ChangedMeanwhile
