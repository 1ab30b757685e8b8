"""A step may ask that caller and responder speak one language."""

from __future__ import annotations

from tests.calls.plans import on_duty, rings
from tests.world import World

STEP = 'kind = "psychologist", match = ["language"], ring = "all at once", seconds = 20'
SPEAKS_ENGLISH = on_duty("gilles", 41, more='languages = ["en"]')


def test_a_french_caller_is_not_put_through_to_somebody_who_speaks_only_english(
    world: World,
) -> None:
    world.load(rings(STEP, more=SPEAKS_ENGLISH))
    caller = world.nurse_waits()
    world.phone_of("bruno").rings()
    caller.talks_with(world.accepts("anne"))
    caller.hangs_up()
    world.assert_all_is_quiet()
    assert "gilles" not in dict(world.results())


def test_an_english_caller_reaches_those_who_speak_english(world: World) -> None:
    world.load(rings(STEP, more=SPEAKS_ENGLISH))
    caller = world.dials()
    caller.hears("For English, press 9")
    caller.presses("9")
    caller.hears("Nurse, press 2")
    caller.presses("2")
    gilles, anne = world.phone_of("gilles").rings(), world.phone_of("anne").rings()
    anne.answers()
    anne.hears("appuyez sur 1")
    anne.presses("1")
    anne.hears("Appel en anglais")
    anne.presses("1")
    caller.talks_with(anne)
    gilles.stops_ringing(within=3)
    caller.hangs_up()
    world.assert_all_is_quiet()
    assert "bruno" not in dict(world.results())
