"""Outside of its hours a line says so, tells who does answer, and still rings in danger."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.calls.lines import with_changes, with_line
from tests.conftest import WorldMaker
from tests.world import SUNDAY_NIGHT, World

HOURS = 'hours = [{ days = ["monday", "tuesday"], from = "08:00", to = "20:00" }]'
WORDS = 'closed = { fr = "La ligne répond lundi et mardi.", en = "We answer on Mondays." }'
CLOSURE = """[[closures]]
from = "2026-11-21T20:00"
to = "2026-11-22T08:00"
words = { fr = "La ligne est fermée cette nuit.", en = "The line is closed tonight." }

[menu.silence]"""


@pytest.fixture
def closed(world: World) -> World:
    """A Sunday night, on a line that answers on weekdays."""
    world.load(with_line(HOURS, WORDS))
    return world


def test_a_caller_hears_when_the_line_answers_and_whom_to_call_now(closed: World) -> None:
    caller = closed.dials()
    caller.hears("Vous êtes sur la ligne des histoires")
    caller.hears("La ligne répond lundi et mardi")
    caller.hears("En danger, tapez 0")
    caller.hears("Prévention du suicide : 31 14", within=40)
    caller.hears("Au revoir", within=40)
    caller.is_hung_up(within=20)
    closed.assert_all_is_quiet()
    assert closed.call().outcome == "PARTNER"
    assert closed.phone_of("chloe").texts == []


def test_danger_rings_all_the_same(closed: World) -> None:
    caller = closed.dials()
    caller.hears("En danger, tapez 0")
    caller.presses("0")
    caller.talks_with(closed.accepts("anne"))
    caller.hangs_up()
    closed.assert_all_is_quiet()
    assert closed.call().outcome == "CONNECTED"


def test_danger_that_nobody_answered_is_told_to_the_coordinator(closed: World) -> None:
    caller = closed.dials()
    caller.hears("En danger, tapez 0")
    caller.presses("0")
    caller.hears("je vous passe quelqu'un")
    caller.hangs_up()
    closed.assert_all_is_quiet()
    assert closed.call().outcome == "DANGER"
    assert len(closed.phone_of("chloe").texts) == 1


def test_whoever_hangs_up_on_a_closed_line_alarms_nobody(closed: World) -> None:
    caller = closed.dials()
    caller.hears("La ligne répond lundi et mardi")
    caller.hangs_up()
    closed.assert_all_is_quiet()
    assert closed.phone_of("chloe").texts == []


def test_hash_says_it_again_and_nine_says_it_in_english(closed: World) -> None:
    caller = closed.dials()
    caller.hears("Pour réentendre, tapez dièse", within=60)
    caller.presses("#")
    caller.hears("La ligne répond lundi et mardi")
    caller.presses("9")
    caller.hears("We answer on Mondays")
    caller.hears("In danger, press 0")
    caller.hears("Suicide prevention: 31 14", within=40)
    caller.hears("Goodbye", within=40)
    closed.assert_all_is_quiet()


def test_a_closure_has_words_of_its_own(world: World) -> None:
    world.load(with_changes(("[menu.silence]", CLOSURE)))
    caller = world.dials()
    caller.hears("La ligne est fermée cette nuit")
    caller.hangs_up()
    world.assert_all_is_quiet()


def test_after_a_closure_the_line_answers_again(make_world: WorldMaker) -> None:
    # The closure ends at eight in Paris.
    world = make_world(start=SUNDAY_NIGHT + timedelta(hours=4, minutes=59))
    world.load(with_changes(("[menu.silence]", CLOSURE)))
    world.wait(60)
    caller = world.nurse_waits()
    caller.talks_with(world.accepts("anne"))
    caller.hangs_up()
    world.assert_all_is_quiet()


def test_a_call_that_began_in_time_goes_on_after_closing_time(world: World) -> None:
    until = 'hours = [{ days = ["sunday"], from = "00:00", to = "03:01" }]'
    world.load(with_line(until, WORDS))
    caller = world.dials()
    caller.hears("Médecin, tapez 1")
    world.wait(70)
    caller.talks_with(world.accepts("anne"))
    caller.hangs_up()
    world.assert_all_is_quiet()
