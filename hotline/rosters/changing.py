"""Every change of a roster: who made it, when and why. What it opens and closes refers to it."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Literal

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from hotline.lines.service import line_changed
from hotline.lines.tables import Line
from hotline.rosters.tables import RosterChange

FROM_FILE = "file"
"""The origin of what the line's file says."""

Kind = Literal["load", "import", "feed", "override", "absence", "swap", "takeover", "undo"]


def one_after_the_other(session: Session, line_id: int) -> None:
    """Whoever decides something by what the roster says waits here for those who are changing it,
    and from then on sees what they made of it; nobody changes it before this transaction ends.

    Calls are not kept waiting: they read the line, and refer to it.
    """
    session.execute(select(Line.id).where(Line.id == line_id).with_for_update(key_share=True))
    line_changed(session)


def open_change(
    session: Session,
    line_id: int,
    *,
    kind: Kind,
    author: str,
    now: datetime,
    reason: str | None = None,
    undoes: int | None = None,
) -> RosterChange:
    """Begins a change of the line's roster in this transaction, made at the aware instant `now`.

    Everybody reads the roster anew from its commit on. Changes of one line are made one after the
    other: on PostgreSQL a second one waits here for the first.
    """
    session.execute(
        update(Line)
        .where(Line.id == line_id)
        .values(
            roster_number=Line.roster_number + 1,
            roster_changed_at=now,
            roster_token=secrets.token_hex(8),
        )
        .execution_options(synchronize_session=False)
    )
    number = session.scalars(select(Line.roster_number).where(Line.id == line_id)).one()
    change = RosterChange(
        line_id=line_id,
        number=number,
        made_at=now,
        kind=kind,
        author=author[:64],
        reason=reason or None,
        undoes_id=undoes,
    )
    session.add(change)
    session.flush()
    line_changed(session)
    return change
