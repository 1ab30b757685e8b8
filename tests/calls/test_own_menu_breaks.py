"""« Mes permanences » while things break: a step that fails, a process that dies, the database
away, callbacks told twice."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from hotline.rosters.tables import Decision
from tests.calls.own_menu import (
    RESPONDERS,
    assert_nothing_is_left,
    code_of,
    my_menu,
    own_calls,
    with_own_menu,
)
from tests.calls.test_fallback import fails
from tests.processes import NewProcesses
from tests.world import World

pytestmark = pytest.mark.untold


@pytest.fixture
def world(world: World) -> World:
    return with_own_menu(world)


def nothing_is_left(world: World) -> None:
    """The steps that failed have been complained about."""
    world.carrier.problems.clear()
    assert_nothing_is_left(world)


@pytest.mark.parametrize("step", ["/responders", "/code", "/menu", "/duties"])
def test_a_step_that_fails_once_leads_back_to_the_menu(world: World, step: str) -> None:
    digits = code_of(world, "anne")
    fails(world, step, 1)
    anne = world.dials("anonymous", RESPONDERS)
    anne.hears("Tapez votre code", within=40)
    anne.presses(f"{digits}#")
    if step == "/code":
        anne.hears("Nous avons un incident", within=40)
        anne.hears("Tapez votre code", within=40)
        anne.presses(f"{digits}#")
    anne.hears("tapez 1")
    anne.presses("1")
    if step in {"/menu", "/duties"}:
        anne.hears("Nous avons un incident", within=40)
        anne.hears("tapez 1", within=40)
        anne.presses("1")
    anne.hears("En ce moment", within=40)
    anne.hangs_up()
    nothing_is_left(world)
    assert world.calls() == []


def test_after_the_unspoken_key_a_step_that_fails_leads_back_to_the_menu(world: World) -> None:
    digits = code_of(world, "anne")
    fails(world, "/duties", 1)
    anne = world.dials()
    anne.hears("tapez 2")
    anne.presses("#")
    anne.hears("Tapez votre code")
    anne.presses(f"{digits}#")
    anne.hears("Pour entendre vos prochaines permanences")
    anne.presses("1")
    anne.hears("Nous avons un incident", within=40)
    anne.hears("Pour entendre vos prochaines permanences", within=40)
    anne.hangs_up()
    nothing_is_left(world)
    assert world.calls() == []


def test_every_webhook_may_be_answered_by_another_process(world: World) -> None:
    code_of(world, "anne")
    world.app.wsgi_app = NewProcesses(  # type: ignore[method-assign]  # where Flask wants it
        world.settings, world.clock.now
    )
    anne = world.dials("anonymous", RESPONDERS)
    anne.hears("Tapez votre code")
    anne.presses("20261122#")
    anne.hears("tapez 3")
    anne.presses("3")
    anne.hears("tapez 1")
    anne.presses("1")
    anne.hears("C'est noté")
    anne.hangs_up()
    assert_nothing_is_left(world)
    with world.service.database.reading() as session:
        assert len(session.scalars(select(Decision)).all()) == 1
    told = [text for text in world.phone_of("chloe").texts if "ne peut pas" in text]
    assert len(told) == 1


def test_with_the_database_away_they_are_told_to_call_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_args: object) -> None:
        raise OperationalError("SELECT 1", {}, Exception("away"))

    monkeypatch.setattr(world.service.database, "writing", away)
    anne = world.dials(world.phone_of("anne").number, RESPONDERS)
    anne.hears("Rappelez-nous dans quelques minutes.", within=60)
    anne.is_hung_up(within=30)
    assert world.carrier.apologies == []


def test_a_callback_told_twice_ends_it_once(world: World) -> None:
    world.carrier.faults.doubles(lambda _parameters: True, delay=20)
    anne = my_menu(world, "anne")
    anne.hangs_up()
    assert_nothing_is_left(world)
    assert own_calls(world) == 0


def test_hanging_up_before_the_code_leaves_nothing(world: World) -> None:
    anne = world.dials("anonymous", RESPONDERS)
    anne.hears("Tapez")
    anne.hangs_up()
    assert_nothing_is_left(world)
    assert world.phone_of("chloe").texts == []
