"""Passing a caller on: to whom, with their consent, and who did it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from hotline.calls import changes, on_hold
from hotline.calls.ending import dismiss_legs
from hotline.calls.intents import Intent
from hotline.calls.plans import passed_on_to
from hotline.calls.scene import Scene
from hotline.calls.tables import Call, Leg
from hotline.people.tables import Person
from hotline.rosters.service import people_on_duty
from routing.outcomes import LegResult, Passing
from routing.plan import fits
from routing.ringing import has_said_no

MOST_TEAMS = 5
"""Teams offered by number: what somebody on the telephone can keep in mind."""
_FIRST = ("psychologist", "peer", "coordinator")


def teams_to_pass_to(scene: Scene, responder: int) -> list[str]:
    """Teams in which somebody else could be rung for this caller now, psychologists first; the
    responder's own among them, when a colleague is there. Not those who have said no to them."""
    call, moment = scene.waiting, scene.moment
    kinds = {
        person.team: person.kind
        for person in moment.on_duty
        if person.person in moment.free - call.spared - {responder}
        and fits(person, passed_on_to(person.team), call.wish)
        and not has_said_no(call, person.person, moment.now)
    }
    return sorted(kinds, key=lambda team: _FIRST.index(kinds[team]))[:MOST_TEAMS]


def caller_agrees(session: Session, call_id: str, now: datetime) -> tuple[bool, list[Intent]]:
    """The caller says yes. Whoever passes them on is not rung for them again, and is free for
    their wrap-up, still on the line or not; first in line, the team is rung before the plan."""
    if not on_hold.agree(session, call_id, now):
        return False, []
    passer = session.scalar(select(Call.claimed_by).where(Call.id == call_id)) or ""
    changes.change_leg(session, passer, result=LegResult.PASSED_ON)
    return True, dismiss_legs(session, call_id, LegResult.TAKEN, now)


def passed_on_by(session: Session, call: Call) -> tuple[str, str | None] | None:
    """Who passed this call on: their name and their team's slug then; None when nobody did."""
    if call.passing != Passing.AGREED:
        return None
    last = select(Leg).where(Leg.call_id == call.id, Leg.result == LegResult.PASSED_ON)
    leg = session.scalars(last.order_by(Leg.connected_at.desc()).limit(1)).one_or_none()
    if leg is None:
        return None
    duties = people_on_duty(session, call.line_id, leg.planned_at)
    teams = (duty.team for duty in duties if duty.person_id == leg.person_id)
    return session.get_one(Person, leg.person_id).name, next(teams, None)
