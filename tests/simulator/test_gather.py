"""Keys: prompts cut short, time-outs, finishing keys, nothing pressed."""

from __future__ import annotations

import pytest

from simulator.carrier import Carrier
from simulator.phones import Phone
from tests.simulator.desk import CALLER, LINE, Answer, Service, desk


def gathering(attributes: str, inside: str = "") -> tuple[Carrier, Service, Phone]:
    answers: dict[str, Answer] = {
        "/in": f"<Gather action='/keys' {attributes}>{inside}</Gather><Say>rien</Say>",
        "/keys": "<Say>entendu</Say><Pause length='30'/>",
        "/status": "",
    }
    carrier, service = desk(answers)
    return carrier, service, carrier.dials(CALLER, LINE)


def test_a_key_cuts_the_prompt_short() -> None:
    carrier, service, caller = gathering("numDigits='1'", "<Say>" + "mot " * 100 + "</Say>")
    caller.hears("mot")
    caller.presses("2")
    start = carrier.clock.now()
    caller.hears("entendu")
    assert carrier.clock.now() == start
    assert service.told("/keys")[0]["Digits"] == "2"


def test_nothing_pressed_falls_through_after_the_prompt_and_the_time_out() -> None:
    carrier, service, caller = gathering("", "<Say>" + "x" * 14 + "</Say>")
    caller.hears("rien")
    assert (carrier.clock.now() - caller.call.created).total_seconds() == pytest.approx(6)
    assert service.told("/keys") == []


def test_nothing_pressed_reaches_the_action_where_that_is_asked() -> None:
    _, service, caller = gathering("timeout='2' actionOnEmptyResult='true'")
    caller.hears("entendu")
    assert service.told("/keys")[0]["Digits"] == ""


def test_the_time_out_starts_again_after_each_key() -> None:
    carrier, service, caller = gathering("timeout='4'")
    for key in "12":
        carrier.clock.run_for(3)
        caller.presses(key)
    caller.hears("entendu")
    assert (carrier.clock.now() - caller.call.created).total_seconds() == pytest.approx(10)
    assert service.told("/keys")[0]["Digits"] == "12"


def test_a_finishing_key_ends_the_input_and_is_no_part_of_it() -> None:
    carrier, service, caller = gathering("")
    carrier.clock.run_for(1)
    caller.presses("12#")
    caller.hears("entendu")
    assert service.told("/keys")[0]["Digits"] == "12"
    assert service.told("/keys")[0]["FinishedOnKey"] == "#"


def test_a_lone_hash_is_no_input() -> None:
    carrier, service, caller = gathering("")
    carrier.clock.run_for(1)
    caller.presses("#")
    caller.hears("rien")
    assert service.told("/keys") == []


def test_with_no_finishing_key_a_hash_is_a_key_like_another() -> None:
    carrier, service, caller = gathering("finishOnKey='' numDigits='1'")
    carrier.clock.run_for(1)
    caller.presses("#")
    caller.hears("entendu")
    assert service.told("/keys")[0]["Digits"] == "#"


def test_without_an_action_the_same_document_is_asked_again() -> None:
    carrier, service = desk({"/in": "<Gather numDigits='1'/>"})
    caller = carrier.dials(CALLER, LINE)
    carrier.clock.run_for(1)
    caller.presses("7")
    carrier.clock.run_for(1)
    assert [form.get("Digits") for form in service.told("/in")] == [None, "7"]


def test_a_key_pressed_outside_gather_is_lost() -> None:
    carrier, service = desk(
        {"/in": "<Pause length='5'/><Gather timeout='2' action='/keys'/><Say>rien</Say>"}
    )
    caller = carrier.dials(CALLER, LINE)
    carrier.clock.run_for(1)
    caller.presses("1")
    caller.hears("rien")
    assert service.told("/keys") == []
