"""The danger key works in every menu and while waiting: a human first, then what to dial."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from hotline.calls.changes import signal_danger
from hotline.calls.finding import call_by_id
from hotline.calls.tables import Call
from tests.world import World

WORDS = "composer le 15, le 112 ou le 31 14."


def test_in_the_first_menu(world: World) -> None:
    caller = world.dials()
    caller.hears("En danger, tapez 0")
    caller.presses("0")
    caller.hears("je vous passe quelqu'un")
    world.phone_of("anne").rings(within=5)
    caller.hears(WORDS, within=20)
    caller.talks_with(world.accepts("anne"))
    caller.hangs_up()
    world.assert_all_is_quiet()
    assert world.call().outcome == "CONNECTED"


def test_at_the_second_question(world: World) -> None:
    caller = world.dials()
    caller.hears("tapez 1")
    caller.presses("1")
    caller.hears("À un confrère ou une consœur")
    caller.presses("0")
    caller.hears(WORDS, within=20)
    caller.hangs_up()
    world.assert_all_is_quiet()
    assert world.call().outcome == "DANGER"


def test_on_the_way_into_the_queue(world: World) -> None:
    caller = world.nurse_waits()
    caller.presses("0")
    caller.hears(WORDS, within=5)
    assert world.call().danger
    caller.talks_with(world.accepts("anne"))
    caller.hangs_up()
    world.assert_all_is_quiet()


def test_while_waiting(world: World) -> None:
    caller = world.nurse_waits()
    world.wait(10)
    caller.presses("0")
    caller.hears("je vous passe quelqu'un")
    caller.hears(WORDS)
    caller.hears("Nous ne savons pas où vous êtes")
    world.phone_of("anne").rings()
    caller.hangs_up()
    world.assert_all_is_quiet()
    assert world.call().outcome == "DANGER"


def test_emergency_numbers_are_never_dialled_by_the_line(world: World) -> None:
    caller = world.dials()
    caller.hears("En danger")
    caller.presses("0")
    caller.hears(WORDS, within=20)
    caller.hangs_up()
    world.assert_all_is_quiet()
    dialled = {leg.to for leg in world.carrier.legs if leg.direction != "inbound"}
    assert dialled <= {world.phone_of(slug).number for slug in ("anne", "bruno", "chloe")}


def test_what_to_dial_is_said_once_not_twice_in_a_row(world: World) -> None:
    caller = world.nurse_waits()
    world.wait(10)
    caller.presses("0")
    caller.hears(WORDS)
    caller.never_hears(WORDS, within=15)
    caller.hangs_up()
    world.assert_all_is_quiet()


def test_an_owed_wrap_up_holds_nobody_back_when_there_is_danger(world: World) -> None:
    first = world.nurse_waits()
    first.talks_with(world.accepts("anne"))
    first.hangs_up()
    world.phone_of("anne").hears("L'appel est terminé")
    world.phone_of("anne").hangs_up()
    caller = world.dials("+33612000001")
    caller.hears("En danger")
    caller.presses("0")
    caller.talks_with(world.accepts("anne"))
    caller.hangs_up()
    world.assert_all_is_quiet()


def test_somebody_on_hold_is_not_told_to_hang_up_and_dial(world: World) -> None:
    anne = world.phone_of("anne")
    caller = world.nurse_waits()
    world.wait(10)
    caller.presses("0")
    caller.hears(WORDS, within=20)
    caller.talks_with(world.accepts("anne"))
    anne.presses("*")
    caller.hears("Un instant, restez en ligne", within=10)
    caller.never_hears(WORDS, within=15)
    anne.presses("1")
    caller.talks_with(anne, within=20)
    caller.hangs_up()
    anne.hears("L'appel est terminé")
    anne.hangs_up()
    world.assert_all_is_quiet()


def test_while_somebody_accepts(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    caller = world.nurse_waits()
    anne = world.phone_of("anne")
    anne.rings(within=60)
    anne.answers()
    anne.hears("appuyez sur 1")

    def once_claimed(session: Session, call_id: str) -> Call | None:
        # The caller's own request, answered by another worker between two of this one's.
        with world.service.database.writing() as theirs:
            assert signal_danger(theirs, call_id)
        return call_by_id(session, call_id)

    monkeypatch.setattr("hotline.voice.accepting.call_by_id", once_claimed)
    anne.presses("1")
    anne.hears("Danger signalé", within=5)
    caller.hangs_up()
    world.assert_all_is_quiet()
