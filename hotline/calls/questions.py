"""What the questions of the menus depend on: read from the line's file and its roster."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from hotline.callbacks.cover import offered
from hotline.calls.crew import crew_of
from hotline.calls.on_duty import responders_on_duty
from hotline.calls.plans import plan_called, wish_of
from hotline.calls.whereabouts import time_there
from hotline.lines.menu import ProfessionChoice
from hotline.lines.service import LoadedLine
from hotline.rosters.service import duties_to_come
from hotline.words.menu import no_peer_words
from routing.plan import Match, fits
from routing.questions import PEER, Asking, lacks_a_peer

FORESEEN = timedelta(days=14)
"""How far ahead the next peer is looked for: later than that is no comfort."""


def asking_about(
    session: Session,
    line: LoadedLine,
    choice: ProfessionChoice,
    *,
    language: str,
    territory: str | None,
    now: datetime,
) -> Asking:
    """What decides on the next question for a caller who made this choice in the menu."""
    document = line.document
    asking = Asking(
        plans={str(k): plan_called(document, slug) for k, slug in choice.plans.by_kind().items()},
        on_duty=responders_on_duty(session, line, now),
        wish=wish_of(choice.profession, language, territory=territory),
        avoidable=tuple(people.tag for people in document.avoidable),
    )
    if document.callbacks is None or not lacks_a_peer(asking):
        return asking
    plan = asking.plans[PEER].slug
    windows, _ = offered(
        session, line, plan, asking.wish, number=0, territory=territory, now=now, by_peers=True
    )
    return replace(asking, later=bool(windows))


def no_peer_told(
    session: Session,
    line: LoadedLine,
    asking: Asking,
    *,
    language: str,
    territory: str | None,
    now: datetime,
) -> tuple[str, ...]:
    """What a caller is told when peers are on offer and none of theirs is on duty: that, and when
    the next one is, by the clock where they are. Nothing otherwise."""
    if not lacks_a_peer(asking):
        return ()
    at = _next_peer_at(session, line, asking, now)
    there = time_there(at, territory, line.document) if at else None
    return (no_peer_words(there, time_there(now, territory, line.document), language),)


def _next_peer_at(
    session: Session, line: LoadedLine, asking: Asking, now: datetime
) -> datetime | None:
    """When a peer of the caller's own profession comes on duty next (aware, UTC); None when nobody
    does in the next two weeks."""
    crew = crew_of(session, line.id)
    steps = [step for step in asking.plans[PEER].steps if Match.PROFESSION in step.match]
    return next(
        (
            duty.since
            for duty in duties_to_come(session, line.id, now, now + FORESEEN)
            for who in (crew[duty.person_id].on_duty(duty.team, duty.role, duty.team_kind),)
            if any(fits(who, step, asking.wish) for step in steps)
        ),
        None,
    )
