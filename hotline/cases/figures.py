"""How many cases there were: those not forgotten yet, and what remains of the others.

Both are read in one view of the database, so a case that is being forgotten counts once.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from hotline.cases.counted import Counted, Figure, counted
from hotline.cases.tables import Case, CaseCount, CaseEvent
from hotline.lines.service import LoadedLine


def case_counts(
    session: Session, line: LoadedLine, first: date, last: date, *, now: datetime
) -> Counted:
    """The counts of the months to which these days of the line's zone belong, whole months; the
    same before cases are forgotten and after. Exact, so not for publication."""
    identity = line.document.line
    months = first.replace(day=1), last.replace(day=1)
    total: Counted = Counter()
    kept = select(CaseCount).where(
        CaseCount.line == identity.slug, CaseCount.month.between(*months)
    )
    for row in session.scalars(kept):
        total[row.month, Figure(row.figure), row.code] += row.count
    events: dict[int, list[CaseEvent]] = defaultdict(list)
    for event in session.scalars(select(CaseEvent).join(Case).where(Case.line_id == line.id)):
        events[event.case_id].append(event)
    for case in session.scalars(select(Case).where(Case.line_id == line.id)):
        live = counted(case, events[case.id], ZoneInfo(identity.time_zone), now)
        total.update({key: n for key, n in live.items() if months[0] <= key[0] <= months[1]})
    return total
