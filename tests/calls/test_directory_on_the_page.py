"""During the talk the responder ticks numbers on the wrap-up page: the caller hears them."""

from __future__ import annotations

import re

from flask.testing import FlaskClient

from simulator.phones import Phone
from tests.world import LINE_FILE, World

ONLY = {"numbers-only": "1"}
"""The button beside the numbers, which leaves the note for later."""


def talk(world: World) -> tuple[Phone, Phone, FlaskClient, str]:
    """A nurse and Anne talk, and Anne has opened her page."""
    anne = world.phone_of("anne")
    caller = world.nurse_waits()
    caller.talks_with(world.accepts("anne"))
    found = re.search(r"/fiche/[0-9a-f]+", anne.receives_text("/fiche/"))
    assert found is not None
    return caller, anne, world.app.test_client(), found[0]


def test_what_is_ticked_is_said_at_the_next_hold(world: World) -> None:
    caller, anne, browser, page = talk(world)
    assert "À dire à la personne" in browser.get(page).text
    kept = browser.post(page, data={"number": "101", **ONLY})
    assert "C&#39;est retenu" in kept.text
    assert re.search(r'value="101" checked', kept.text)
    world.wait(20)
    anne.presses("*")
    caller.hears("Notez. L'association d'entraide : 01 99 00 56 78", within=40)
    caller.hears("Je répète")
    world.wait(25)
    assert "entendu" in browser.get(page).text
    anne.presses("1")
    caller.talks_with(anne)
    caller.hangs_up()
    world.assert_all_is_quiet()


def test_it_is_said_before_goodbye_when_the_responder_ends_the_call(world: World) -> None:
    caller, anne, browser, page = talk(world)
    browser.post(page, data={"number": ["102", "101"], **ONLY})
    anne.presses("*")
    anne.hears("tapez 2")
    anne.presses("2")
    caller.hears("Notez. L'association d'entraide", within=40)
    caller.hears("Vous pouvez rappeler quand vous voulez", within=60)
    caller.is_hung_up(within=20)
    anne.hangs_up()
    world.assert_all_is_quiet()


def test_what_is_unticked_again_is_not_said(world: World) -> None:
    caller, anne, browser, page = talk(world)
    browser.post(page, data={"number": "101", **ONLY})
    browser.post(page, data=ONLY)
    anne.presses("*")
    caller.never_hears("Notez", within=30)
    caller.hangs_up()
    anne.hangs_up()
    world.assert_all_is_quiet()
    assert world.call().given == []


def test_a_number_of_another_territory_is_not_offered_and_none_is_once_the_call_is_over(
    world: World,
) -> None:
    caller, anne, browser, page = talk(world)
    assert "La consultation de l&#39;île" not in browser.get(page).text
    browser.post(page, data={"number": ["102", "777"], **ONLY})
    assert world.call().given == []
    caller.hangs_up()
    world.wait(5)
    assert "À dire à la personne" not in browser.get(page).text
    browser.post(page, data={"number": "101", **ONLY})
    assert world.call().given == []
    anne.hangs_up()
    world.assert_all_is_quiet()


def test_what_was_filled_in_below_is_not_lost(world: World) -> None:
    caller, anne, browser, page = talk(world)
    given = {"number": "101", "reason": "W-BURN", "severity": "3"}
    kept = browser.post(page, data={**given, **ONLY}).text
    assert re.search('value="W-BURN" selected', kept)
    assert re.search('name="severity" value="3" checked', kept)
    assert world.call().given == ["101"]
    assert "est noté, merci" in browser.post(page, data=given).text
    assert world.call().given == ["101"]
    caller.hangs_up()
    anne.hangs_up()
    world.assert_all_is_quiet()


def test_in_english(world: World) -> None:
    caller, anne, browser, page = talk(world)
    text = browser.get(f"{page}?language=en").text
    assert "To be said to the caller" in text
    assert "The mutual-aid association" in text
    kept = browser.post(f"{page}?language=en", data={"number": "101", **ONLY})
    assert "Kept." in kept.text
    caller.hangs_up()
    anne.hangs_up()
    world.assert_all_is_quiet()


def test_an_unknown_page_takes_nothing(world: World) -> None:
    answer = world.app.test_client().post(f"/fiche/{'0' * 32}", data={"number": "101", **ONLY})
    assert answer.status_code == 404


SECOND_NUMBER = """[[directory]]
code = "103"
name = { fr = "Le service social", en = "Social services" }
number = "+33199005699"
kind = "MUTUAL-AID"

[[ways_out]]
"""


def hears_one_while_the_other_is_ticked(world: World) -> tuple[Phone, Phone]:
    """The caller is told the first number, while Anne ticks the second instead of it."""
    world.load(LINE_FILE.read_text(encoding="utf-8").replace("[[ways_out]]\n", SECOND_NUMBER, 1))
    caller, anne, browser, page = talk(world)
    browser.post(page, data={"number": "101", **ONLY})
    anne.presses("*")
    caller.hears("Notez. L'association d'entraide", within=40)
    caller.hears("tapez 3")
    browser.post(page, data={"number": "103", **ONLY})
    return caller, anne


def test_a_number_ticked_while_another_is_said_is_said_next(world: World) -> None:
    caller, anne = hears_one_while_the_other_is_ticked(world)
    caller.hears("Notez. Le service social : 01 99 00 56 99", within=30)
    world.wait(30)
    caller.hangs_up()
    anne.hangs_up()
    world.assert_all_is_quiet()
    assert (world.call().given, world.call().given_said) == (["101", "103"], 2)


def test_the_text_has_the_number_that_was_said(world: World) -> None:
    caller, anne = hears_one_while_the_other_is_ticked(world)
    caller.presses("3")
    caller.receives_text("L'association d'entraide")
    caller.hears("Notez. Le service social", within=30)
    caller.hangs_up()
    anne.hangs_up()
    world.assert_all_is_quiet()
    assert len(caller.texts) == 1


def test_danger_said_before_goodbye_promises_nobody_but_says_whom_to_call(world: World) -> None:
    caller, anne, browser, page = talk(world)
    browser.post(page, data={"number": "101", **ONLY})
    anne.presses("*")
    anne.hears("tapez 2")
    anne.presses("2")
    caller.hears("Notez.", within=40)
    caller.presses("0")
    caller.hears("Si une vie est en danger")
    anne.hangs_up()
    caller.is_hung_up(within=60)
    world.assert_all_is_quiet()
    assert sum(heard.says("je vous passe quelqu'un") for heard in caller.transcript) == 1
