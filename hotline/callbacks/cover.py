"""When somebody whom a plan would ring for this caller is reached: what can be promised."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from hotline.calls.crew import crew_of
from hotline.calls.plans import plan_called
from hotline.calls.whereabouts import time_there
from hotline.follow_ups.reachable import FORESEEN, reach
from hotline.lines.service import LoadedLine
from hotline.rosters.service import roster_of
from routing.plan import Match, Wish, fits
from schedules.callback_windows import HORIZON, CallbackWindow, page, windows
from schedules.on_duty import duties

OPENS = timedelta(seconds=1)


def cover(
    session: Session, line: LoadedLine, plan: str, wish: Wish, now: datetime, *, by_peers: bool
) -> list[CallbackWindow]:
    """The duties, from now on and for a week, of those whom this plan would ring for a caller with
    this wish: where a peer is promised, only of peers. Of the line's own people only: of another
    line nothing can be promised."""
    crew, roster = crew_of(session, line.id), roster_of(session, line.id)
    steps = plan_called(line.document, plan).steps
    if by_peers:
        steps = tuple(step for step in steps if Match.PROFESSION in step.match) or steps
    return [
        CallbackWindow(duty.start, duty.end)
        for duty in duties(roster.roster, now, now + HORIZON + OPENS)
        if (member := crew.get(int(duty.person))) is not None
        and any(
            fits(member.on_duty(duty.team, duty.role, roster.kinds[duty.team]), step, wish)
            for step in steps
        )
    ]


def offered(
    session: Session,
    line: LoadedLine,
    plan: str,
    wish: Wish,
    *,
    number: int,
    territory: str | None,
    now: datetime,
    by_peers: bool = False,
    companion: int | None = None,
) -> tuple[Sequence[CallbackWindow], bool]:
    """A page of windows for this caller, counted from 0, and whether another one follows; by the
    clock where they are. Somebody who comes back to a companion is called back by that person: when
    they are reached next, which may be in weeks."""
    zone = time_there(now, territory, line.document).tzinfo
    assert isinstance(zone, ZoneInfo)
    if companion is None:
        covered = cover(session, line, plan, wish, now, by_peers=by_peers)
        return page(windows(covered, zone, now), number)
    reached = reach(session, line, companion, now, now + FORESEEN)
    theirs = [CallbackWindow(start, end) for start, end in reached]
    return page(windows(theirs, zone, now, FORESEEN), number)
