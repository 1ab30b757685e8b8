"""The page that a coordinator leaves open: two parts of it are asked for again and again."""

from __future__ import annotations

from typing import Any

from flask import Response
from sqlalchemy.orm import Session

from hotline.accounts.rights import Right
from hotline.console.answering import fragment, page
from hotline.console.here import Here
from hotline.lines.announcing import announced_on
from hotline.people.service import people_by_ids
from hotline.service import hotline
from hotline.statistics.figures import figures
from hotline.today.alarms import alarms
from hotline.today.live_calls import live_calls
from hotline.today.posts import posts
from hotline.wrapups.debriefs import debriefs_to_offer


def shown(here: Here) -> Response:
    """All of it."""
    with hotline().database.reading() as session:
        values = _calls(session, here) | _state(session, here)
    return page("today/page.html", here, **values)


def calls_part(here: Here) -> Response:
    """The calls, every few seconds."""
    with hotline().database.reading() as session:
        return fragment("today/calls.html", here, **_calls(session, here))


def board(here: Here) -> Response:
    """Alarms, who is on duty and the day's figures, less often."""
    with hotline().database.reading() as session:
        return fragment("today/state.html", here, **_state(session, here))


def _calls(session: Session, here: Here) -> dict[str, Any]:
    # A call belongs to no team until it is answered: whoever manages one sees none.
    if here.teams(Right.TODAY) is not None:
        return {"calls": None}
    return {"calls": live_calls(session, here.line.id, here.now, here.language)}


def _kinds(session: Session, here: Here) -> set[str]:
    """The kinds of teams in which whoever looks at it could answer themselves."""
    if here.person is None:
        return set()
    people = people_by_ids(session, [here.person])
    return {"coordinator", *(person.kind for person in people.values())}


def _state(session: Session, here: Here) -> dict[str, Any]:
    teams, language, now = here.teams(Right.TODAY), here.language, here.now
    places = posts(session, here.line, now, language, teams)
    today = here.line.document.local_time(now)
    day = today.date()
    return {
        "alarms": alarms(session, here.line, places, now=now, language=language, teams=teams),
        "posts": places,
        "debriefs": debriefs_to_offer(session, here.line.id) if here.may(Right.ACT) else [],
        "today": today,
        "own_kinds": _kinds(session, here),
        "announced": announced_on(session, here.line.id),
        "figures": figures(session, here.line, day, day) if teams is None else None,
    }
