"""Where a trial call stands between two of its steps: in the requests themselves, sealed, since no
row of it may stay."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hotline.calls.finding import call_by_carrier
from hotline.calls.tables import Call, Leg

_COLUMNS = tuple(
    column.key
    for column in Call.__table__.columns
    if column.key not in {"code_keyed", "code_given", "follow_up_id"}
)
"""All but what only a caller who has a code brings."""


def standing(session: Session, carrier_id: str) -> dict[str, Any] | None:
    """The row of this call, as it may be sealed; None when there is none."""
    call = call_by_carrier(session, carrier_id)
    if call is None:
        return None
    return {name: _told(getattr(call, name)) for name in _COLUMNS}


def put_back(session: Session, stood: dict[str, Any]) -> None:
    """The row is there again, as `standing` gave it."""
    call = Call()
    for name, value in stood.items():
        is_moment = value is not None and name.endswith(_MOMENTS)
        setattr(call, name, datetime.fromisoformat(value) if is_moment else value)
    session.add(call)
    session.flush()


def rung(session: Session, call_id: str) -> int:
    """How many telephones this step would have rung."""
    return session.scalar(select(func.count()).where(Leg.call_id == call_id)) or 0


_MOMENTS = ("_at", "_until")


def _told(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime) else value
