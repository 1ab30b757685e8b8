"""Star, then 3: the responder passes the caller on, if the caller agrees."""

from __future__ import annotations

from urllib.parse import urlencode

from flask import Response, request

from hotline.calls import on_hold
from hotline.calls.passing_on import teams_to_pass_to
from hotline.calls.scene import load_scene
from hotline.calls.tables import Call, Leg
from hotline.rosters.teams import team_name
from hotline.service import hotline
from hotline.voice.documents import Document
from hotline.voice.hold import held_by, star_menu
from hotline.voice.joining import join_again
from hotline.voice.webhook import attempt, webhook
from hotline.words import words
from routing.outcomes import Passing

ASK_EVERY = 2
"""Seconds between two looks at the caller's answer."""
LONGEST = 30
"""Looks; the caller's own silence is taken for a no well before."""
WORD_EVERY = 6
"""Looks between two words to the responder."""


def offer_teams(leg: Leg, call: Call) -> Response:
    """Teams with somebody else to ring now, by number. The address of the answer holds them in
    their order: a handover may change who is on duty meanwhile."""
    service = hotline()
    with service.database.reading() as session:
        scene = load_scene(session, call.id, service.now(), spared=service.own_phones.of)
        teams = teams_to_pass_to(scene, leg.person_id) if scene else []
        names = [team_name(session, call.line_id, team, leg.language) for team in teams]
    if not teams:
        return star_menu(leg, call, words("pass-on-nobody", leg.language))
    action = f"/voice/legs/{leg.id}/pass-on?{urlencode({'team': teams}, doseq=True)}"
    choices = [
        words("team-choice", leg.language, team=name, digit=str(digit))
        for digit, name in enumerate(names, 1)
    ]
    return Document(call, leg.language).ask(action, *choices, seconds=8).answer()


def pass_on(leg_id: str) -> Response:
    """The team's number: the caller is asked. Any other key leads back to the menu."""
    held = held_by(leg_id)
    if isinstance(held, Response):
        return held
    leg, call = held
    teams = dict(enumerate(request.args.getlist("team"), 1))
    pressed = webhook().digits
    team = teams.get(int(pressed)) if pressed.isdecimal() else None
    if team is None:
        return star_menu(leg, call)
    with hotline().database.writing() as session:
        on_hold.ask_to_pass_on(session, call.id, leg.id, team)
    return _look_again(leg, call, 1)


def passing(leg_id: str) -> Response:
    """While the caller is asked. They agree: see `held_by`. They do not, or say nothing: both are
    joined again; so they are, too, when the responder presses 1."""
    held = held_by(leg_id)
    if isinstance(held, Response):
        return held
    leg, call = held
    if call.passing == Passing.ASKED and attempt() < LONGEST:
        return _look_again(leg, call, attempt() + 1)
    with hotline().database.writing() as session:
        withdrawn = on_hold.decline(session, call.id)
    if withdrawn or call.passing == Passing.DECLINED:
        return join_again(leg, call, 1, "pass-on-declined")
    return star_menu(leg, call)


def _look_again(leg: Leg, call: Call, nth: int) -> Response:
    said = [words("pass-on-asking", leg.language)] if nth % WORD_EVERY == 1 else []
    document = Document(call, leg.language).listen(
        f"/voice/legs/{leg.id}/star", *said, seconds=ASK_EVERY
    )
    return document.go_to(f"/voice/legs/{leg.id}/passing?attempt={nth}").answer()
