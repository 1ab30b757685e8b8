"""A code is given during a talk; with it the caller comes back to the same person."""

from __future__ import annotations

import pytest
from sqlalchemy import Text, cast, or_, select

from hotline.every_table import Base
from hotline.follow_ups.tables import FollowUp
from tests.calls.following_up import (
    KEY,
    cheap,
    given,
    gives,
    keys_in,
    later,
    noted,
    talk,
    with_codes,
)
from tests.world import CALLER, LINE_FILE, World


@pytest.fixture
def world(world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    cheap(monkeypatch)
    return with_codes(world)


def follow_ups(world: World) -> list[FollowUp]:
    with world.service.database.reading() as session:
        return list(session.scalars(select(FollowUp)))


def test_a_code_is_given_and_heard_twice_and_then_known_to_nobody_but_the_caller(
    world: World,
) -> None:
    caller, anne = talk(world)
    code = gives(caller, anne)
    assert world.call().code_given == code
    caller.hears("Pour l'entendre de nouveau, tapez 1")
    world.wait(15)
    assert world.call().code_given is None
    assert not any(anne_heard.says(code[:2]) for anne_heard in anne.transcript)
    anne.presses("1")
    caller.talks_with(anne)
    caller.hangs_up()
    world.assert_all_is_quiet()
    (kept,) = follow_ups(world)
    assert (kept.expires_on - world.clock.now().date()).days == 180
    assert_nowhere(world, code)


def assert_nowhere(world: World, code: str) -> None:
    """No table holds the code, nor the way it is spoken; no address does either."""
    pairs = " ".join(code[place : place + 2] for place in range(0, 10, 2))
    with world.service.database.reading() as session:
        for table in Base.metadata.tables.values():
            for spelt in (code, pairs):
                holds = or_(*(cast(column, Text).contains(spelt) for column in table.columns))
                assert session.execute(select(table).where(holds)).all() == [], table.name
    assert not any(code in sent.path for sent in world.carrier.webhooks.log)


def test_the_caller_may_hear_it_again(world: World) -> None:
    caller, anne = talk(world)
    gives(caller, anne)
    caller.hears("Pour l'entendre de nouveau, tapez 1")
    caller.presses("1")
    world.wait(25)
    assert sum(heard.says("Notez votre code") for heard in caller.transcript) == 2
    caller.hangs_up()
    anne.hangs_up()
    world.assert_all_is_quiet()


def test_a_code_that_was_interrupted_is_said_before_goodbye(world: World) -> None:
    caller, anne = talk(world)
    anne.presses("*")
    anne.hears("tapez 6")
    anne.presses("6")
    anne.hears("tapez 1")
    anne.presses("1")
    caller.hears("Notez votre code de suivi", within=30)
    anne.presses("1")
    caller.talks_with(anne)
    world.wait(10)
    anne.presses("*")
    world.wait(8)
    anne.presses("2")
    caller.hears("Notez votre code de suivi", within=30)
    caller.hears("Vous pouvez rappeler quand vous voulez", within=60)
    caller.is_hung_up(within=20)
    anne.hangs_up()
    world.assert_all_is_quiet()
    assert len(follow_ups(world)) == 1


def test_a_code_dies_with_a_call_that_ends_before_it_is_heard(world: World) -> None:
    caller, anne = talk(world)
    anne.presses("*")
    anne.hears("tapez 6")
    anne.presses("6")
    anne.hears("tapez 1")
    anne.presses("1")
    caller.hears("Notez votre code", within=30)
    caller.hangs_up()
    anne.hangs_up()
    world.assert_all_is_quiet()
    assert (world.call().code_given, world.call().follow_up_id) == (None, None)


def test_each_use_makes_it_last_as_long_again(world: World) -> None:
    code = given(world)
    later(world, days=100)
    caller = keys_in(world, code)
    caller.hears("Nous appelons d'abord")
    caller.hangs_up()
    world.assert_all_is_quiet()
    later(world, days=100)
    caller = keys_in(world, code)
    caller.hears("Nous appelons d'abord")
    caller.hangs_up()
    world.assert_all_is_quiet()
    later(world, days=181)
    assert follow_ups(world) == []
    caller = keys_in(world, code)
    caller.hears("Ce code n'est pas connu, ou n'est plus valable")
    caller.hangs_up()
    world.assert_all_is_quiet()


def test_star_leads_back_to_the_menu(world: World) -> None:
    caller = keys_in(world, "*")
    caller.hears("tapez 2", within=20)
    caller.presses("2")
    caller.hears("je vous passe quelqu'un")
    caller.hangs_up()
    world.assert_all_is_quiet()


def test_a_lost_code_is_replaced_by_whoever_answers(world: World) -> None:
    first = given(world)
    second = given(world)
    assert first != second
    caller = keys_in(world, second)
    caller.hears("Nous appelons d'abord")
    caller.hangs_up()
    world.assert_all_is_quiet()


def test_an_other_code_in_the_same_talk(world: World) -> None:
    caller, anne = talk(world)
    first = gives(caller, anne)
    world.wait(20)
    anne.presses("6")
    anne.hears("Pour le donner, tapez 1")
    anne.presses("1")
    caller.hears("Notez votre code", within=30)
    assert noted(caller) != first
    caller.hangs_up()
    anne.hangs_up()
    world.assert_all_is_quiet()


def test_a_line_without_codes_says_nothing_of_them(world: World) -> None:
    world.load(LINE_FILE.read_text(encoding="utf-8"))
    caller = world.dials(CALLER)
    caller.hears("tapez 2")
    assert not caller.has_heard("code de suivi")
    caller.presses(KEY)
    caller.hears("Cette touche ne correspond à rien ici")
    caller.hangs_up()
    caller, anne = talk(world)
    anne.presses("*")
    anne.hears("tapez 8")
    assert not anne.has_heard("code de suivi")
    anne.presses("6")
    anne.hears("Pour lui parler de nouveau")
    caller.hangs_up()
    anne.hangs_up()
    world.assert_all_is_quiet()
