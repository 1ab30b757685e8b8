"""Ill at ten in the evening: the team is asked, somebody takes it, and the next caller reaches
them; somebody takes over in the middle of a night."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from flask.testing import FlaskCliRunner

from hotline.commands.roster import roster
from tests.calls.own_menu import assert_nothing_is_left, is_ill, with_own_menu
from tests.calls.plans import on_duty
from tests.conftest import WorldMaker
from tests.world import World

TEN = datetime(2026, 11, 22, 21, 0, tzinfo=UTC)
EARLY = datetime(2026, 11, 23, 6, 50, tzinfo=UTC)
PEOPLE_END = '[[rotations]]\nslug = "psychologists-first"'
GILLES = on_duty("gilles", 41, role=None)
ON_FRIDAY = """
[[shifts]]
slug = "gilles-friday"
team = "psychologists"
role = "first"
person = "gilles"
start = "2026-11-27T08:00"
end = "2026-11-27T12:00"

"""


def with_gilles(world: World) -> World:
    """Gilles is of Anne's team, and has a duty on Friday."""
    return with_own_menu(world, (PEOPLE_END, GILLES + ON_FRIDAY + PEOPLE_END))


@pytest.fixture
def world(make_world: WorldMaker) -> World:
    """Anne is on until eight."""
    return with_gilles(make_world(start=TEN))


def swap(world: World, *words: str) -> str:
    """What `hotline roster swap` answers; it must not be refused."""
    result = FlaskCliRunner(world.app).invoke(roster, ["swap", *words])
    assert result.exit_code == 0, result.output
    return str(result.output).strip()


def test_cover_is_found_for_somebody_who_is_ill_and_the_next_caller_reaches_it(
    world: World,
) -> None:
    is_ill(world).hangs_up()
    asked = world.phone_of("gilles").receives_text("cherche quelqu'un", within=20)
    assert asked.startswith("Ligne des histoires : Anne cherche quelqu'un pour sa permanence")
    first = world.nurse_waits()
    first.talks_with(world.accepts("bruno"))
    first.hangs_up()
    said = swap(world, "take", "anne", "2026-11-22T08:00", "--as", "gilles", "--by", "chloe", "-yy")
    assert said.endswith(": prise par Gilles.")
    thanks = world.phone_of("gilles").receives_text("vous remplacez Anne", within=20)
    assert "dimanche 22 novembre de 22 h" in thanks
    world.phone_of("anne").receives_text("Gilles prend votre permanence", within=20)
    second = world.nurse_waits("+33612345679")
    second.talks_with(world.accepts("gilles"))
    second.hangs_up()
    assert_nothing_is_left(world)
    assert [slug for slug, _ in world.results()] == ["bruno", "gilles"]


def test_when_nobody_takes_it_the_coordinator_hears_it_again(world: World) -> None:
    is_ill(world).hangs_up()
    chloe = world.phone_of("chloe")
    chloe.receives_text("ne peut pas assurer", within=20)
    world.wait(14 * 60)
    assert len(chloe.texts) == 1
    told = chloe.receives_text("Personne ne l'a encore prise", within=150)
    assert told.startswith("Ligne des histoires : Anne cherche quelqu'un")
    assert_nothing_is_left(world)


def test_whoever_takes_over_in_the_middle_is_rung_from_that_second_on(world: World) -> None:
    caller = world.nurse_waits()
    anne = world.accepts("anne")
    caller.talks_with(anne)
    said = swap(world, "take-over", "anne", "2026-11-22T08:00", "--as", "gilles", "-yy")
    assert said.endswith("Gilles remplace Anne.")
    world.wait(300)
    # The talk that has begun stays with her; the next one is his.
    assert caller.is_connected_to(anne)
    other = world.nurse_waits("+33612345679")
    other.talks_with(world.accepts("gilles"))
    other.hangs_up()
    caller.hangs_up()
    anne.hears("L'appel est terminé")
    anne.hangs_up()
    assert_nothing_is_left(world)


def test_a_duty_that_was_given_is_rung_at_the_other_one_from_its_first_second_on(
    make_world: WorldMaker,
) -> None:
    world = with_gilles(make_world(start=EARLY))
    swap(world, "offer", "anne", "2026-11-23T08:00", "--to", "gilles", "--words", "Merci")
    swap(world, "take", "anne", "2026-11-23T08:00", "--as", "gilles", "-yy")
    caller = world.nurse_waits()
    caller.talks_with(world.accepts("anne"))
    caller.hangs_up()
    world.clock.run_until(datetime(2026, 11, 23, 7, 0, 1, tzinfo=UTC))
    caller = world.nurse_waits("+33612345679")
    caller.talks_with(world.accepts("gilles"))
    caller.hangs_up()
    assert_nothing_is_left(world)
    assert [slug for slug, _ in world.results()] == ["anne", "gilles"]
