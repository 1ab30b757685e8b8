"""Codes of follow-up: the line that gives them, one that is given, and the way back by it."""

from __future__ import annotations

import re
from datetime import timedelta

import click
import pytest
from flask.testing import FlaskCliRunner

from hotline.follow_ups import stretching
from simulator.phones import Phone
from tests.calls.lines import with_changes
from tests.world import CALLER, World

CODES = (
    (
        "[danger]\n",
        "[[menu.choices]]\nfollow_up = true\n\n"
        '[follow_up]\nplan = "psychologists"\ndays = 180\n\n[danger]\n',
    ),
)
NIGHTS = (
    'people = ["anne"]\nunit = "day"\nhandover = "08:00"\nstarts_on = 2026-01-01\n',
    'people = ["anne"]\nunit = "day"\nhandover = "08:00"\nstarts_on = 2026-01-01\n'
    'windows = [{ days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday",'
    ' "sunday"], from = "20:00", to = "08:00" }]\n',
)
"""Anne is on duty by night only; Bruno, behind her, always."""
DEPUTY = ('name = "Anne"\n', 'name = "Anne"\ndeputy = "bruno"\n')
KEY = "4"
"""Of the choice in the menu."""


def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stories are not about how long it takes to guess."""
    monkeypatch.setattr(stretching, "PASSES", 1)
    monkeypatch.setattr(stretching, "MEMORY", 8192)


def line_with_codes(*changes: tuple[str, str]) -> str:
    """The line of the stories, giving codes, with other changes."""
    return with_changes(*CODES, *changes)


def with_codes(world: World, *changes: tuple[str, str]) -> World:
    """The world with that line."""
    world.load(line_with_codes(*changes))
    return world


def told(world: World, command: click.Command, *words: str) -> str:
    """What a command answers; it must not be refused."""
    result = FlaskCliRunner(world.app).invoke(command, words)
    assert result.exit_code == 0, result.output
    return result.output.strip()


def later(world: World, **time: float) -> None:
    """Time in which nobody calls, months perhaps; then the jobs do what is due by now."""
    world.jobs.cancel()
    world.wait(timedelta(**time).total_seconds())
    world.starts_jobs()
    world.wait(10)


def talk(world: World, slug: str = "anne", from_: str = CALLER) -> tuple[Phone, Phone]:
    """A nurse talks to somebody."""
    caller = world.nurse_waits(from_)
    responder = world.accepts(slug)
    caller.talks_with(responder)
    return caller, responder


def gives(caller: Phone, responder: Phone) -> str:
    """The responder gives a code; the caller writes it down: its ten digits."""
    responder.presses("*")
    responder.hears("Pour lui donner un code de suivi, tapez 6")
    responder.presses("6")
    responder.hears("Pour le donner, tapez 1")
    responder.presses("1")
    responder.hears("La personne entend son code dans un instant")
    caller.hears("Notez votre code de suivi", within=30)
    caller.hears("Je répète")
    return noted(caller)


def noted(caller: Phone) -> str:
    """What the caller has written down."""
    said = next(
        heard.text for heard in reversed(caller.transcript) if "votre code de suivi" in heard.text
    )
    found = re.search(r"code de suivi : ([\d ]+)\.", said)
    assert found, said
    return found[1].replace(" ", "")


def given(world: World, slug: str = "anne", from_: str = CALLER) -> str:
    """A talk in which a code is given, and which is over."""
    caller, responder = talk(world, slug, from_)
    code = gives(caller, responder)
    responder.presses("2")
    caller.is_hung_up(within=60)
    responder.hangs_up()
    world.assert_all_is_quiet()
    return code


def keys_in(world: World, *codes: str, from_: str = CALLER) -> Phone:
    """Somebody calls and keys these in at the question for a code, one after the other."""
    caller = world.dials(from_)
    caller.hears(f"Avec un code de suivi, tapez {KEY}")
    caller.presses(KEY)
    for code in codes:
        caller.hears("Tapez les dix chiffres de votre code", within=30)
        caller.presses(code)
    return caller


def wrong(code: str) -> str:
    """The code with one digit wrong."""
    return f"{code[:4]}{(int(code[4]) + 1) % 10}{code[5:]}"
