"""Undoing a change of the roster: what it opened is closed, what it closed is opened again.

Only from now on, like every change: what was done meanwhile stays done.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import inspect, select, update
from sqlalchemy.orm import Session

from hotline.rosters.changing import open_change
from hotline.rosters.tables import Decision, RosterChange, RosterRule


class CannotUndo(ValueError):
    """Why a change cannot be undone: `unknown`, `first` (there is nothing before it), `undone`
    already, or `built on` by a later change, whose number is `by`."""

    def __init__(self, why: str, by: int | None = None) -> None:
        super().__init__(why)
        self.why = why
        self.by = by


def undo(
    session: Session,
    line_id: int,
    number: int,
    *,
    author: str,
    now: datetime,
    reason: str | None = None,
) -> RosterChange:
    """Takes the line's change of that number back, in a change of its own.

    Raises CannotUndo. A change that a later one built on is undone after that one.
    """
    change = session.scalar(select(RosterChange).filter_by(line_id=line_id, number=number))
    if change is None:
        raise CannotUndo("unknown")
    if change.number == 1:
        raise CannotUndo("first")
    if session.scalar(select(RosterChange.id).filter_by(undoes_id=change.id)) is not None:
        raise CannotUndo("undone")
    _refuse_what_was_built_on(session, change)
    undoing = open_change(
        session, line_id, kind="undo", author=author, now=now, reason=reason, undoes=change.id
    )
    for table in (RosterRule, Decision):
        opened = update(table).where(table.opened_in == change.id, table.closed_in.is_(None))
        session.execute(opened.values(closed_in=undoing.id))
        for row in session.scalars(select(table).where(table.closed_in == change.id)).all():
            session.add(_copy(row, opened_in=undoing.id, closed_in=None))
        session.flush()
    return undoing


def _refuse_what_was_built_on(session: Session, change: RosterChange) -> None:
    for table in (RosterRule, Decision):
        later = session.scalar(
            select(RosterChange.number)
            .join(table, table.closed_in == RosterChange.id)
            .where(table.opened_in == change.id, table.closed_in != change.id)
            .order_by(RosterChange.number.desc())
            .limit(1)
        )
        if later is not None:
            raise CannotUndo("built on", later)
    # A rule that it closed may have been opened anew, by a file loaded since.
    closed = select(RosterRule).where(RosterRule.closed_in == change.id)
    for row in session.scalars(closed).all():
        same = select(RosterChange.number).join(RosterRule, RosterRule.opened_in == RosterChange.id)
        anew = session.scalar(
            same.where(
                RosterRule.line_id == row.line_id,
                RosterRule.slug == row.slug,
                RosterRule.kind == row.kind,
                RosterRule.closed_in.is_(None),
                RosterRule.opened_in != change.id,
            )
        )
        if anew is not None:
            raise CannotUndo("built on", anew)


def _copy(row: Any, **different: Any) -> Any:
    columns = {column.key: getattr(row, column.key) for column in inspect(type(row)).columns}
    return type(row)(**columns | {"id": None} | different)
