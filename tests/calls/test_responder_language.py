"""A responder is spoken to in their own language, whatever the caller's."""

from __future__ import annotations

from simulator.phones import Phone
from tests.calls.lines import with_changes
from tests.world import World


def nurse_waits_in_english(world: World) -> Phone:
    """A nurse who pressed 9."""
    caller = world.dials()
    caller.hears("press 9")
    caller.presses("9")
    caller.hears("Nurse, press 2")
    caller.presses("2")
    caller.hears("I am putting you through")
    return caller


def test_a_french_responder_hears_french_and_that_the_call_is_in_english(world: World) -> None:
    caller = nurse_waits_in_english(world)
    anne = world.phone_of("anne").rings()
    anne.answers()
    anne.hears("Entraide, appuyez sur 1")
    anne.presses("1")
    anne.hears("Appel en anglais. infirmi")
    anne.presses("1")
    caller.talks_with(anne)
    anne.presses("*")
    anne.hears("tapez 1")
    caller.hears("Stay on the line")
    anne.presses("2")
    anne.hears("L'appel est terminé")
    caller.hears("Goodbye")
    anne.hangs_up()
    world.assert_all_is_quiet()


def test_an_english_responder_hears_english_of_a_french_call(world: World) -> None:
    languages = (
        'kind = "psychologist"\nlanguages = ["fr", "en"]',
        'kind = "psychologist"\nlanguages = ["en", "fr"]',
    )
    world.load(with_changes(languages))
    caller = world.nurse_waits()
    anne = world.phone_of("anne").rings()
    anne.answers()
    anne.hears("Entraide, press 1")
    anne.presses("1")
    anne.hears("press 1 again")
    assert not any("Call in" in heard.text for heard in anne.transcript)
    anne.presses("1")
    caller.talks_with(anne)
    caller.hangs_up()
    anne.hears("The call is over")
    anne.hangs_up()
    world.assert_all_is_quiet()


def test_whoever_comes_too_late_is_told_in_their_language(world: World) -> None:
    languages = (
        'kind = "psychologist"\nlanguages = ["fr", "en"]',
        'kind = "psychologist"\nlanguages = ["en", "fr"]',
    )
    world.load(with_changes(languages))
    caller = world.nurse_waits()
    anne = world.phone_of("anne").rings()
    anne.answers()
    anne.hears("press 1")
    caller.hangs_up()
    anne.hears("The caller has hung up")
    world.assert_all_is_quiet()
