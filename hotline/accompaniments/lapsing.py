"""What ends by itself: codes that are over or revoked, records kept long enough, old sessions."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.orm import Session

from hotline.accompaniments.tables import Accompaniment, ContactCount, PageSession
from hotline.calls.tables import Call
from hotline.follow_ups.codes import codes_over, drop_codes


def end_codes(session: Session, ids: list[str], today: date) -> None:
    """These codes lead nowhere any more, and open no record: what was sealed to them is dropped.
    Their records stay with whoever has them, and their time begins to run."""
    if not ids:
        return
    of_codes = Accompaniment.follow_up_id.in_(ids)
    session.execute(
        update(Accompaniment)
        .where(of_codes)
        .values(
            follow_up_id=None,
            for_code=None,
            code_public=None,
            code_salt=None,
            idle_since=func.coalesce(Accompaniment.idle_since, today),
        )
        .execution_options(synchronize_session=False)
    )
    session.execute(
        update(Call)
        .where(Call.follow_up_id.in_(ids))
        .values(follow_up_id=None, code_keyed=None)
        .execution_options(synchronize_session=False)
    )
    drop_codes(session, ids)


def end_expired_codes(session: Session, line_id: int, today: date) -> None:
    """Those of this line whose time is over."""
    end_codes(session, codes_over(session, line_id, today), today)


def delete_old_records(session: Session, line_id: int, today: date, months: int) -> None:
    """Records that were closed, or left with a code that is over, so many months ago. What is
    counted of them by month stays."""
    old = select(Accompaniment.id).where(
        Accompaniment.line_id == line_id, Accompaniment.idle_since <= _before(today, months)
    )
    ids = list(session.scalars(old))
    session.execute(delete(ContactCount).where(ContactCount.accompaniment_id.in_(ids)))
    session.execute(delete(Accompaniment).where(Accompaniment.id.in_(ids)))


def forget_sessions(session: Session, now: datetime) -> None:
    """Sessions of the page that are over."""
    over = or_(PageSession.until <= now, PageSession.latest <= now)
    session.execute(delete(PageSession).where(over))


def _before(day: date, months: int) -> date:
    """So many months before, on a day that every month has."""
    month = day.year * 12 + day.month - 1 - months
    return date(month // 12, month % 12 + 1, min(day.day, 28))
