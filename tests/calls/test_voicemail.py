"""An answering machine picks up: it presses nothing, so it is nobody."""

from __future__ import annotations

from simulator.behaviours import Voicemail
from tests.world import World


def test_a_machine_never_swallows_a_caller(world: World) -> None:
    world.phone_of("anne").behaviour = Voicemail(after=3)
    caller = world.nurse_waits()
    caller.talks_with(world.accepts("bruno"), within=60)
    caller.hangs_up()
    world.assert_all_is_quiet()
    assert world.results() == [("anne", "unaccepted"), ("bruno", "talked")]
    assert world.phone_of("anne").has_heard("Entraide, appuyez sur 1")
    assert not world.phone_of("anne").has_heard("Infirmier")


def test_a_person_who_presses_1_once_and_then_nothing_holds_the_caller_only_for_moments(
    world: World,
) -> None:
    anne = world.phone_of("anne")
    caller = world.nurse_waits()
    anne.rings().answers()
    anne.hears("appuyez sur 1")
    anne.presses("1")
    world.phone_of("bruno").rings(within=20)
    caller.talks_with(world.accepts("bruno"))
    caller.hangs_up()
    world.assert_all_is_quiet()
