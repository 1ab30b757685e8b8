"""Callers who come back to somebody: that person is rung first, while they are reached."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from hotline.calls.crew import CrewMember
from hotline.calls.tables import Call
from hotline.follow_ups.reachable import reached_now
from hotline.lines.service import LoadedLine
from routing.in_line import WaitingCall


def with_companions(
    session: Session,
    line: LoadedLine,
    calls: Iterable[Call],
    waiting: list[WaitingCall],
    *,
    crew: Mapping[int, CrewMember],
    now: datetime,
) -> list[WaitingCall]:
    """The waiting calls of these rows, each with whom its caller comes back to: on duty, or reached
    by their own choice, at this very moment. Nothing is asked when nobody comes back."""
    wanted = {call.id: call.companion_id for call in calls if call.companion_id is not None}
    if not wanted:
        return waiting
    reached = reached_now(session, line, set(wanted.values()), now)
    people = {
        call: crew[person].on_duty("", "")
        for call, person in wanted.items()
        if person in reached and person in crew and crew[person].phones
    }
    return [replace(call, companion=people.get(call.id)) for call in waiting]
