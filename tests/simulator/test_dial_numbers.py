"""Dial Number: ringing from a document, whispers, the one who wins."""

from __future__ import annotations

import pytest

from simulator.behaviours import AnswersAfter, Busy, Voicemail
from simulator.carrier import Carrier
from simulator.legs import Redirected, Source
from simulator.live_points import LivePoints
from simulator.phones import Phone
from tests.simulator.desk import ANNE, BOB, CALLER, HOST, LINE, Service, desk

ATTRIBUTES = f"action='/after' timeout='10' callerId='{LINE}'"


def dialling(
    *numbers: str, attributes: str = "", whisper: str | int = "", live: LivePoints | None = None
) -> tuple[Carrier, Service, Phone]:
    nouns = "".join(
        f"<Number url='/whisper' statusCallback='/leg' "
        f"statusCallbackEvent='ringing answered completed'>{number}</Number>"
        for number in numbers
    )
    carrier, service = desk(
        {
            "/in": f"<Dial {ATTRIBUTES} {attributes}>{nouns}</Dial>",
            "/whisper": whisper,
            "/after": "<Say>suite</Say><Pause length='60'/>",
            "/leg": "",
            "/status": "",
        },
        live=live,
    )
    return carrier, service, carrier.dials(CALLER, LINE)


def test_who_answers_hears_the_whisper_alone_and_is_then_joined() -> None:
    carrier, service, caller = dialling(ANNE, whisper="<Say>appuyez</Say>")
    anne = carrier.phone(ANNE).rings()
    anne.answers()
    anne.hears("appuyez")
    assert not caller.is_connected_to(anne)
    caller.talks_with(anne)
    assert not caller.has_heard("appuyez")
    assert anne.call.from_ == LINE
    [asked] = service.told("/whisper")
    assert (asked["CallSid"], asked["ParentCallSid"]) == (anne.call.sid, caller.call.sid)


def test_a_whisper_that_hangs_up_joins_nobody() -> None:
    carrier, service, caller = dialling(
        ANNE, whisper="<Gather numDigits='1' timeout='3' action='/ok'/><Hangup/>"
    )
    carrier.phone(ANNE).rings().answers()
    caller.hears("suite")
    [after] = service.told("/after")
    assert after["DialBridged"] == "false"


def test_a_number_that_is_busy_or_never_answers_is_told() -> None:
    carrier, service, caller = dialling(ANNE)
    carrier.phone(ANNE).behaviour = Busy()
    caller.hears("suite")
    assert service.told("/after")[0]["DialCallStatus"] == "busy"
    carrier, service, caller = dialling(ANNE)
    caller.hears("suite")
    assert service.told("/after")[0]["DialCallStatus"] == "no-answer"
    assert (carrier.clock.now() - caller.call.created).total_seconds() == pytest.approx(1 + 10 + 5)


def test_all_ring_and_the_first_to_pick_up_wins() -> None:
    carrier, service, caller = dialling(ANNE, BOB, whisper="<Pause length='2'/>")
    anne, bob = carrier.phone(ANNE).rings(), carrier.phone(BOB).rings()
    bob.answers()
    carrier.clock.run_for(0)
    assert not anne.ringing
    caller.talks_with(bob)
    bob.hangs_up()
    caller.hears("suite")
    assert service.told("/after")[0]["DialCallSid"] == bob.call.sid


def test_the_first_past_its_whisper_wins_where_that_is_set() -> None:
    live = LivePoints(dial_numbers_first_pickup_wins=False)
    whisper = "<Gather numDigits='1' timeout='20' action='/ok'/><Hangup/>"
    carrier, service, caller = dialling(ANNE, BOB, whisper=whisper, live=live)
    service.answers["/ok"] = ""
    anne, bob = carrier.phone(ANNE).rings(), carrier.phone(BOB)
    anne.answers()
    carrier.clock.run_for(1)
    assert bob.ringing
    bob.answers()
    carrier.clock.run_for(1)
    bob.presses("1")
    caller.talks_with(bob)
    assert not anne.in_call


def test_one_after_the_other_where_that_is_asked() -> None:
    carrier, _, caller = dialling(ANNE, BOB, attributes="sequential='true'")
    anne, bob = carrier.phone(ANNE).rings(), carrier.phone(BOB)
    assert not bob.ringing
    anne.rejects()
    bob.rings().answers()
    caller.talks_with(bob)


def test_a_voicemail_counts_as_picking_up() -> None:
    carrier, _, caller = dialling(ANNE)
    carrier.phone(ANNE).behaviour = Voicemail(after=5)
    caller.talks_with(carrier.phone(ANNE))


def test_the_answering_leg_dies_with_the_callers() -> None:
    carrier, service, caller = dialling(ANNE)
    carrier.phone(ANNE).behaviour = AnswersAfter(2)
    caller.talks_with(carrier.phone(ANNE))
    carrier.clock.run_for(30)
    caller.hangs_up()
    carrier.clock.run_for(1)
    assert not carrier.phone(ANNE).in_call
    [after] = service.told("/after")
    assert (after["CallStatus"], after["DialCallStatus"]) == ("completed", "completed")
    assert after["DialCallDuration"] == "30"


def test_a_caller_who_gives_up_stops_the_ringing() -> None:
    carrier, service, caller = dialling(ANNE)
    carrier.phone(ANNE).rings()
    caller.hangs_up()
    carrier.clock.run_for(1)
    assert not carrier.phone(ANNE).ringing
    assert service.told("/leg")[-1]["CallStatus"] == "canceled"


def test_a_star_of_the_caller_ends_the_called_leg_where_that_is_asked() -> None:
    carrier, _, caller = dialling(ANNE, attributes="hangupOnStar='true'")
    carrier.phone(ANNE).behaviour = AnswersAfter(2)
    caller.talks_with(carrier.phone(ANNE))
    caller.presses("*")
    caller.hears("suite")
    assert not carrier.phone(ANNE).in_call


@pytest.mark.parametrize("outcome", ["bridge", "hangup"])
def test_a_whisper_that_fails(outcome: str) -> None:
    live = LivePoints(whisper_failure="bridge" if outcome == "bridge" else "hangup")
    carrier, _, caller = dialling(ANNE, whisper=500, live=live)
    carrier.phone(ANNE).rings().answers()
    carrier.clock.run_for(1)
    assert caller.is_connected_to(carrier.phone(ANNE)) is (outcome == "bridge")


def test_a_dial_inside_a_whisper_is_skipped_and_noted() -> None:
    carrier, _, caller = dialling(ANNE, whisper=f"<Dial>{BOB}</Dial><Hangup/>")
    carrier.phone(ANNE).rings().answers()
    caller.hears("suite")
    assert [problem.code for problem in carrier.problems] == [12200]
    assert not carrier.phone(BOB).transcript


def test_with_answer_on_bridge_the_call_is_answered_only_when_joined() -> None:
    carrier, _, caller = dialling(ANNE, attributes="answerOnBridge='true'")
    carrier.phone(ANNE).rings()
    assert caller.call.status == "ringing"
    carrier.phone(ANNE).answers()
    caller.talks_with(carrier.phone(ANNE))
    assert caller.call.status == "in-progress"


def test_a_bridge_ends_at_its_time_limit() -> None:
    carrier, _, caller = dialling(ANNE, attributes="timeLimit='60'")
    carrier.phone(ANNE).behaviour = AnswersAfter(2)
    caller.talks_with(carrier.phone(ANNE))
    start = carrier.clock.now()
    caller.hears("suite", within=120)
    assert (carrier.clock.now() - start).total_seconds() == pytest.approx(60)


def test_a_called_leg_that_is_redirected_goes_on_alone() -> None:
    carrier, service, caller = dialling(ANNE)
    service.answers["/other"] = "<Say>ailleurs</Say>"
    anne = carrier.phone(ANNE)
    anne.behaviour = AnswersAfter(2)
    caller.talks_with(anne)
    with carrier.lock:
        anne.call.interrupt(Redirected(Source(f"{HOST}/other")))
    anne.hears("ailleurs")
    caller.hears("suite")
