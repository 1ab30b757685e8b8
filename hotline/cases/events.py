"""What happens to a case, noted as it happens: who, when, what."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from hotline.cases.tables import CaseEvent

SERVICE = "hotline"
"""The author of what happens by itself."""


class Event(StrEnum):
    """What happened."""

    OPENED = "opened"
    ASKED = "asked"
    ACCEPTED = "accepted"
    PASSED_ON = "passed-on"
    LAPSED = "lapsed"
    """Whoever was asked did not answer in time."""
    TAKEN_BACK = "taken-back"
    """The coordinator gives it to somebody else."""
    LEFT = "left"
    """Whoever had it has left the line."""
    NOBODY = "nobody"
    REMINDED = "reminded"
    ESCALATED = "escalated"
    CONTACT = "contact"
    LINK = "link"
    """A new link was sent; those before are void."""
    RENEWED = "renewed"
    """The contact was written down anew."""
    EXPIRED = "expired"
    """The contact was deleted, since nothing was noted for long."""
    CLOSED = "closed"


def note(
    session: Session, case_id: int, event: Event, author: str, at: datetime, **more: object
) -> None:
    """Adds what happened; `more` are columns of CaseEvent."""
    session.add(CaseEvent(case_id=case_id, kind=event, author=author[:64], at=at, **more))
    session.flush()


def events_of(session: Session, case_id: int) -> list[CaseEvent]:
    """All that happened to a case, in that order."""
    return list(
        session.scalars(select(CaseEvent).filter_by(case_id=case_id).order_by(CaseEvent.id))
    )
