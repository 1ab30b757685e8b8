"""Who is first in line: whoever was cut off, then danger, then the longest wait."""

from __future__ import annotations

from simulator.phones import Phone
from tests.world import World


def all_talk(world: World) -> list[Phone]:
    """The callers with whom Anne, Bruno and Chloé are in a talk."""
    callers = []
    for nth, slug in enumerate(("anne", "bruno", "chloe"), start=7):
        caller = world.nurse_waits(f"+3361200000{nth}")
        caller.talks_with(world.accepts(slug))
        callers.append(caller)
    return callers


def over(caller: Phone, responder: Phone) -> None:
    caller.hangs_up()
    responder.hears("L'appel est terminé")
    responder.hangs_up()


def test_cut_off_then_danger_then_the_longest_wait(world: World) -> None:
    cut, *talking = all_talk(world)
    anne = world.phone_of("anne")
    early = world.nurse_waits("+33612000001")
    world.wait(5)
    late = world.nurse_waits("+33612000002")
    world.wait(5)
    urgent = world.dials("+33612000003")
    urgent.hears("En danger")
    urgent.presses("0")
    urgent.hears("je vous passe quelqu'un")
    anne.hangs_up()
    for caller in (cut, urgent, early, late):
        caller.talks_with(world.accepts("anne"), within=60)
        over(caller, anne)
    for caller in talking:
        caller.hangs_up()
    world.assert_all_is_quiet()


def test_a_caller_who_signals_danger_while_waiting_passes_those_who_came_before(
    world: World,
) -> None:
    first, *talking = all_talk(world)
    anne = world.phone_of("anne")
    early = world.nurse_waits("+33612000001")
    world.wait(5)
    late = world.nurse_waits("+33612000002")
    world.wait(5)
    late.presses("0")
    over(first, anne)
    late.talks_with(world.accepts("anne"), within=60)
    assert early.connected_to is None
    over(late, anne)
    early.talks_with(world.accepts("anne"), within=60)
    for caller in (early, *talking):
        caller.hangs_up()
    world.assert_all_is_quiet()
