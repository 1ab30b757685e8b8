"""A step may name a kind of team instead of a team, and any role instead of one."""

from __future__ import annotations

from tests.calls.plans import on_duty, rings
from tests.world import World


def test_a_kind_is_whoever_is_on_duty_in_a_team_of_that_kind_in_any_role(world: World) -> None:
    world.load(rings('kind = "psychologist", ring = "all at once", seconds = 30'))
    caller = world.nurse_waits()
    anne, bruno = world.phone_of("anne").rings(), world.phone_of("bruno").rings()
    assert not world.phone_of("chloe").ringing
    caller.talks_with(world.accepts("bruno"))
    anne.stops_ringing(within=3)
    assert caller.is_connected_to(bruno)
    caller.hangs_up()
    world.assert_all_is_quiet()


def test_a_psychologist_on_duty_as_coordinator_is_rung_as_such_only(world: World) -> None:
    gilles = on_duty("gilles", 41, team="coordinators")
    world.load(rings('kind = "psychologist", ring = "all at once", seconds = 20', more=gilles))
    caller = world.nurse_waits()
    for slug in ("anne", "bruno"):
        phone = world.phone_of(slug).rings()
        phone.answers()
        phone.hears("appuyez sur 1")
        phone.presses("2")
    assert "gilles" not in dict(world.results())
    world.phone_of("chloe").rings(within=30)
    caller.talks_with(world.accepts("gilles"))
    caller.hangs_up()
    world.assert_all_is_quiet()


def test_a_role_of_a_kind_is_that_role_of_all_its_teams(world: World) -> None:
    world.load(rings('kind = "psychologist", role = "backup", seconds = 20'))
    caller = world.nurse_waits()
    caller.talks_with(world.accepts("bruno"))
    caller.hangs_up()
    world.assert_all_is_quiet()
    assert world.results() == [("bruno", "talked")]
