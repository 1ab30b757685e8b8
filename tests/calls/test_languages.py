"""Key 9 speaks the other language, at every question; what was said before it stays."""

from __future__ import annotations

import pytest

from tests.calls.test_answers_lost import tells_all_twice
from tests.conftest import WorldMaker
from tests.world import LINE_FILE, World


def test_english_is_offered_in_english_and_everything_after_it_is_said_so(world: World) -> None:
    caller = world.dials()
    caller.hears("Bonsoir")
    caller.hears("For English, press 9")
    caller.presses("9")
    caller.hears("This is the line of stories")
    caller.hears("In danger, press 0")
    caller.hears("Doctor, press 1")
    caller.presses("2")
    caller.hears("I am putting you through")
    caller.hears("We are calling the person on duty", within=40)
    caller.hangs_up()
    world.assert_all_is_quiet()
    assert world.call().language == "en"


def test_the_other_language_at_the_second_question_keeps_the_profession(world: World) -> None:
    caller = world.dials()
    caller.hears("tapez 1")
    caller.presses("3")
    caller.hears("À un confrère ou une consœur, tapez 2")
    caller.presses("9")
    caller.hears("To someone of your own profession, press 2")
    caller.presses("9")
    caller.hears("À un confrère ou une consœur, tapez 2")
    caller.presses("2")
    caller.talks_with(world.accepts("fanny"))
    caller.hangs_up()
    world.assert_all_is_quiet()
    assert world.call().language == "fr"


@pytest.mark.untold
def test_a_key_told_twice_changes_the_language_once(world: World) -> None:
    tells_all_twice(world)
    caller = world.dials()
    caller.hears("press 9")
    caller.presses("9")
    caller.hears("Doctor, press 1")
    caller.hangs_up()
    world.assert_all_is_quiet()


def test_a_line_that_speaks_only_french_offers_no_other_language(make_world: WorldMaker) -> None:
    world = make_world()
    text = LINE_FILE.read_text(encoding="utf-8")
    world.load(text.replace('languages = ["fr", "en"]\nbudget', 'languages = ["fr"]\nbudget'))
    caller = world.dials()
    caller.hears("Médecin, tapez 1")
    caller.presses("9")
    caller.hears("Cette touche ne correspond à rien ici")
    assert not any("English" in heard.text for heard in caller.transcript)
    caller.hangs_up()
    world.assert_all_is_quiet()
