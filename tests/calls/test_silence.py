"""A caller who presses nothing at all: they reach a human like anybody else."""

from __future__ import annotations

from tests.world import World


def test_silence_in_the_menu_leads_to_a_psychologist(world: World) -> None:
    caller = world.dials()
    anne = world.phone_of("anne").rings(within=35)
    anne.answers()
    anne.hears("appuyez sur 1")
    anne.presses("1")
    anne.hears("Profession non précisée")
    anne.presses("1")
    caller.talks_with(anne)
    caller.hangs_up()
    world.assert_all_is_quiet()
    assert world.call().profession == "UNK"


def test_silence_at_the_second_question_leads_to_a_psychologist(world: World) -> None:
    caller = world.dials()
    caller.hears("tapez 1")
    caller.presses("1")
    caller.hears("À un confrère ou une consœur, tapez 2")
    caller.talks_with(world.accepts("anne"))
    caller.hangs_up()
    world.assert_all_is_quiet()
    call = world.call()
    assert (call.profession, call.kind_wanted) == ("MED", "psychologist")
