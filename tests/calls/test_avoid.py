"""People whom a caller may not want to talk to: asked only when they could be rung."""

from __future__ import annotations

import pytest

from tests.calls.lines import with_changes
from tests.world import World

AVOIDABLE = """[[avoidable]]
tag = "elected"
words = { fr = "quelqu'un d'élu à l'Ordre", en = "someone elected to the Order" }

[[plans]]"""


@pytest.fixture
def ordinal(world: World) -> World:
    """A line where Denis, a doctor, is an office-holder of the Order."""
    elected = ('name = "Denis"\n', 'name = "Denis"\ntags = ["elected"]\n')
    world.load(with_changes(("[[plans]]", AVOIDABLE), elected))
    return world


def doctor_is_asked(world: World) -> None:
    """A doctor who wants a peer hears the question."""
    caller = world.dials()
    caller.hears("Médecin, tapez 1")
    caller.presses("1")
    caller.hears("À un confrère ou une consœur, tapez 2")
    caller.presses("2")
    caller.hears("Pour ne pas parler à quelqu'un d'élu à l'Ordre, tapez 1")


def test_whoever_says_so_never_reaches_them(ordinal: World) -> None:
    doctor_is_asked(ordinal)
    caller = ordinal.carrier.phone("+33612345678")
    caller.presses("1")
    caller.hears("je vous passe quelqu'un")
    caller.talks_with(ordinal.accepts("emma"))
    caller.hangs_up()
    ordinal.assert_all_is_quiet()
    assert ordinal.call().avoids == ["elected"]
    assert "denis" not in dict(ordinal.results())


@pytest.mark.parametrize("key", ["2", ""])
def test_no_and_silence_ring_them_like_others(ordinal: World, key: str) -> None:
    doctor_is_asked(ordinal)
    caller = ordinal.carrier.phone("+33612345678")
    if key:
        caller.presses(key)
    caller.hears("je vous passe quelqu'un", within=60)
    caller.talks_with(ordinal.accepts("denis"))
    caller.hangs_up()
    ordinal.assert_all_is_quiet()
    assert ordinal.call().avoids == []


def test_a_question_that_a_new_file_took_away_is_passed_over(ordinal: World) -> None:
    doctor_is_asked(ordinal)
    ordinal.load(with_changes())
    caller = ordinal.carrier.phone("+33612345678")
    caller.presses("1")
    caller.hears("je vous passe quelqu'un")
    caller.talks_with(ordinal.accepts("denis"))
    caller.hangs_up()
    ordinal.assert_all_is_quiet()


def test_in_english_too(ordinal: World) -> None:
    caller = ordinal.dials()
    caller.hears("press 9")
    caller.presses("9")
    caller.hears("Doctor, press 1")
    caller.presses("1")
    caller.hears("To someone of your own profession, press 2")
    caller.presses("2")
    caller.hears("If you would rather not talk to someone elected to the Order, press 1")
    caller.hangs_up()
    ordinal.assert_all_is_quiet()
