"""What the rules need to know of a waiting call, read in a handful of statements."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import and_, bindparam, func, select, union_all
from sqlalchemy.orm import Session

from hotline.calls.companions import with_companions
from hotline.calls.crew import CrewMember
from hotline.calls.on_duty import crew_of_plans, responders_on_duty
from hotline.calls.overdue import is_unheard_of
from hotline.calls.plans import lead_of, plan_called, wish_of_call
from hotline.calls.tables import ENDED, Call, Leg
from hotline.lines.service import LoadedLine, line_by_id
from hotline.rosters.pauses import paused
from routing.in_line import Attempt, Moment, WaitingCall
from routing.outcomes import CallState, LegMode, LegResult, LegState, Priority
from routing.plan import Responder

HEARTBEAT = timedelta(seconds=8)
"""The caller's line asks again about this often: the length of a piece of music."""

BACK_IN_LINE = timedelta(seconds=10)
"""How long after the end of a responder's leg its caller may need to be back in line."""

_LIVE_CALL = (Call.state != ENDED, Call.state == bindparam("state"))
_CALL = (
    select(Call)
    .where(Call.id == bindparam("call"))
    .with_for_update()
    .execution_options(populate_existing=True)
)
_OTHERS = select(Call).where(
    *_LIVE_CALL, Call.line_id == bindparam("line"), Call.id != bindparam("but")
)
# Each part by an index of its own: how many calls there were before costs nothing.
_LEGS = (
    select(Leg, and_(Call.state == CallState.CONNECTED, Call.claimed_by == Leg.id))
    .join(Call, Call.id == Leg.call_id)
    .where(
        Leg.id.in_(
            union_all(
                select(Leg.id).where(Leg.call_id.in_(bindparam("calls", expanding=True))),
                select(Leg.id).where(Leg.state != ENDED),
                select(Leg.id).where(Leg.owes_until > bindparam("now")),
                select(Call.claimed_by).where(*_LIVE_CALL),
            )
        )
    )
    .order_by(Leg.planned_at, Leg.id)
    .execution_options(populate_existing=True)
)
_LAST_RUNG = (
    select(Leg.person_id, func.max(Leg.planned_at))
    .where(Leg.person_id.in_(bindparam("people", expanding=True)))
    .group_by(Leg.person_id)
)

Spared = Callable[[str], AbstractSet[int]]
"""Who is not to be rung for a call, by the carrier's id of it: whoever makes it."""


def nobody(_carrier_id: str) -> AbstractSet[int]:
    """Nobody of the line is calling it."""
    return frozenset()


@dataclass(frozen=True)
class Scene:
    """One call of a line at one moment."""

    line: LoadedLine
    call: Call
    legs: tuple[Leg, ...]
    """This call's, oldest first."""
    waiting: WaitingCall
    moment: Moment
    spared: Spared
    crew: Mapping[int, CrewMember]
    """Everyone whom the line's plans may ring."""


def load_scene(
    session: Session,
    call_id: str,
    now: datetime,
    *,
    spared: Spared = nobody,
    lock: bool = False,
) -> Scene | None:
    """The scene around a call that is in the queue or was; None for one in the menus or unknown.

    With `lock` the call is read anew, and other transactions that would change it wait until this
    one is over; without, it is as this unit of work has read it.
    """
    call = session.scalar(_CALL, {"call": call_id}) if lock else session.get(Call, call_id)
    if call is None or call.plan is None or call.queued_at is None:
        return None
    line = line_by_id(session, call.line_id)
    assert line is not None  # a foreign key holds it
    legs, cut = _legs_that_matter(session, [call.id], now)
    crew = crew_of_plans(session, line)
    own = tuple(leg for leg in legs if leg.call_id == call.id)
    alone = waiting_call(line, call, own, crew, now, spared=spared)
    (waiting,) = with_companions(session, line, [call], [alone], crew=crew, now=now)
    (waiting,) = _not_back_from_a_pause(session, [waiting], now)
    return Scene(
        line,
        call,
        own,
        waiting,
        moment_of(session, line, crew, legs, now, cut=cut),
        spared,
        crew,
    )


def others_waiting(session: Session, scene: Scene) -> list[WaitingCall]:
    """The other waiting calls of the line."""
    own, now = scene.call, scene.moment.now
    waiting = {"line": own.line_id, "state": CallState.WAITING, "but": own.id}
    calls = session.scalars(_OTHERS, waiting).all()
    if not calls:
        return []
    legs, _ = _legs_that_matter(session, [call.id for call in calls], now)
    others = [
        waiting_call(
            scene.line,
            call,
            [leg for leg in legs if leg.call_id == call.id],
            scene.crew,
            now,
            spared=scene.spared,
        )
        for call in calls
    ]
    others = with_companions(session, scene.line, calls, others, crew=scene.crew, now=now)
    return _not_back_from_a_pause(session, others, now)


def _not_back_from_a_pause(
    session: Session, calls: list[WaitingCall], now: datetime
) -> list[WaitingCall]:
    """On duty or not, whoever a caller was cut from is rung back; but not once they said "not
    tonight"."""
    resting = paused(session, now) if any(call.was_with for call in calls) else {}
    return [
        replace(call, was_with=None) if call.was_with and call.was_with.person in resting else call
        for call in calls
    ]


def when_rung(session: Session, moment: Moment) -> Moment:
    """The moment with who was rung when; asked only when somebody is about to be."""
    people = {responder.person for responder in moment.on_duty}
    rows = session.execute(_LAST_RUNG, {"people": sorted(people)})
    return replace(moment, last_rung=dict(rows.all()))


def _legs_that_matter(
    session: Session, calls: list[str], now: datetime
) -> tuple[list[Leg], set[int]]:
    """The legs of these calls, all live ones, those of people who owe a wrap-up; and the people
    whose talk was cut while their caller, who is told later, is not back in line yet: they are for
    that caller first."""
    which = {"calls": calls, "now": now, "state": CallState.CONNECTED}
    rows = session.execute(_LEGS, which).all()
    just_now = now - BACK_IN_LINE
    return [leg for leg, _ in rows], {
        leg.person_id for leg, theirs in rows if theirs and leg.ended_at and leg.ended_at > just_now
    }


def moment_of(
    session: Session,
    line: LoadedLine,
    crew: Mapping[int, CrewMember],
    legs: Iterable[Leg],
    now: datetime,
    *,
    cut: AbstractSet[int] = frozenset(),
) -> Moment:
    """What is true for every call of the line; `legs`: at least all that live, `cut`: people who
    are for the caller from whom they were cut."""
    live = [leg for leg in legs if leg.state != LegState.ENDED]
    not_rung = sum(leg.state in {LegState.PLANNED, LegState.SENT} for leg in live)
    rate = line.document.line.dials_per_second
    return Moment(
        on_duty=responders_on_duty(session, line, now),
        free=frozenset(crew) - {leg.person_id for leg in live} - cut,
        resting={leg.person_id for leg in legs if leg.owes_until and leg.owes_until > now},
        # What the carrier has not rung yet stands in its own queue: no more than it can dial
        # until the next heartbeat, so that a call first in line never waits behind many.
        dials_left=math.ceil(rate * HEARTBEAT.total_seconds()) - not_rung,
        budget=timedelta(seconds=line.document.line.budget_seconds),
        now=now,
    )


def _result(leg: Leg, held: bool, now: datetime) -> LegResult | None:
    if leg.result:
        return LegResult(leg.result)
    if leg.connected_at is not None and not held:
        return LegResult.TALKED  # off the bridge, and no longer waited for
    return LegResult.LOST if is_unheard_of(leg, now) else None


def _rung_back(member: CrewMember | None) -> Responder | None:
    """Whoever the caller was cut from or has an appointment with, unless a new file took away their
    telephones meanwhile, or the other line that they answer for."""
    return member.on_duty("", "") if member and member.phones else None


def waiting_call(
    line: LoadedLine,
    call: Call,
    legs: Sequence[Leg],
    crew: Mapping[int, CrewMember],
    now: datetime,
    *,
    spared: Spared,
) -> WaitingCall:
    """A call of the queue, and what was tried for it, as the rules see it."""
    assert call.plan is not None
    assert call.queued_at is not None
    assert call.offered_at is not None
    legs = [leg for leg in legs if leg.mode != LegMode.CONSULT]
    talked = [leg for leg in legs if leg.connected_at is not None]
    last = max(talked, key=lambda leg: leg.connected_at or leg.planned_at, default=None)
    cut = last if call.priority == Priority.CUT else None
    # With a result, they do not come back: they passed the caller on.
    here = cut is not None and cut.state != LegState.ENDED and cut.result is None
    held = here and call.held_until is not None and now < call.held_until
    return WaitingCall(
        id=call.id,
        plan=plan_called(line.document, call.plan),
        wish=wish_of_call(call),
        priority=Priority(call.priority),
        since=call.queued_at,
        offered_at=call.offered_at,
        offers=call.offers,
        attempts=tuple(
            Attempt(
                leg.person_id,
                leg.step,
                leg.turn,
                _result(leg, held, now),
                leg.ended_at,
                listening=leg.state == LegState.ANSWERED and not leg.dismissed,
            )
            for leg in legs
        ),
        was_with=_rung_back(crew.get(cut.person_id if cut else call.expected_by or 0)),
        spared=spared(call.carrier_id),
        held=held,
        lead=lead_of(call),
    )
