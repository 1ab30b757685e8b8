"""A caller keys in their code: what is made of it, and whom it leads to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from hotline.calls.code_tries import MOST_TRIES, call_that_tries
from hotline.calls.tables import Call
from hotline.follow_ups.codes import follow_up_of, prolong
from hotline.follow_ups.reachable import next_reached, reached_now
from hotline.guesses.counting import Opens, is_closed, wrong_codes
from hotline.lines.service import LoadedLine
from hotline.people.service import ids_by_slug
from hotline.people.tables import Person
from routing.outcomes import CallState


class Verdict(StrEnum):
    """What was made of what was keyed in."""

    KNOWN = "known"
    MISTYPED = "mistyped"
    """Its digits do not check: asked again, and no guess."""
    UNKNOWN = "unknown"
    GIVEN_UP = "given up"
    """Not known, and the last one that this call may try."""
    CLOSED = "closed"
    """Not looked at: too many guesses on this line in this hour."""


def mistyped(session: Session, call_id: str, asked: int) -> Verdict:
    """What was keyed in at the `asked`-th time cannot be a code."""
    call = call_that_tries(session, call_id)
    call.code_tries = max(call.code_tries, asked)
    return _again(call, Verdict.MISTYPED)


def try_code(
    session: Session,
    line: LoadedLine,
    call_id: str,
    code: str,
    *,
    kept: str,
    asked: int,
    now: datetime,
) -> Verdict:
    """What the code of this fingerprint, keyed in at the `asked`-th time, leads to. Told twice, it
    counts once. Once known, the call knows whom its caller comes back to, and the code is good for
    as long as a new one from today on."""
    call = call_that_tries(session, call_id)
    offered = line.document.follow_up
    if call.state != CallState.MENU or call.follow_up_id is not None:
        return Verdict.KNOWN
    if asked <= call.code_tries:
        return _again(call, Verdict.UNKNOWN)
    so_far = wrong_codes(session, line.id, Opens.FOLLOW_UP, now)
    if is_closed(so_far):
        return Verdict.CLOSED
    today = line.document.local_time(now).date()
    follow_up = follow_up_of(session, line.id, kept, today)
    if follow_up is None or offered is None:
        so_far.entries += 1
        call.code_tries = asked
        return _again(call, Verdict.UNKNOWN)
    prolong(follow_up, today, offered.days)
    call.follow_up_id = follow_up.id
    call.companion_id = follow_up.person_id
    call.code_keyed = code
    return Verdict.KNOWN


@dataclass(frozen=True, slots=True)
class Ways:
    """How a caller with a known code goes on."""

    companion: int
    reached: bool
    """Whoever accompanies them can be rung now."""
    gone: bool
    """They do not answer on this line any more."""
    next_at: datetime | None
    """When they can be rung next (aware); None when that is not foreseen."""
    deputy: int | None
    """Who stands in for them and can be rung now."""


def ways_on(session: Session, line: LoadedLine, call: Call, now: datetime) -> Ways:
    """What is possible at this moment for a caller who comes back to `call.companion_id`."""
    assert call.companion_id is not None
    person = session.get_one(Person, call.companion_id)
    # A deputy stays one when the person has left the line: the file of then said so.
    deputy = ids_by_slug(session, line.id).get(person.deputy or "")
    reached = reached_now(session, line, {person.id, *([deputy] if deputy else [])}, now)
    here = person.id in reached
    return Ways(
        companion=person.id,
        reached=here,
        gone=not person.active,
        next_at=None if here else next_reached(session, line, person.id, now),
        deputy=deputy if deputy in reached else None,
    )


def _again(call: Call, otherwise: Verdict) -> Verdict:
    return Verdict.GIVEN_UP if call.code_tries >= MOST_TRIES else otherwise
