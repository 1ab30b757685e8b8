"""A caller's code leads to somebody else from now on, their record with it."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from hotline.accompaniments.handing_over import Handed, record_behind, take_over
from hotline.clock import Chance
from hotline.follow_ups.tables import FollowUp


def hand_over(
    session: Session, follow_up_id: str, handed: Handed | None, person_id: int, chance: Chance
) -> bool:
    """All of it in one transaction, or nothing: False when the code is over, or does not open the
    record there is. A code whose record was deleted leads to them all the same."""
    code = select(FollowUp).where(FollowUp.id == follow_up_id).with_for_update()
    follow_up = session.scalar(code.execution_options(populate_existing=True))
    if follow_up is None:
        return False
    if handed is not None:
        return take_over(session, handed, person_id, chance)
    if record_behind(session, follow_up_id) is not None:
        return False
    follow_up.person_id = person_id
    session.flush()
    return True
