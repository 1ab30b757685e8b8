"""« Disponible »: on top of the roster for some hours; « pas ce soir », for whoever is on it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from flask import Response, request
from sqlalchemy.orm import Session

from hotline.console.answering import go_to, say
from hotline.console.here import Here
from hotline.console.own.mine import HOME, done, me
from hotline.people.service import people_by_ids
from hotline.rosters.pauses import Cause, end_of_duty, end_pauses, pause
from hotline.rosters.volunteers import declare, teams_to_help, withdraw
from hotline.service import hotline
from hotline.taxonomies import Wording

HOURS = ("1", "2", "3", "4", "6", "8", "12")

_ON = Wording(
    "Vous êtes disponible. La ligne vous appelle si les personnes de permanence ne suffisent pas.",
    "You are available. The line rings you when those on duty are not enough.",
)
_OFF = Wording("Vous n'êtes plus disponible.", "You are no longer available.")
_CHOOSE = Wording(
    "Choisissez une équipe et une durée dans les listes.",
    "Choose a team and a time from the lists.",
)
_PAUSED = Wording(
    "La ligne ne vous appelle plus d'ici la fin de cette permanence. Prenez soin de vous.",
    "The line does not ring you until the end of this duty. Take care of yourself.",
)
_AGAIN = Wording("La ligne peut de nouveau vous appeler.", "The line may ring you again.")


def on(here: Here) -> Response:
    """Available from now on, in one of their teams."""
    wanted, hours = request.form.get("team", ""), request.form.get("hours", "")
    with hotline().database.reading() as session:
        person = people_by_ids(session, [me(here)])[me(here)]
        teams = {team.slug: team.id for team in teams_to_help(session, person, here.line.id)}
    if wanted not in teams or hours not in HOURS:
        say(_CHOOSE)
        return go_to(here, HOME)
    until = here.now + timedelta(hours=int(hours))

    def make(session: Session) -> None:
        declare(session, me(here), teams[wanted], since=here.now, until=until)

    after: dict[str, object] = {"team": wanted, "until": until.isoformat()}
    _done(here, make, _ON, "volunteer-on", after)
    return go_to(here, HOME)


def off(here: Here) -> Response:
    """Available no longer; duties of the roster stay theirs."""
    _done(here, lambda session: withdraw(session, me(here)), _OFF, "volunteer-off")
    return go_to(here, HOME)


def not_tonight(here: Here) -> Response:
    """Not rung until the end of their present duty."""

    def make(session: Session) -> None:
        until = end_of_duty(session, me(here), here.now)
        pause(session, me(here), since=here.now, until=until, cause=Cause.NOT_TONIGHT)

    _done(here, make, _PAUSED, "paused", {"paused": True})
    return go_to(here, HOME)


def rung_again(here: Here) -> Response:
    """The end of that pause."""
    _done(
        here,
        lambda session: end_pauses(session, me(here), here.now),
        _AGAIN,
        "paused",
        {"paused": False},
    )
    return go_to(here, HOME)


def _done(
    here: Here,
    make: Callable[[Session], object],
    said: Wording,
    what: str,
    after: dict[str, object] | None = None,
) -> None:
    done(here, make, said, what=what, kind="person", object_id=str(me(here)), after=after)
