"""The private address of somebody's duties, or a team's: made, found again by its token, revoked.

Only a fingerprint of the token is kept: whoever reads the database reads no calendar with it.
"""

from __future__ import annotations

import hashlib
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from hotline.calendars.tables import CalendarKey


def share(
    session: Session,
    line_id: int,
    *,
    person_id: int | None = None,
    team: str | None = None,
    token: str,
    language: str,
    now: datetime,
) -> None:
    """Opens the calendar of a person, or of a team (by slug), to whoever has this token. The
    address they had before works no more."""
    revoke(session, line_id, person_id=person_id, team=team)
    session.add(
        CalendarKey(
            line_id=line_id,
            person_id=person_id,
            team=team,
            token_hash=_fingerprint(token),
            language=language,
            made_at=now,
        )
    )
    session.flush()


def revoke(
    session: Session, line_id: int, *, person_id: int | None = None, team: str | None = None
) -> bool:
    """Closes the calendar of a person or of a team. False when it was not open."""
    mine = select(CalendarKey.id).filter_by(line_id=line_id, person_id=person_id, team=team)
    ids = session.scalars(mine).all()
    session.execute(delete(CalendarKey).where(CalendarKey.id.in_(ids)))
    return bool(ids)


def shared(session: Session, line_id: int) -> list[CalendarKey]:
    """The line's calendars that are open, oldest first."""
    rows = select(CalendarKey).filter_by(line_id=line_id).order_by(CalendarKey.made_at)
    return list(session.scalars(rows.order_by(CalendarKey.id)))


def key_of(session: Session, token: str) -> CalendarKey | None:
    """What this token opens; None when it opens nothing (any more)."""
    return session.scalar(select(CalendarKey).filter_by(token_hash=_fingerprint(token)))


def _fingerprint(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
