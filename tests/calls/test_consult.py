"""Star, then 4: the responder asks the coordinator for advice while the caller is on hold."""

from __future__ import annotations

from simulator.phones import Phone
from tests.world import LINE_FILE, World


def asks_for_advice(world: World) -> tuple[Phone, Phone, Phone]:
    """Anne talks with a nurse, and rings Chloé, who coordinates."""
    anne, chloe = world.phone_of("anne"), world.phone_of("chloe")
    caller = world.nurse_waits()
    caller.talks_with(world.accepts("anne"))
    world.wait(60)
    anne.presses("*")
    anne.hears("Pour demander conseil, tapez 4")
    anne.presses("4")
    anne.hears("Nous appelons la coordination")
    chloe.rings(within=10)
    return caller, anne, chloe


def advised(world: World) -> tuple[Phone, Phone, Phone]:
    """Chloé takes the call and talks with Anne."""
    caller, anne, chloe = asks_for_advice(world)
    chloe.answers()
    chloe.hears("Entraide, appuyez sur 1")
    chloe.presses("1")
    chloe.hears("Anne demande conseil")
    chloe.presses("1")
    anne.talks_with(chloe)
    return caller, anne, chloe


def test_the_responder_talks_with_the_coordinator_and_goes_back_to_the_caller(
    world: World,
) -> None:
    caller, anne, chloe = advised(world)
    caller.hears("La personne avec qui vous parliez revient", within=30)
    world.wait(60)
    anne.presses("*")
    chloe.is_hung_up(within=10)
    anne.hears("Pour lui parler de nouveau, tapez 1")
    anne.presses("1")
    caller.talks_with(anne)
    world.wait(30)
    caller.hangs_up()
    world.assert_all_is_quiet()
    assert world.results() == [("anne", "talked"), ("chloe", "talked")]
    assert world.call().outcome == "CONNECTED"


def test_a_long_talk_with_the_coordinator_keeps_the_caller_on_hold_and_rings_nobody(
    world: World,
) -> None:
    caller, anne, _ = advised(world)
    world.wait(10 * 60)
    assert caller.in_call
    anne.presses("*")
    anne.hears("Pour lui parler de nouveau")
    world.wait(5)
    anne.presses("1")
    caller.talks_with(anne)
    caller.hangs_up()
    world.assert_all_is_quiet()
    assert len(world.legs()) == 2


def test_a_coordinator_who_hangs_up_gives_the_responder_their_keys_back(world: World) -> None:
    caller, anne, chloe = advised(world)
    chloe.hangs_up()
    anne.hears("Pour lui parler de nouveau, tapez 1")
    anne.presses("2")
    caller.is_hung_up(within=30)
    anne.hangs_up()
    world.assert_all_is_quiet()


def test_a_coordinator_who_does_not_answer(world: World) -> None:
    caller, anne, chloe = asks_for_advice(world)
    chloe.stops_ringing(within=60)
    anne.hears("La coordination ne répond pas")
    anne.hears("Pour lui parler de nouveau, tapez 1")
    anne.presses("1")
    caller.talks_with(anne)
    caller.hangs_up()
    world.assert_all_is_quiet()
    assert world.results()[1] == ("chloe", "no answer")


def test_an_answering_machine_of_the_coordinator_is_not_joined(world: World) -> None:
    caller, anne, chloe = asks_for_advice(world)
    chloe.answers()
    anne.hears("La coordination ne répond pas", within=60)
    assert not chloe.in_call
    anne.presses("1")
    caller.talks_with(anne)
    caller.hangs_up()
    world.assert_all_is_quiet()


def test_a_coordinator_who_refuses(world: World) -> None:
    caller, anne, chloe = asks_for_advice(world)
    chloe.answers()
    chloe.hears("appuyez sur 1")
    chloe.presses("1")
    chloe.hears("Pour refuser, 2")
    chloe.presses("2")
    anne.hears("La coordination ne répond pas", within=30)
    anne.presses("1")
    caller.talks_with(anne)
    caller.hangs_up()
    world.assert_all_is_quiet()
    assert world.results()[1] == ("chloe", "refused")


def test_the_caller_hangs_up_during_the_consultation(world: World) -> None:
    caller, anne, chloe = advised(world)
    caller.hangs_up()
    chloe.hears("La personne a raccroché", within=10)
    chloe.is_hung_up(within=20)
    anne.hears("L'appel est terminé", within=10)
    anne.hangs_up()
    world.assert_all_is_quiet()


def test_the_caller_hangs_up_while_the_coordinator_rings(world: World) -> None:
    caller, anne, chloe = asks_for_advice(world)
    caller.hangs_up()
    chloe.stops_ringing(within=10)
    anne.hears("L'appel est terminé", within=10)
    anne.hangs_up()
    world.assert_all_is_quiet()


def test_the_responder_hangs_up_during_the_consultation_and_is_rung_back(world: World) -> None:
    caller, anne, chloe = advised(world)
    anne.hangs_up()
    chloe.is_hung_up(within=10)
    caller.talks_with(world.accepts("anne"))
    caller.hangs_up()
    world.assert_all_is_quiet()


def test_a_coordinator_who_is_busy_is_not_rung_twice(world: World) -> None:
    other = world.nurse_waits("+33612000009")
    world.phone_of("anne").rings(within=30).rejects()
    world.phone_of("bruno").rings(within=30).rejects()
    other.talks_with(world.accepts("chloe"), within=60)
    anne = world.phone_of("anne")
    caller = world.nurse_waits()
    caller.talks_with(world.accepts("anne"), within=60)
    anne.presses("*")
    anne.hears("tapez 4")
    anne.presses("4")
    anne.hears("La coordination ne répond pas")
    anne.presses("1")
    caller.talks_with(anne)
    caller.hangs_up()
    other.hangs_up()
    world.assert_all_is_quiet()


def test_a_coordinator_has_nobody_to_ask(world: World) -> None:
    text = LINE_FILE.read_text(encoding="utf-8").replace('people = ["anne"]', 'people = ["bruno"]')
    world.load(text)
    caller = world.nurse_waits()
    world.phone_of("bruno").rings(within=30).rejects()
    chloe = world.accepts("chloe")
    caller.talks_with(chloe)
    chloe.presses("*")
    chloe.hears("tapez 4")
    chloe.presses("4")
    chloe.hears("La coordination ne répond pas")
    caller.hangs_up()
    chloe.hangs_up()
    world.assert_all_is_quiet()


def test_it_is_told_from_a_telephone_that_dies_unheard(world: World) -> None:
    caller, anne, chloe = advised(world)
    world.carrier.faults.loses(lambda told: told["CallStatus"] == "completed")
    chloe.hangs_up()
    anne.hears("Pour lui parler de nouveau, tapez 1")
    anne.presses("1")
    caller.talks_with(anne)
    caller.hangs_up()
    world.assert_all_is_quiet()
    assert ("chloe", "talked") in world.results()
