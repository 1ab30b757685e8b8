"""The calls that live now: what their callers do and since when. Never who they are."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from hotline.calls.tables import Call, Leg
from hotline.people.service import people_by_ids
from hotline.taxonomies import Wording, professions
from routing.outcomes import CallState, LegState, Priority

STATES = {
    CallState.MENU: Wording("dans le menu", "in the menu"),
    CallState.ARRANGING: Wording("demande un rappel", "asking to be called back"),
    CallState.WAITING: Wording("attend", "waiting"),
    CallState.CLAIMED: Wording("quelqu'un décroche", "somebody is answering"),
    CallState.LEAVING: Wording("attend", "waiting"),
    CallState.DIALLING: Wording("attend", "waiting"),
    CallState.CONNECTED: Wording("en conversation", "talking"),
    CallState.CLOSING: Wording("se termine", "ending"),
}
_RUNG = (LegState.PLANNED, LegState.SENT, LegState.RINGING, LegState.ANSWERED)
_TALKING = (LegState.CLAIMED, LegState.CONNECTED, LegState.OFF_BRIDGE)


@dataclass(frozen=True, slots=True)
class LiveCall:
    """A call as a coordinator sees it."""

    id: str
    profession: str
    state: str
    waiting: bool
    """Nobody talks to them yet, and they have left the menus."""
    danger: bool
    back: bool
    """They are being called back."""
    seconds: int
    """In this state of affairs: waited so far, or talked."""
    with_whom: tuple[str, ...]
    """Who talks to them; else whose telephone rings for them."""


def live_calls(session: Session, line_id: int, now: datetime, language: str) -> list[LiveCall]:
    """Those who wait first, as they stand in line; then all others. Three statements."""
    calls = session.scalars(
        select(Call)
        .where(Call.line_id == line_id, Call.state != CallState.ENDED)
        .order_by(Call.priority, Call.started_at)
    ).all()
    legs: defaultdict[str, list[Leg]] = defaultdict(list)
    if calls:
        alive = select(Leg).where(
            Leg.call_id.in_([call.id for call in calls]), Leg.state != LegState.ENDED
        )
        for leg in session.scalars(alive):
            legs[leg.call_id].append(leg)
    ids = {leg.person_id for found in legs.values() for leg in found}
    names = {person.id: person.name for person in people_by_ids(session, ids).values()}

    def shown(call: Call) -> LiveCall:
        talking = [leg for leg in legs[call.id] if leg.state in _TALKING]
        rung = [leg for leg in legs[call.id] if leg.state in _RUNG]
        connected = call.state == CallState.CONNECTED
        began = (call.connected_at if connected else call.queued_at) or call.started_at
        return LiveCall(
            id=call.id,
            profession=professions()[call.profession].name.read_in(language),
            state=STATES[CallState(call.state)].read_in(language),
            waiting=call.queued_at is not None and not connected,
            danger=call.danger or call.priority == Priority.DANGER,
            back=call.callback_id is not None,
            seconds=max(0, int((now - began).total_seconds())),
            with_whom=tuple(names[leg.person_id] for leg in talking or rung),
        )

    return sorted(map(shown, calls), key=lambda call: not call.waiting)
