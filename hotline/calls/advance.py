"""The clock of a waiting call: every heartbeat and every word of the carrier comes through here.

Idempotent and safe in any order: it looks at the rows, decides, and writes what it decided.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import update
from sqlalchemy.orm import Session

from hotline.calls import changes
from hotline.calls.arranging import is_looked_for
from hotline.calls.intents import Intent, RingLeg
from hotline.calls.overdue import errand_for, is_given_up
from hotline.calls.scene import Scene, Spared, load_scene, nobody, others_waiting, when_rung
from hotline.calls.tables import Call, Leg
from hotline.database import add_new
from hotline.people.service import language_of
from routing.decision import Decision, Goodbye, Ring, Said, Wait, WayOut, Why, decide
from routing.in_line import WaitingCall
from routing.outcomes import UNTRIED, CallState, LegMode, LegResult, LegState
from routing.ringing import Dial

SEEN_EVERY = timedelta(seconds=25)
ASKED_AGAIN = timedelta(seconds=15)
"""An answer that got lost is asked for again within these: after five seconds, or, once both tries
have taken eight, from the queue that the caller was led into anew."""


@dataclass(frozen=True)
class Advice:
    """What the caller is to hear, and what the edge is to do meanwhile."""

    scene: Scene
    """As it was decided upon: what was written since does not show in it."""
    decision: Said
    intents: tuple[Intent, ...] = ()
    leave: bool = False
    """Leave the queue: somebody can be rung, but not over the carrier's API."""


def look(
    session: Session, call_id: str, now: datetime, *, spared: Spared = nobody
) -> Advice | None:
    """The heartbeat that changes nothing: what the caller is to hear, if no row has to change.

    None when there is something to write; call `advance` then.
    """
    scene = load_scene(session, call_id, now, spared=spared)
    if scene is None or scene.call.state != CallState.WAITING:
        return None
    decision = _decide(session, scene, may_offer=True)
    errands = any(errand_for(leg, scene.call, now) for leg in scene.legs)
    if errands or not isinstance(decision, Wait) or now >= scene.call.seen_at + SEEN_EVERY:
        return None
    return Advice(scene, decision)


def advance(
    session: Session,
    call_id: str,
    now: datetime,
    *,
    new_id: Callable[[], str],
    rest: bool,
    speaking: bool,
    spared: Spared = nobody,
) -> Advice | None:
    """Decides what is next for a call and writes it; None when it is not waiting.

    `rest`: whether legs can be rung over the carrier's API now. `speaking`: whether the caller
    hears the answer (their own heartbeat), so that ways out may be offered. `spared`: who is not
    rung for a call, because it is theirs.
    """
    scene = load_scene(session, call_id, now, spared=spared, lock=True)
    if scene is None:
        return None
    if scene.call.state == CallState.CLAIMED and changes.release_lapsed(session, call_id, now):
        # Still on the line perhaps, and free to press 1 again; but nobody waits for them any more.
        dropped = Leg.result.is_(None)
        changes.change_leg(session, scene.call.claimed_by or "", dropped, result=LegResult.DROPPED)
        scene = _again(session, scene)
    if scene.call.state != CallState.WAITING or not is_looked_for(scene.call, now):
        return None
    if speaking:
        scene.call.seen_at = now
    scene, intents = _tidy(session, scene)
    decision = _decide(session, scene, may_offer=speaking)
    if isinstance(decision, WayOut):
        if _before_the_offer(scene) is None:
            scene = _note_offer(session, scene, counts=decision.why is not Why.HELD)
        ringing = _decide(session, scene, may_offer=False)
    else:
        ringing = decision
    if isinstance(decision, Goodbye):
        changes.close(session, call_id)
    said = Wait(Why.RINGING) if isinstance(decision, Ring) else decision
    if not isinstance(ringing, Ring):
        return Advice(scene, said, tuple(intents))
    if not rest:
        leave = (
            speaking
            and decision is ringing
            and not any(attempt.result is None for attempt in scene.waiting.attempts)
            and changes.leave_queue(session, call_id, now)
        )
        return Advice(scene, said, tuple(intents), leave)
    # In one order everywhere: two calls that want the same people never wait for each other.
    for dial in sorted(ringing.dials, key=lambda dial: dial.person):
        leg_id = new_id()
        if plan_leg(session, scene, dial, leg_id):
            intents.append(RingLeg(leg_id))
    return Advice(scene, said, tuple(intents))


def plan_leg(
    session: Session, scene: Scene, dial: Dial, leg_id: str, mode: LegMode = LegMode.REST
) -> bool:
    """Writes a leg down before anybody is rung. False when the person is being rung already by
    another call: the database allows one live leg each."""
    now = scene.moment.now
    return add_new(
        session,
        Leg,
        id=leg_id,
        call_id=scene.call.id,
        person_id=dial.person,
        step=dial.step,
        turn=dial.turn,
        mode=mode,
        language=language_of(scene.crew[dial.person], scene.line.document.line.languages),
        phone=_phone(scene, dial.person),
        ring_seconds=dial.seconds,
        state=LegState.PLANNED if mode is LegMode.REST else LegState.SENT,
        planned_at=now,
        sent_at=None if mode is LegMode.REST else now,
    )


def _phone(scene: Scene, person: int) -> int:
    """The next of this person's telephones; the same again when it did not fail to reach them."""
    before = [leg for leg in scene.legs if leg.person_id == person]
    return before[-1].phone + (before[-1].result not in UNTRIED) if before else 0


def _decide(session: Session, scene: Scene, *, may_offer: bool) -> Decision:
    before = _before_the_offer(scene) if may_offer else None
    alone = decide(before or scene.waiting, scene.moment, (), may_offer=may_offer)
    if not isinstance(alone, Ring):
        return alone
    # Only somebody who could be rung makes it worth reading who was rung when, and who else waits.
    moment = when_rung(session, scene.moment)
    return decide(scene.waiting, moment, others_waiting(session, scene), may_offer=may_offer)


def _before_the_offer(scene: Scene) -> WaitingCall | None:
    """The call as it was before a way out that was offered a moment ago; None without one. Nobody
    who hears it asks for music so soon: the answer got lost, and it is offered again."""
    waiting, moment = scene.waiting, scene.moment
    if not waiting.offers or moment.now >= waiting.offered_at + ASKED_AGAIN:
        return None
    before = waiting.offered_at - moment.budget
    return replace(waiting, offers=waiting.offers - 1, offered_at=before)


def _tidy(session: Session, scene: Scene) -> tuple[Scene, list[Intent]]:
    """Gives up legs that never answered, and finds errands that got lost."""
    now = scene.moment.now
    lost = [leg for leg in scene.legs if is_given_up(leg, now)]
    for leg in lost:
        changes.end_leg(session, leg.id, LegResult.LOST, now)
    if lost:
        scene = _again(session, scene)
    errands = [errand_for(leg, scene.call, now) for leg in scene.legs]
    return scene, [errand for errand in errands if errand is not None]


def _note_offer(session: Session, scene: Scene, *, counts: bool) -> Scene:
    now = scene.moment.now
    offers = scene.waiting.offers + counts
    session.execute(
        update(Call)
        .where(Call.id == scene.call.id)
        .values(offered_at=now, offers=offers)
        .execution_options(synchronize_session=False)
    )
    waiting = replace(scene.waiting, offered_at=now, offers=offers)
    return replace(scene, waiting=waiting)


def _again(session: Session, scene: Scene) -> Scene:
    now = scene.moment.now
    fresh = load_scene(session, scene.call.id, now, spared=scene.spared, lock=True)
    assert fresh is not None
    return fresh
