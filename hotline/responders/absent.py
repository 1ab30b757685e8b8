"""A responder says that they cannot do a duty: it is open at once, and others are told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from sqlalchemy.orm import Session

from hotline.calls.intents import SendNotice
from hotline.lines.service import LoadedLine
from hotline.notices.absences import tell_of_absence
from hotline.people.service import Responder
from hotline.rosters.changing import one_after_the_other, open_change
from hotline.rosters.deciding import Draft, decide
from hotline.rosters.service import planned_of, roster_of
from hotline.rosters.volunteers import withdraw
from hotline.swaps.held import Held
from hotline.swaps.offering import ask_cover
from schedules.local_time import reading

AROUND = timedelta(days=2)
"""Further than any zone is from another: a duty is found by its local start."""


def cannot_come(
    session: Session,
    line: LoadedLine,
    person: Responder,
    identity: tuple[str, datetime],
    *,
    now: datetime,
    new_id: Callable[[], str],
) -> list[SendNotice] | None:
    """An absence for what is left of this person's duty of that identity (its source, its local
    start). They are no volunteer any more either, the coordinators are told, and cover is asked of
    the team: all in this transaction. Empty when it was noted before; None when the duty is not
    theirs any more."""
    one_after_the_other(session, line.id)
    latest = max(now, identity[1].replace(tzinfo=UTC)) + AROUND
    planned = planned_of(session, line.id, now, latest)
    me = str(person.id)
    mine = [duty for duty in planned.duties if (duty.identity, duty.person) == (identity, me)]
    if not mine:
        left = ((gap.identity, gap.left_by) for gap in planned.open_duties)
        return [] if (identity, me) in left else None
    zone = roster_of(session, line.id).zones[mine[0].team]
    away = Draft(
        kind="absence",
        person=person.id,
        zone=zone,
        starts=reading(max(mine[0].start, now), zone),
        ends=reading(mine[-1].end, zone),
    )
    change = open_change(session, line.id, kind="absence", author=person.name, now=now)
    (decision,) = decide(session, change, [away])
    withdraw(session, person.id)
    told = tell_of_absence(session, line, person, mine[0], change=change, new_id=new_id)
    # Whatever else they would have done at that time is left open too.
    open_now = planned_of(session, line.id, now, latest).open_duties
    for left_open in dict.fromkeys(
        Held.of(gap) for gap in open_now if str(decision) in gap.decisions
    ):
        _, asked = ask_cover(
            session, line.id, left_open, author=person.name, now=now, new_id=new_id
        )
        told += asked
    return told
