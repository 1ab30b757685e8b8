"""A menu inside a menu: students are asked what they study."""

from __future__ import annotations

import pytest

from tests.calls.lines import with_changes
from tests.world import World

STUDENTS = """[[menu.choices]]
menu = "students"
label = { fr = "Étudiante ou étudiant", en = "Student" }

[[menus]]
slug = "students"
question = { fr = "Quelles sont vos études ?", en = "What do you study?" }
choices = [
  { profession = "INT", plans = { psychologist = "psychologists", peer = "doctors" } },
  { profession = "ETU", plans = { psychologist = "psychologists" } },
]

[danger]"""


@pytest.fixture
def nested(world: World) -> World:
    """A line that asks students what they study."""
    world.load(with_changes(("[danger]", STUDENTS)))
    return world


def test_the_choice_leads_to_its_own_question(nested: World) -> None:
    caller = nested.dials()
    caller.hears("Étudiante ou étudiant, tapez 4")
    caller.presses("4")
    caller.hears("Quelles sont vos études")
    caller.hears("Interne, tapez 1")
    caller.presses("1")
    caller.hears("À un confrère ou une consœur, tapez 2")
    caller.presses("2")
    caller.talks_with(nested.accepts("denis"))
    caller.hangs_up()
    nested.assert_all_is_quiet()
    assert nested.call().profession == "INT"


def test_star_goes_back_to_the_menu_that_led_there(nested: World) -> None:
    caller = nested.dials()
    caller.hears("Étudiante ou étudiant, tapez 4")
    caller.presses("4")
    caller.hears("Quelles sont vos études")
    caller.presses("*")
    caller.hears("Médecin, tapez 1")
    caller.presses("2")
    caller.hears("je vous passe quelqu'un")
    caller.hangs_up()
    nested.assert_all_is_quiet()
    assert nested.call().profession == "IDE"


def test_star_after_the_nested_choice_asks_it_again(nested: World) -> None:
    caller = nested.dials()
    caller.hears("Étudiante ou étudiant, tapez 4")
    caller.presses("4")
    caller.hears("Interne, tapez 1")
    caller.presses("1")
    caller.hears("À un confrère ou une consœur, tapez 2")
    caller.presses("*")
    caller.hears("Quelles sont vos études")
    caller.hangs_up()
    nested.assert_all_is_quiet()


def test_danger_is_a_key_there_too(nested: World) -> None:
    caller = nested.dials()
    caller.hears("Étudiante ou étudiant, tapez 4")
    caller.presses("4")
    caller.hears("Quelles sont vos études")
    caller.presses("0")
    caller.talks_with(nested.accepts("anne"))
    caller.hangs_up()
    nested.assert_all_is_quiet()
    assert nested.call().danger


def test_a_nested_menu_that_a_new_file_took_away_is_passed_over(nested: World) -> None:
    caller = nested.dials()
    caller.hears("Étudiante ou étudiant, tapez 4")
    caller.presses("4")
    caller.hears("Quelles sont vos études")
    nested.load(with_changes())
    caller.presses("2")
    caller.hears("je vous passe quelqu'un")
    caller.hangs_up()
    nested.assert_all_is_quiet()
