"""Undoing a change of the roster: what it opened is closed, what it closed is opened again.

Only from now on, like every change: what was done meanwhile stays done. Who is on the line is no
change of the roster: whoever left stays away, whoever came back stays, until a file says else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, class_mapper

from hotline.rosters.absences import FOR_GOOD
from hotline.rosters.changing import open_change
from hotline.rosters.tables import Decision, RosterChange, RosterRule, Versioned
from hotline.taxonomies import Wording

_WHY_NOT = {
    "unknown": Wording(
        "Il n'y a pas de changement n° {number} : voyez la liste des changements.",
        "There is no change no. {number}: see the list of changes.",
    ),
    "first": Wording(
        "Le premier changement est le tableau lui-même : chargez un autre fichier.",
        "The first change is the roster itself: load another file.",
    ),
    "undone": Wording(
        "Le changement n° {number} est déjà annulé : voyez la liste des changements.",
        "Change no. {number} is undone already: see the list of changes.",
    ),
    "built on": Wording(
        "Le changement n° {by} s'appuie sur le n° {number} : annulez d'abord le n° {by}.",
        "Change no. {by} builds on no. {number}: undo no. {by} first.",
    ),
}


class CannotUndo(ValueError):
    """Why a change cannot be undone: `unknown`, `first` (there is nothing before it), `undone`
    already, or `built on` by a later change, whose number is `by`."""

    def __init__(self, why: str, by: int | None = None) -> None:
        super().__init__(why)
        self.why = why
        self.by = by

    @property
    def wording(self) -> Wording:
        """What to do instead; `number` is the change, `by` the later one."""
        return _WHY_NOT[self.why]


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
    tables: tuple[type[Versioned], ...] = (RosterRule, Decision)
    own = {table: _rows_of(session, table, change) for table in tables}
    _refuse_what_was_built_on(session, change, own)
    undoing = open_change(
        session, line_id, kind="undo", author=author, now=now, reason=reason, undoes=change.id
    )
    for rows in own.values():
        for row in rows:
            row.closed_in = undoing.id
    session.flush()
    for table in own:
        for row in session.scalars(select(table).where(table.closed_in == change.id)).all():
            if not _is_leaving(row):
                session.add(_again(row, undoing))
    session.flush()
    return undoing


def _rows_of(session: Session, table: type[Versioned], change: RosterChange) -> list[Versioned]:
    """What the change opened and still stands, be it as a row that an undoing opened again.

    Raises CannotUndo when a later change has closed some of it.
    """
    standing = []
    for row in session.scalars(select(table).where(table.opened_in == change.id)):
        if _is_leaving(row):
            continue
        root = row.again_of or row.id
        same = (table.id == root) | (table.again_of == root)
        last = session.scalars(
            select(table)
            .where(same, table.opened_in >= change.id)
            .order_by(table.opened_in.desc())
            .limit(1)
        ).one()
        if last.closed_in is None:
            standing.append(last)
        elif last.closed_in != change.id:
            raise CannotUndo("built on", session.get_one(RosterChange, last.closed_in).number)
    return standing


def _refuse_what_was_built_on(
    session: Session, change: RosterChange, own: Mapping[type[Versioned], Sequence[Versioned]]
) -> None:
    """A rule that the change closed may have been opened anew by a file loaded since."""
    mine = {row.id for row in own[RosterRule]}
    for row in session.scalars(select(RosterRule).where(RosterRule.closed_in == change.id)):
        anew = session.scalar(
            select(RosterRule).filter_by(
                line_id=row.line_id, slug=row.slug, kind=row.kind, closed_in=None
            )
        )
        if anew is not None and anew.id not in mine:
            raise CannotUndo("built on", session.get_one(RosterChange, anew.opened_in).number)


def _is_leaving(row: Versioned) -> bool:
    return isinstance(row, Decision) and row.ends == FOR_GOOD


def _again(row: Versioned, undoing: RosterChange) -> Versioned:
    columns = {column.key: getattr(row, column.key) for column in class_mapper(type(row)).columns}
    opened = {"id": None, "opened_in": undoing.id, "closed_in": None}
    return type(row)(**columns | opened | {"again_of": row.again_of or row.id})
