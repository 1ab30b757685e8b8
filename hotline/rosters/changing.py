"""Every change of a roster: who made it, when and why. What it opens and closes refers to it."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import Literal

from sqlalchemy import event, select, update
from sqlalchemy.orm import Session

from hotline.accounts.names import PROGRAM, account_in
from hotline.journal.service import record
from hotline.lines.service import line_changed
from hotline.lines.tables import Line
from hotline.rosters.service import people_on_duty
from hotline.rosters.tables import RosterChange

FROM_FILE = "file"
"""The origin of what the line's file says."""

_MOMENT = timedelta(microseconds=1)

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
    """Begins a change of the line's roster in this transaction, made at the aware instant `now`, or
    just after what was changed or frozen before, where whoever waited read the clock too early.

    Everybody reads the roster anew from its commit on. Changes of one line are made one after the
    other: on PostgreSQL a second one waits here for the first. A roster that could not be read is
    not committed: calls are answered by it.
    """
    session.execute(
        update(Line)
        .where(Line.id == line_id)
        .values(
            roster_number=Line.roster_number + 1,
            roster_token=secrets.token_hex(8),
        )
        .execution_options(synchronize_session=False)
    )
    state = select(Line.roster_number, Line.roster_changed_at, Line.frozen_until)
    number, changed_at, frozen_until = session.execute(state.where(Line.id == line_id)).one()
    made_at = max(now, changed_at or now, frozen_until + _MOMENT if frozen_until else now)
    session.execute(
        update(Line)
        .where(Line.id == line_id)
        .values(roster_changed_at=made_at)
        .execution_options(synchronize_session=False)
    )
    change = RosterChange(
        line_id=line_id,
        number=number,
        made_at=made_at,
        kind=kind,
        author=author[:64],
        reason=reason or None,
        undoes_id=undoes,
    )
    session.add(change)
    session.flush()
    record(
        session,
        line_id=line_id,
        account=account_in(author),
        source=author if author.startswith(PROGRAM) else kind,
        what="roster-changed",
        kind="change",
        object_id=str(number),
        after={"kind": kind, "undoes": undoes},
        now=made_at,
    )
    line_changed(session)
    _require_readable(session, line_id, made_at)
    return change


def _require_readable(session: Session, line_id: int, at: datetime) -> None:
    """Before this transaction is committed the roster is read as a call would read it: what cannot
    be read raises here, for whoever made the change."""

    def look(session: Session) -> None:
        if not session.in_nested_transaction():
            people_on_duty(session, line_id, at)

    event.listen(session, "before_commit", look)
