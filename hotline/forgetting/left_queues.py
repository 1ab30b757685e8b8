"""The job that finds queues of which the service was never told: their first word was lost."""

from __future__ import annotations

import re
from datetime import timedelta

from sqlalchemy import select

from hotline.calls.tables import Call
from hotline.carrier import CarrierProblem
from hotline.forgetting.erasures import Record, plan_erasure
from hotline.service import Hotline
from routing.outcomes import CallState

LEFT_AFTER = timedelta(minutes=10)
"""A queue as young as that may be about to be told of."""

OURS = re.compile(r"[0-9a-f]{32}\Z")
"""Queues are called by the id of their call; others of the same account are nobody's business."""


def find_left_queues(service: Hotline) -> None:
    """Plans the deletion of empty queues whose call is over, or of which nothing is left. With the
    carrier away it is for the next time."""
    now = service.now()
    try:
        queues = service.carrier.queues(before=now - LEFT_AFTER)
    except CarrierProblem:
        return
    empty = {queue.name: queue.id for queue in queues if not queue.size and OURS.match(queue.name)}
    if not empty:
        return
    with service.database.writing() as session:
        there = select(Call.id).where(Call.id.in_(empty), Call.state != CallState.ENDED)
        for name in empty.keys() - set(session.scalars(there)):
            plan_erasure(session, Record.QUEUE, empty[name], now)
