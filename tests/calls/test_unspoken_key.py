"""An unspoken key of the callers' menu leads responders to theirs; callers lose nothing by it."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from hotline.guesses.tables import WrongCodes
from simulator.phones import Phone
from tests.calls.own_menu import KEY, assert_nothing_is_left, code_of, own_calls, with_own_menu
from tests.calls.test_answers_lost import tells_all_twice
from tests.conftest import WorldMaker
from tests.world import World


@pytest.fixture
def world(world: World) -> World:
    return with_own_menu(world)


def presses_it(world: World, number: str | None = None) -> Phone:
    phone = world.dials(number) if number else world.dials()
    phone.hears("tapez 2")
    phone.presses("#")
    phone.hears("Tapez votre code, puis dièse.")
    phone.hears("Pour revenir, tapez étoile.")
    return phone


def reaches_anne(world: World, caller: Phone) -> None:
    """The menu is there as it was: a nurse is put through."""
    caller.hears("tapez 2")
    caller.presses("2")
    caller.talks_with(world.accepts("anne"))
    caller.hangs_up()
    world.assert_all_is_quiet()
    assert world.call().outcome == "CONNECTED"
    assert own_calls(world) == 0


def test_a_responder_is_in_their_menu_and_no_caller_was_counted(world: World) -> None:
    digits = code_of(world, "anne")
    phone = presses_it(world)
    phone.presses(f"{digits}#")
    phone.hears("Pour entendre vos prochaines permanences")
    phone.presses("1")
    phone.hears("En ce moment")
    phone.hangs_up()
    assert_nothing_is_left(world)
    assert world.calls() == []
    assert world.phone_of("chloe").texts == []
    world.wait(1200)
    assert [leg for leg in world.carrier.legs if not leg.deleted] == []


@pytest.mark.parametrize("key", ["*", ""])
def test_a_caller_who_pressed_it_by_mistake_is_back_in_the_menu(world: World, key: str) -> None:
    caller = presses_it(world)
    caller.presses(key)
    reaches_anne(world, caller)


def test_danger_is_heard_there_too(world: World) -> None:
    caller = presses_it(world)
    caller.presses("0")
    caller.hears("je vous passe quelqu'un")
    caller.talks_with(world.accepts("anne"))
    caller.hangs_up()
    world.assert_all_is_quiet()
    assert world.call().danger


def test_after_three_wrong_codes_the_menu_is_there_and_the_key_means_nothing(world: World) -> None:
    caller = presses_it(world)
    for number in range(3):
        caller.presses(f"0000000{number}#")
        caller.hears("Ce code n'est pas reconnu.")
    caller.hears("tapez 2")
    caller.presses("#")
    caller.hears("Cette touche ne correspond à rien ici.")
    reaches_anne(world, caller)


def test_told_twice_a_wrong_code_is_one_try(world: World) -> None:
    tells_all_twice(world)
    digits = code_of(world, "anne")
    phone = presses_it(world)
    for number in range(2):
        phone.presses(f"0000000{number}#")
        phone.hears("Ce code n'est pas reconnu.")
        phone.hears("Mes permanences. Tapez votre code")
    with world.service.database.reading() as session:
        assert session.scalars(select(WrongCodes.entries)).one() == 2
    phone.presses(f"{digits}#")
    phone.hears("Pour entendre vos prochaines permanences")
    phone.hangs_up()
    assert_nothing_is_left(world)
    assert world.calls() == []


def test_on_a_line_without_it_hash_says_the_menu_again(make_world: WorldMaker) -> None:
    world = make_world()
    caller = world.dials()
    caller.hears("tapez 2")
    caller.presses("#")
    caller.hears("En danger, tapez 0")
    caller.hears("tapez 2")
    caller.hangs_up()
    world.assert_all_is_quiet()
    assert own_calls(world) == 0


def test_it_is_never_spoken(world: World) -> None:
    caller = world.dials()
    caller.hears("Restez en ligne", within=120)
    assert not caller.has_heard("dièse")
    caller.hangs_up()
    world.assert_all_is_quiet()


def test_while_the_line_is_closed_it_leads_there_too(world: World) -> None:
    closed = 'closed = { fr = "La ligne est fermée.", en = "The line is closed." }'
    hours = 'hours = [{ days = ["monday"], from = "08:00", to = "20:00" }]'
    seven = (KEY, f'responders_key = "7"\n{hours}\n{closed}')
    world = with_own_menu(world, seven)
    digits = code_of(world, "anne")
    phone = world.dials()
    phone.hears("La ligne est fermée.")
    phone.presses("7")
    phone.hears("Tapez votre code")
    phone.presses("*")
    phone.hears("La ligne est fermée.")
    phone.presses("7")
    phone.hears("Tapez votre code")
    phone.presses(f"{digits}#")
    phone.hears("Pour entendre vos prochaines permanences")
    phone.hangs_up()
    assert_nothing_is_left(world)
    assert world.calls() == []
