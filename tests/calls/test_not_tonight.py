"""A responder on duty cannot take calls tonight: 9, confirmed. The backup is rung at once, the
coordinator is told, and the telephone stays silent until the end of the duty."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from hotline.people.tables import Person
from hotline.rosters.pauses import Cause, end_pauses
from hotline.rosters.tables import Pause
from simulator.phones import Phone
from tests.calls.test_rest_down import take_down
from tests.world import World


def pauses(world: World) -> Sequence[Pause]:
    with world.service.database.reading() as session:
        return session.scalars(select(Pause)).all()


def who_calls(world: World) -> tuple[Phone, Phone]:
    """A nurse waits; Anne has pressed 1 and heard who calls."""
    anne = world.phone_of("anne")
    caller = world.nurse_waits()
    anne.rings().answers()
    anne.hears("appuyez sur 1")
    anne.presses("1")
    anne.hears("Pour ne plus recevoir d'appels, 9")
    return anne, caller


def says_no_more(phone: Phone) -> None:
    phone.presses("9")
    phone.hears("plus avant 8 heures. Pour confirmer, tapez 1")
    phone.presses("1")


def test_the_backup_is_rung_at_once_and_the_coordinator_told(world: World) -> None:
    anne, _ = who_calls(world)
    says_no_more(anne)
    world.phone_of("bruno").rings(within=5)
    anne.hears("Entendu, plus d'appel avant 8 heures")
    anne.is_hung_up(within=15)
    world.phone_of("chloe").receives_text("Anne ne prend plus d'appel avant 8 heures", within=5)
    (pause,) = pauses(world)
    assert pause.cause == Cause.NOT_TONIGHT
    assert f"{pause.until:%H:%M}" == "07:00"


def test_the_next_calls_ring_the_backup_until_the_duty_is_over(world: World) -> None:
    first = world.dials()
    first.hears("tapez 2")
    first.presses("2")
    anne = world.phone_of("anne").rings()
    anne.answers()
    anne.hears("appuyez sur 1")
    says_no_more(anne)
    first.talks_with(world.accepts("bruno"))
    first.hangs_up()
    world.assert_all_is_quiet()

    world.wait(600)  # a wrap-up that is owed keeps nobody back any more
    second = world.nurse_waits()
    second.talks_with(world.accepts("bruno"))
    second.hangs_up()
    world.assert_all_is_quiet()
    assert world.results() == [("anne", "refused"), ("bruno", "talked"), ("bruno", "talked")]

    world.rests(5 * 3600)  # eight o'clock has come: Anne is on duty again
    third = world.nurse_waits()
    third.talks_with(world.accepts("anne"))
    third.hangs_up()
    world.assert_all_is_quiet()
    assert pauses(world) == []


def test_who_does_not_confirm_hears_the_question_again(world: World) -> None:
    anne, caller = who_calls(world)
    anne.presses("9")
    anne.hears("Pour confirmer, tapez 1")
    anne.presses("2")
    anne.hears("appuyez encore sur 1")
    anne.presses("1")
    caller.talks_with(anne)
    caller.hangs_up()
    world.assert_all_is_quiet()
    assert pauses(world) == []


def test_who_says_nothing_more_hears_the_first_words_again_and_is_let_go(world: World) -> None:
    world.nurse_waits()
    anne = world.phone_of("anne").rings()
    anne.answers()
    anne.hears("appuyez sur 1")
    anne.presses("9")
    anne.hears("Pour confirmer, tapez 1")
    anne.hears("Entraide, appuyez sur 1", within=30)
    anne.is_hung_up(within=30)
    world.wait(3)
    assert pauses(world) == []
    assert world.results()[0] == ("anne", "unaccepted")


def test_a_cut_caller_is_not_given_back_to_who_takes_no_more_calls(world: World) -> None:
    anne = world.phone_of("anne")
    caller = world.nurse_waits()
    caller.talks_with(world.accepts("anne"))
    anne.hangs_up()
    anne.rings(within=20).answers()
    anne.hears("appuyez sur 1")
    anne.presses("1")
    anne.hears("La personne avec qui vous parliez")
    says_no_more(anne)
    caller.talks_with(world.accepts("bruno"))
    caller.hangs_up()
    world.assert_all_is_quiet()


def test_not_even_when_the_cut_caller_waits_for_long(world: World) -> None:
    anne = world.phone_of("anne")
    caller = world.nurse_waits()
    caller.talks_with(world.accepts("anne"))
    anne.hangs_up()
    anne.rings(within=20).answers()
    anne.hears("appuyez sur 1")
    says_no_more(anne)
    anne.is_hung_up()
    rung = sum(heard.kind == "ring" for heard in anne.transcript)
    for _ in range(4):
        caller.hears("Pour attendre encore, tapez 1", within=150)
        caller.presses("1")
    assert sum(heard.kind == "ring" for heard in anne.transcript) == rung
    caller.hangs_up()
    world.assert_all_is_quiet()


def test_it_works_without_the_api_too(world: World) -> None:
    take_down(world)
    caller = world.nurse_waits()
    anne = world.phone_of("anne").rings(within=40)
    anne.answers()
    anne.hears("appuyez sur 1")
    says_no_more(anne)
    caller.talks_with(world.accepts("bruno"), within=60)
    world.carrier.faults.rest = None
    caller.hangs_up()
    world.assert_all_is_quiet()
    assert len(pauses(world)) == 1


def test_who_can_take_calls_again_is_rung_again(world: World) -> None:
    anne, caller = who_calls(world)
    says_no_more(anne)
    world.phone_of("bruno").rings(within=5)
    caller.hangs_up()
    world.assert_all_is_quiet()
    with world.service.database.writing() as session:
        person = session.scalars(select(Person.id).filter_by(slug="anne")).one()
        assert end_pauses(session, person, world.clock.now())
        assert not end_pauses(session, person, world.clock.now())
    caller = world.nurse_waits()
    caller.talks_with(world.accepts("anne"))
    caller.hangs_up()
    world.assert_all_is_quiet()
