"""The line of the person on duty is engaged: the next one rings within seconds."""

from __future__ import annotations

from simulator.behaviours import Busy
from tests.world import World


def test_a_busy_line_costs_the_caller_no_time(world: World) -> None:
    world.phone_of("anne").behaviour = Busy()
    caller = world.nurse_waits()
    world.phone_of("bruno").rings(within=5)
    caller.talks_with(world.accepts("bruno"))
    caller.hangs_up()
    world.assert_all_is_quiet()
    assert world.results() == [("anne", "busy"), ("bruno", "talked")]
