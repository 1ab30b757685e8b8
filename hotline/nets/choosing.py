"""Whom to ring next without a database: the rules of the plan, the picture, and the marks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from hotline.nets.going import Going
from hotline.nets.marks import Mark
from hotline.nets.net import Net
from hotline.nets.picture import LinePicture, Picture
from routing.plan import Wish, who_fits
from routing.ringing import CUT_RING_SECONDS, PAUSE_BEFORE_RINGING_AGAIN

WHISPER = 30
"""Seconds beyond the ringing: the carrier's own buffer, and the words before a key."""

PATIENCE_AFTER_A_CUT = 12
"""Seconds for which the end of the line that was cut is waited for."""


class Nobody(Enum):
    """Why no telephone rings."""

    BUSY = "busy"
    """Somebody could be rung, only not now."""
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Chosen:
    """Who is rung, where, and for how long; they are marked already."""

    person: int
    leg: str
    number: str
    seconds: int


def choose(
    net: Net, picture: Picture, line: LinePicture, going: Going, calling: str
) -> Chosen | Nobody:
    """Takes the next person of the plan: of those rung least often, the first who is free. Earlier
    callers go first while there are not enough for all. Nobody's own telephone (`calling`) rings
    for their own call."""
    now = net.now()
    people = [
        (person, seconds)
        for person, seconds in _in_order(picture, line, going, now)
        if person not in going.no
        and _phones(picture, person)
        and calling not in _phones(picture, person)
    ]
    if not people:
        return Nobody.NONE
    free = [
        (person, seconds)
        for person, seconds in sorted(people, key=lambda one: going.times(one[0]))
        if not _is_busy(net, picture, person, now) and _has_rested(going, person, now)
    ]
    first = going.first is not None and going.first not in [person for person, _ in free]
    if first and now < going.began + PATIENCE_AFTER_A_CUT:
        return Nobody.BUSY
    since = 0.0 if going.danger or going.first is not None else going.since
    if len(free) <= net.marks.ahead_of(going.key, since, now):
        return Nobody.BUSY
    for person, seconds in free:
        leg = net.new_id()
        mark = Mark(person, leg, going.key, now + seconds + WHISPER, "net")
        if net.marks.take(mark, now):
            phones = _phones(picture, person)
            return Chosen(person, leg, phones[going.times(person) % len(phones)], seconds)
    return Nobody.BUSY


def _in_order(
    picture: Picture, line: LinePicture, going: Going, now: float
) -> Iterator[tuple[int, int]]:
    """Everybody who may be rung, and for how many seconds."""
    if going.first is not None:
        yield going.first, CUT_RING_SECONDS
    known = picture.call(going.sid, going.call)
    wish = known.wish() if known else Wish(frozenset(), going.language)
    plan = line.plan(line.danger_plan if going.danger else going.plan)
    stretch = line.now(now)
    for index, responder in who_fits(plan, stretch.people if stretch else (), wish):
        if responder.person != going.first:
            yield responder.person, plan.steps[index].seconds


def _phones(picture: Picture, person: int) -> list[str]:
    there = picture.people.get(person)
    return there.phones if there else []


def _is_busy(net: Net, picture: Picture, person: int, now: float) -> bool:
    return net.marks.has(person, now) or any(
        busy.person == person and busy.until > now and not net.marks.is_freed(busy.leg)
        for busy in picture.busy
    )


def _has_rested(going: Going, person: int, now: float) -> bool:
    pause = PAUSE_BEFORE_RINGING_AGAIN.total_seconds()
    return not going.times(person) or now >= going.rested + pause
