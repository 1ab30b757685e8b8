"""Codes that are mistyped, and codes that are guessed: three tries, then a human all the same."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from hotline.follow_ups.check_digit import check_digit
from hotline.guesses.counting import MOST_WRONG_AN_HOUR, Opens
from hotline.guesses.tables import WrongCodes
from tests.calls.following_up import cheap, given, keys_in, with_codes, wrong
from tests.world import World

MOST = MOST_WRONG_AN_HOUR[Opens.FOLLOW_UP]


@pytest.fixture
def world(world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    cheap(monkeypatch)
    return with_codes(world)


def guess(number: int) -> str:
    """Ten digits that check, and are nobody's."""
    digits = f"9{number:08}"
    return digits + check_digit(digits)


def guesses(world: World) -> int:
    """How many were counted in this hour."""
    with world.service.database.reading() as session:
        return sum(session.scalars(select(WrongCodes.entries).filter_by(kind=Opens.FOLLOW_UP)))


def test_a_wrong_digit_is_told_and_is_no_guess(world: World) -> None:
    code = given(world)
    caller = keys_in(world, wrong(code))
    caller.hears("Un chiffre ne va pas avec les autres")
    caller.hears("Tapez les dix chiffres")
    caller.presses(code)
    caller.hears("Nous appelons d'abord la personne qui vous accompagne")
    caller.hangs_up()
    world.assert_all_is_quiet()
    assert guesses(world) == 0


def test_too_few_digits_are_mistyped_too(world: World) -> None:
    caller = keys_in(world, "12345")
    caller.hears("Un chiffre ne va pas avec les autres", within=40)
    caller.hangs_up()
    world.assert_all_is_quiet()
    assert guesses(world) == 0


def test_after_three_tries_a_human_answers_who_can_give_a_new_one(world: World) -> None:
    caller = keys_in(world, guess(1), guess(2), guess(3))
    caller.hears("la personne qui vous répond peut vous donner un nouveau code")
    caller.hears("je vous passe quelqu'un")
    anne = world.accepts("anne")
    caller.talks_with(anne)
    caller.hangs_up()
    anne.hangs_up()
    world.assert_all_is_quiet()
    assert guesses(world) == 3


def test_each_guess_waits_longer_than_the_one_before_and_keys_do_not_hurry_it(
    world: World,
) -> None:
    caller = keys_in(world, guess(1), guess(2))
    caller.hears("n'est plus valable")
    caller.presses("5")
    world.wait(1)
    assert sum(heard.says("Tapez les dix chiffres") for heard in caller.transcript) == 2
    caller.hears("Tapez les dix chiffres", within=20)
    caller.hangs_up()
    world.assert_all_is_quiet()


def test_danger_is_heard_in_that_silence(world: World) -> None:
    caller = keys_in(world, guess(1))
    caller.hears("n'est plus valable")
    caller.presses("0")
    caller.hears("je vous passe quelqu'un")
    assert world.call().danger
    caller.hangs_up()
    world.assert_all_is_quiet()


def test_going_back_to_the_menu_gives_no_more_tries(world: World) -> None:
    caller = keys_in(world, guess(1), guess(2), "*")
    caller.hears("Avec un code de suivi")
    caller.presses("4")
    caller.hears("Tapez les dix chiffres")
    caller.presses(guess(3))
    caller.hears("peut vous donner un nouveau code")
    caller.hangs_up()
    world.assert_all_is_quiet()
    assert guesses(world) == 3


def test_many_guesses_close_the_codes_for_an_hour_and_no_caller_is_left_alone(
    world: World,
) -> None:
    code = given(world)
    for first in range(0, MOST, 2):
        caller = keys_in(world, guess(first), guess(first + 1), from_="anonymous")
        caller.hears("n'est plus valable")
        caller.hangs_up()
        world.wait(5)
    assert guesses(world) == MOST
    caller = keys_in(world, code)
    caller.hears("Les codes ne sont pas lus en ce moment. Quelqu'un vous répond quand même")
    anne = world.accepts("anne")
    caller.talks_with(anne)
    caller.hangs_up()
    anne.hangs_up()
    text = world.phone_of("chloe").receives_text("trop de codes de suivi erronés", within=30)
    assert "chaque personne est mise en relation" in text
    now = world.clock.now()
    world.wait((now.replace(minute=0, second=0) + timedelta(hours=1) - now).total_seconds() + 1)
    caller = keys_in(world, code)
    caller.hears("Nous appelons d'abord")
    caller.hangs_up()
    world.assert_all_is_quiet()
    assert len([t for t in world.phone_of("chloe").texts if "codes de suivi" in t]) == 1
