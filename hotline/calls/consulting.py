"""A responder asks the coordinator on duty for advice, while the caller is on hold."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from hotline.calls import on_hold
from hotline.calls.advance import plan_leg
from hotline.calls.changes import ON_HOLD
from hotline.calls.legs import leg_over
from hotline.calls.scene import Scene
from hotline.calls.tables import Leg
from routing.outcomes import LegMode, LegResult, LegState
from routing.ringing import Dial

RING_SECONDS = 25
LONGEST_TALK = timedelta(minutes=15)
"""A caller on hold is not left alone for longer."""
ASIDE = -3
"""The step of a leg that is no step of the plan."""


def plan_consultation(session: Session, scene: Scene, leg_id: str, new_id: str) -> Leg | None:
    """Writes down which coordinator is rung for the responder of this leg: of those on duty and
    free, the one asked least for this call. None when nobody is, or the call is not theirs.

    Asked again, since the answer that would have rung somebody got lost, it gives the same leg.
    """
    now = scene.moment.now
    until = now + timedelta(seconds=RING_SECONDS) + LONGEST_TALK + ON_HOLD
    asked = [leg for leg in scene.legs if leg.mode == LegMode.CONSULT]
    lost = [leg for leg in asked if leg.state == LegState.SENT and leg.carrier_id is None]
    if not on_hold.stay_on_hold(session, scene.call.id, leg_id, until):
        return None
    if lost:
        return lost[0]
    times = Counter(leg.person_id for leg in asked)
    mine = session.get_one(Leg, leg_id).person_id
    free = {
        person.person
        for person in scene.moment.on_duty
        if person.kind == "coordinator"
        and person.phones
        and person.person in scene.moment.free - scene.waiting.spared - {mine}
    }
    for person in sorted(free, key=lambda person: (times[person], person)):
        dial = Dial(person, ASIDE, times[person], RING_SECONDS)
        if plan_leg(session, scene, dial, new_id, LegMode.CONSULT):
            return session.get_one(Leg, new_id)
    return None


def end_consultation(session: Session, call_id: str, said: LegResult, now: datetime) -> bool:
    """The responder is back from asking for advice. Whether they talked with anybody."""
    asked = session.scalars(
        select(Leg)
        .where(Leg.call_id == call_id, Leg.mode == LegMode.CONSULT)
        .order_by(Leg.planned_at.desc(), Leg.id)
        .limit(1)
    ).one_or_none()
    if asked is None:
        return False
    leg_over(session, asked.id, said, now)
    return asked.connected_at is not None
