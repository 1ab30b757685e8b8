"""Keys that mean nothing, and no key at all: met kindly twice, then a human."""

from __future__ import annotations

import pytest

from tests.calls.plans import rings
from tests.calls.test_answers_lost import tells_all_twice
from tests.world import World

WRONG = "Cette touche ne correspond à rien ici"


def test_a_wrong_key_is_told_twice_and_then_leads_to_a_human(world: World) -> None:
    caller = world.dials()
    caller.hears("tapez 1")
    for _ in range(2):
        caller.presses("7")
        caller.hears(WRONG)
        caller.hears("Médecin, tapez 1")
    caller.presses("8")
    caller.hears("je vous passe quelqu'un")
    caller.talks_with(world.accepts("anne"))
    caller.hangs_up()
    world.assert_all_is_quiet()
    assert world.call().profession == "UNK"


def test_a_right_key_after_a_wrong_one_counts(world: World) -> None:
    caller = world.dials()
    caller.hears("tapez 1")
    caller.presses("7")
    caller.hears(WRONG)
    caller.presses("2")
    caller.hears("je vous passe quelqu'un")
    caller.hangs_up()
    world.assert_all_is_quiet()
    assert world.call().profession == "IDE"


def test_silence_is_given_time_twice_and_then_leads_to_a_human(world: World) -> None:
    caller = world.dials()
    caller.hears("Prenez votre temps", within=40)
    caller.hears("Prenez votre temps")
    caller.hears("je vous passe quelqu'un")
    caller.talks_with(world.accepts("anne"))
    caller.hangs_up()
    world.assert_all_is_quiet()


def test_hash_says_the_menu_again_and_costs_no_patience(world: World) -> None:
    caller = world.dials()
    caller.hears("tapez 1")
    for _ in range(5):
        caller.presses("#")
        caller.hears("Médecin, tapez 1")
    caller.never_hears("je vous passe quelqu'un", within=8)
    caller.presses("2")
    caller.hears("je vous passe quelqu'un")
    caller.hangs_up()
    world.assert_all_is_quiet()


def test_star_goes_back_from_a_question_to_the_menu(world: World) -> None:
    caller = world.dials()
    caller.hears("tapez 1")
    caller.presses("1")
    caller.hears("À un confrère ou une consœur, tapez 2")
    caller.presses("*")
    caller.hears("Médecin, tapez 1")
    caller.presses("3")
    caller.hears("À un confrère ou une consœur, tapez 2")
    caller.presses("2")
    caller.talks_with(world.accepts("fanny"))
    caller.hangs_up()
    world.assert_all_is_quiet()
    call = world.call()
    assert (call.profession, call.kind_wanted) == ("VET", "peer")


def test_star_at_the_first_menu_says_it_again(world: World) -> None:
    caller = world.dials()
    caller.hears("tapez 1")
    caller.presses("*")
    caller.hears("Médecin, tapez 1")
    caller.hangs_up()
    world.assert_all_is_quiet()


def test_wrong_keys_at_the_second_question_lead_to_a_psychologist(world: World) -> None:
    caller = world.dials()
    caller.hears("tapez 1")
    caller.presses("1")
    for _ in range(2):
        caller.hears("À un confrère ou une consœur, tapez 2")
        caller.presses("5")
        caller.hears(WRONG)
    caller.presses("6")
    caller.talks_with(world.accepts("anne"))
    caller.hangs_up()
    world.assert_all_is_quiet()
    assert world.call().kind_wanted == "psychologist"


@pytest.mark.untold
def test_star_told_twice_goes_back_once(world: World) -> None:
    world.load(rings('team = "psychologists", match = ["territory"], seconds = 20'))
    caller = world.dials()
    caller.hears("tapez 3")
    caller.presses("3")
    caller.hears("une ou un psychologue, tapez 1")
    caller.presses("1")
    caller.hears("votre département")
    tells_all_twice(world)
    caller.presses("*")
    caller.hears("une ou un psychologue, tapez 1", within=10)
    caller.presses("*")
    caller.hears("Médecin, tapez 1", within=10)
    caller.hangs_up()
    world.assert_all_is_quiet()
