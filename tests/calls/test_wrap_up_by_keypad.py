"""The wrap-up on the keypad: two digits, read back, confirmed; a second reason if there is one."""

from __future__ import annotations

from sqlalchemy import select

from hotline.wrapups.tables import WrapUp
from simulator.phones import Phone
from tests.calls.test_answers_lost import tells_all_twice
from tests.world import World


def after_a_talk(world: World) -> Phone:
    anne = world.phone_of("anne")
    caller = world.nurse_waits()
    caller.talks_with(world.accepts("anne"))
    caller.hangs_up()
    anne.hears("Tapez le code du motif")
    return anne


def wrap_up(world: World) -> WrapUp:
    with world.service.database.reading() as session:
        return session.scalars(select(WrapUp)).one()


def test_the_text_says_what_its_page_is_for(world: World) -> None:
    anne = after_a_talk(world)
    text = anne.receives_text("/fiche/")
    start = "Ligne des histoires : pour noter l'appel, une fois terminé, ouvrez http"
    assert text.startswith(start)


def test_a_reason_and_a_second_one(world: World) -> None:
    anne = after_a_talk(world)
    anne.presses("11")
    anne.hears("Épuisement professionnel")
    anne.presses("1")
    anne.hears("Pour un second motif")
    anne.presses("41")
    anne.hears("Pour confirmer")
    anne.presses("1")
    anne.hears("prenez soin de vous")
    anne.is_hung_up()
    world.assert_all_is_quiet()
    note = wrap_up(world)
    assert (note.reason, note.second_reason, note.via) == ("W-BURN", "P-ANX", "keypad")


def test_what_was_not_confirmed_does_not_count(world: World) -> None:
    anne = after_a_talk(world)
    anne.presses("11")
    anne.hears("Pour confirmer")
    anne.hangs_up()
    world.assert_all_is_quiet()
    note = wrap_up(world)
    assert (note.reason, note.done_at) == (None, None)


def test_a_wrong_code_and_a_correction(world: World) -> None:
    anne = after_a_talk(world)
    anne.presses("08")
    anne.hears("Ce code n'est pas sur la carte")
    anne.presses("12")
    anne.hears("Surcharge de travail")
    anne.presses("2")
    anne.hears("Tapez les deux chiffres du motif")
    anne.presses("11")
    anne.hears("Épuisement")
    anne.presses("1")
    anne.hears("C'est noté")
    anne.hangs_up()
    world.assert_all_is_quiet()
    assert wrap_up(world).reason == "W-BURN"


def test_a_second_reason_hung_up_on_before_it_is_confirmed_does_not_count(world: World) -> None:
    anne = after_a_talk(world)
    anne.presses("11")
    anne.hears("Épuisement")
    anne.presses("1")
    anne.hears("Pour un second motif")
    anne.presses("12")
    anne.hears("Surcharge")
    anne.hangs_up()
    world.assert_all_is_quiet()
    assert wrap_up(world).second_reason is None


def test_a_confirmation_told_twice_is_one_reason_and_the_severity_is_asked(world: World) -> None:
    anne = after_a_talk(world)
    tells_all_twice(world)
    anne.presses("11")
    anne.hears("Épuisement professionnel")
    anne.presses("1")
    anne.hears("La gravité, de 1 à 5")
    anne.presses("4")
    anne.hears("Pour un second motif")
    anne.presses("41")
    anne.hears("Pour confirmer")
    anne.presses("1")
    anne.hears("prenez soin de vous")
    anne.is_hung_up()
    world.assert_all_is_quiet()
    note = wrap_up(world)
    assert (note.reason, note.second_reason, note.severity) == ("W-BURN", "P-ANX", 4)
