"""Forgetting: some days after its end nothing is left of a case but monthly counters."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from hotline.cases.counted import counted
from hotline.cases.tables import Case, CaseCount, CaseEvent
from hotline.database import add_to_counter
from hotline.lines.cases import Cases
from hotline.lines.service import LoadedLine, all_lines, line_by_id
from hotline.notices.tables import Notice
from routing.case_clock import CaseState


def due_to_forget(session: Session, now: datetime) -> list[int]:
    """The cases that were closed longer ago than their line keeps them, the oldest first."""
    return [
        case
        for line in all_lines(session)
        for case in session.scalars(
            select(Case.id)
            .where(
                Case.line_id == line.id,
                Case.state == CaseState.CLOSED,
                Case.closed_at <= now - timedelta(days=_kept_days(line)),
            )
            .order_by(Case.id)
        )
    ]


def forget_case(session: Session, case_id: int, now: datetime) -> bool:
    """Counts a closed case for good, and deletes it with all that happened to it. False when it was
    done before: whoever locks its row first does it. One case a transaction: counters are taken in
    one order, so that two workers wait for each other and never in a ring."""
    closed = select(Case).where(Case.id == case_id, Case.state == CaseState.CLOSED)
    case = session.scalar(closed.with_for_update())
    if case is None:
        return False
    line = line_by_id(session, case.line_id)
    assert line is not None  # a foreign key holds it
    identity = line.document.line
    events = session.scalars(select(CaseEvent).filter_by(case_id=case_id)).all()
    remains = counted(case, events, ZoneInfo(identity.time_zone), now)
    session.execute(delete(Notice).where(Notice.once.startswith(f"case:{case_id}:")))
    session.execute(delete(CaseEvent).where(CaseEvent.case_id == case_id))
    session.execute(delete(Case).where(Case.id == case_id))
    for (month, figure, code), count in sorted(remains.items()):
        key = {"line": identity.slug, "month": month, "figure": figure, "code": code}
        add_to_counter(session, CaseCount, key, {"count": count})
    return True


def _kept_days(line: LoadedLine) -> int:
    usual: int = Cases.model_fields["retention_days"].default
    return line.document.cases.retention_days if line.document.cases else usual
