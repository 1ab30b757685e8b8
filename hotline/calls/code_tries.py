"""How often one call is asked for a code, of whatever kind, and where that is counted."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from hotline.calls.tables import Call

MOST_TRIES = 3
"""How many codes one call may try, whichever way its caller comes to the question."""


def call_that_tries(session: Session, call_id: str) -> Call:
    """The call as its row is now, held until this transaction is over: tries at the same instant
    are counted one after the other. Raises NoResultFound for an unknown one."""
    own = select(Call).where(Call.id == call_id).with_for_update()
    return session.scalars(own.execution_options(populate_existing=True)).one()
