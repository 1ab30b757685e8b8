"""Somebody may have become free: which of the waiting calls has them rung."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hotline.calls.scene import Spared, load_scene, others_waiting
from hotline.calls.tables import ENDED, Call
from routing.outcomes import CallState
from routing.sharing import share

_ONE_OF_EACH_LINE = (
    select(func.min(Call.id))
    .where(Call.state != ENDED, Call.state == CallState.WAITING)
    .group_by(Call.line_id)
)


def next_in_line(session: Session, now: datetime, spared: Spared) -> list[str]:
    """The waiting calls, of every line, that would have somebody rung now; the first in line first.

    Without this, people stood free until the heartbeat of the very call that is first in line: up
    to 17 s while its caller heard the ways out. One statement when nobody waits.
    """
    found = []
    for call_id in session.scalars(_ONE_OF_EACH_LINE).all():
        scene = load_scene(session, call_id, now, spared=spared)
        if scene is None:
            continue
        waiting = [scene.waiting, *others_waiting(session, scene)]
        shares = share(waiting, scene.moment)
        waiting.sort(key=lambda call: (call.priority, call.since, call.id))
        found += [call.id for call in waiting if shares[call.id]]
    return found
