"""Outside of the queue, saying when to be called back: conditional UPDATEs like all of
`hotline.calls.changes`. Whoever stops saying it is in the queue again."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import case, func
from sqlalchemy.orm import Session

from hotline.calls import changes
from hotline.calls.ending import dismiss_legs
from hotline.calls.intents import Intent
from hotline.calls.tables import Call
from routing.outcomes import CallState, LegResult, Priority


def arrange_in_the_menus(
    session: Session, call_id: str, *, profession: str, plan: str, kind: str | None, **said: Any
) -> bool:
    """They chose it in the menus. `said`: the columns of what else they told."""
    return changes.change_call(
        session,
        call_id,
        Call.state == CallState.MENU,
        state=CallState.ARRANGING,
        profession=profession,
        plan=plan,
        kind_wanted=kind,
        answers={},
        **said,
    )


def arrange_in_the_queue(session: Session, call_id: str, now: datetime) -> list[Intent]:
    """They chose it while waiting: nobody is rung for them meanwhile."""
    waiting = Call.state == CallState.WAITING
    if not changes.change_call(session, call_id, waiting, state=CallState.ARRANGING, seen_at=now):
        return []
    return dismiss_legs(session, call_id, LegResult.TAKEN, now)


def wait_after_all(session: Session, call_id: str, now: datetime, *, danger: bool = False) -> bool:
    """Into the queue, or back into it with the place they had; in danger first in line."""
    in_danger = case((Call.priority > Priority.DANGER, Priority.DANGER), else_=Call.priority)
    return changes.change_call(
        session,
        call_id,
        Call.state == CallState.ARRANGING,
        state=CallState.WAITING,
        queued_at=func.coalesce(Call.queued_at, now),
        offered_at=now,
        offers=0,
        seen_at=now,
        **({"danger": True, "priority": in_danger} if danger else {}),
    )


LONGEST_SEARCH = timedelta(minutes=10)
"""How long somebody to call back is looked for in one try; then there is a pause."""


def is_looked_for(call: Call, now: datetime) -> bool:
    """Whether somebody is still to be rung for this call, if it is a try to call back: it has no
    caller who would hang up one day."""
    return not is_to_be_rung(call) or now < call.started_at + LONGEST_SEARCH


def is_to_be_rung(call: Call) -> bool:
    """Whether this call is a try to call somebody back who is not on the line yet."""
    return call.callback_id is not None and call.carrier_id == call.id
