"""Nobody is on duty: said plainly, with the ways out at once."""

from __future__ import annotations

from tests.conftest import WorldMaker
from tests.world import LINE_FILE, World


def without_roster(world: World) -> None:
    text = LINE_FILE.read_text(encoding="utf-8")
    world.load(text.replace("starts_on = 2026-01-01", "starts_on = 2027-01-01"))


def test_the_caller_is_told_at_once_and_offered_the_ways_out(world: World) -> None:
    without_roster(world)
    caller = world.nurse_waits()
    caller.hears("Personne ne peut vous répondre en ce moment", within=10)
    caller.hears("Pour entendre des numéros à appeler, tapez 2")
    caller.presses("2")
    caller.hears("Prévention du suicide : 31 14")
    caller.hangs_up()
    world.assert_all_is_quiet()
    assert world.call().outcome == "PARTNER"


def test_who_waits_on_without_a_key_hears_the_numbers_before_the_goodbye(world: World) -> None:
    without_roster(world)
    caller = world.nurse_waits()
    caller.hears("Voici qui vous pouvez appeler", within=400)
    caller.hears("31 14")
    caller.hears("Au revoir")
    caller.is_hung_up(within=10)
    world.assert_all_is_quiet()
    assert world.call().outcome == "NOBODY"
    assert "Personne n'a pu répondre" in world.phone_of("chloe").texts[0]


def test_somebody_who_comes_on_duty_meanwhile_is_rung(make_world: WorldMaker) -> None:
    world = make_world()
    without_roster(world)
    caller = world.nurse_waits()
    caller.hears("tapez 1", within=20)
    caller.presses("1")
    caller.hears("restez en ligne")
    world.load(LINE_FILE.read_text(encoding="utf-8"))
    caller.talks_with(world.accepts("anne"))
    caller.hangs_up()
    world.assert_all_is_quiet()
