"""Nobody picks up: the next person, then round again, each ring bounded."""

from __future__ import annotations

from tests.world import World


def test_no_answer_rings_the_next_person(world: World) -> None:
    anne = world.phone_of("anne")
    caller = world.nurse_waits()
    anne.rings()
    anne.stops_ringing(within=30)
    caller.talks_with(world.accepts("bruno"))
    caller.hangs_up()
    world.assert_all_is_quiet()
    assert world.results() == [("anne", "no answer"), ("bruno", "talked")]


def test_a_second_round_rings_everybody_again_in_the_same_order(world: World) -> None:
    caller = world.nurse_waits()
    for slug in ("anne", "bruno", "chloe"):
        world.phone_of(slug).rings().stops_ringing(within=30)
    caller.talks_with(world.accepts("anne"))
    caller.hangs_up()
    world.assert_all_is_quiet()
    assert [name for name, _ in world.results()] == ["anne", "bruno", "chloe", "anne"]
