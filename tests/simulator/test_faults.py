"""Faults on demand: each does what its name says, and nothing else."""

from __future__ import annotations

import pytest
from twilio.base.exceptions import TwilioRestException

from simulator.behaviours import AnswersAfter
from simulator.carrier import Carrier
from simulator.clock import RealClock
from simulator.faults import Briefly, RestFault, WebhookFault
from tests.simulator.desk import (
    ACCOUNT,
    ANNE,
    BOB,
    CALLER,
    HOST,
    LINE,
    TOKEN,
    Answer,
    Service,
    desk,
)
from tests.simulator.test_queue_and_bridge import rings_anne
from tests.simulator.test_rest import Api, api, ring

__all__ = ["api"]  # a fixture

SAFE: dict[str, Answer] = {
    "/in": "<Say>bonjour</Say><Pause length='30'/>",
    "/fallback": "<Say>secours</Say>",
    "/status": "",
}


def order_told(carrier: Carrier, service: Service) -> list[tuple[str, str]]:
    rings_anne(carrier)
    carrier.phone(ANNE).behaviour = AnswersAfter(3)
    carrier.clock.run_for(60)
    return [(told["CallStatus"], told["SequenceNumber"]) for told in service.told("/leg")]


@pytest.mark.parametrize(
    ("swapped", "order"),
    [
        ("initiated", [1, 0, 2, 3]),
        ("ringing", [0, 2, 1, 3]),
        ("in-progress", [0, 1, 3, 2]),
        ("completed", [0, 1, 2, 3]),
        ("", [1, 0, 3, 2]),
    ],
)
def test_a_callback_changes_places_with_the_next_of_its_call(
    swapped: str, order: list[int]
) -> None:
    carrier, service = desk({"/leg": "", "/anne": "<Pause length='5'/>"})
    carrier.faults.swaps(lambda told: swapped in told["CallStatus"])
    told = order_told(carrier, service)
    names = ["initiated", "ringing", "in-progress", "completed"]
    assert told == [(names[place], str(place)) for place in order]


def test_a_callback_overtaken_by_one_that_is_lost_comes_all_the_same() -> None:
    carrier, service = desk({"/leg": "", "/anne": "<Pause length='5'/>"})
    carrier.faults.swaps(lambda told: told["CallStatus"] == "initiated")
    carrier.faults.loses(lambda told: told["CallStatus"] == "ringing")
    assert [number for _, number in order_told(carrier, service)] == ["0", "2", "3"]


def test_calls_do_not_change_places_with_each_other() -> None:
    carrier, service = desk({"/leg": "", "/anne": "<Pause length='5'/>"}, dial_rate=10)
    carrier.faults.swaps(lambda told: told["CallStatus"] == "initiated")
    rings_anne(carrier)
    rings_anne(carrier).to = BOB
    carrier.clock.run_for(60)
    by_call: dict[str, list[str]] = {}
    for told in service.told("/leg"):
        by_call.setdefault(told["CallSid"], []).append(told["SequenceNumber"])
    assert len(by_call) == 2
    assert all(numbers[:2] == ["1", "0"] for numbers in by_call.values())


@pytest.mark.parametrize(("fault", "code"), [("limit", 20429), ("refuse", 20503)])
def test_a_refused_request_rings_nobody_and_says_so(api: Api, fault: RestFault, code: int) -> None:
    carrier, _, client = api
    carrier.faults.rest = lambda *_request: fault
    with pytest.raises(TwilioRestException) as refused:
        ring(client)
    assert refused.value.code == code
    assert carrier.legs == []
    carrier.faults.rest = None
    ring(client)
    carrier.phone(ANNE).rings()


def test_a_slow_api_answers_in_the_end(api: Api) -> None:
    carrier, _, client = api
    carrier.faults.rest = lambda *_request: 0.2
    assert ring(client).sid == carrier.legs[0].sid


@pytest.mark.parametrize("fault", ["page", "half"])
def test_an_answer_that_is_no_json_hides_a_call_that_was_made(api: Api, fault: RestFault) -> None:
    carrier, _, client = api
    carrier.faults.rest = lambda *_request: fault
    with pytest.raises(ValueError, match=r"Expecting|Unterminated|delimiter"):
        ring(client)
    carrier.phone(ANNE).rings()


def test_an_answer_without_a_sid_hides_a_call_that_was_made(api: Api) -> None:
    carrier, _, client = api
    carrier.faults.rest = lambda *_request: "nameless"
    assert ring(client).sid is None
    carrier.phone(ANNE).rings()


@pytest.mark.parametrize(
    ("fault", "code", "seconds", "arrives"),
    [
        ("dead", 11205, 0, False),
        ("error", 11200, 0, False),
        ("missing", 11200, 0, False),
        ("page", 12100, 0, False),
        (15.0, 11200, 15, True),
        (60.0, 11200, 15, True),
    ],
)
def test_a_service_that_is_away_is_replaced_by_its_fallback(
    fault: WebhookFault, code: int, seconds: float, arrives: bool
) -> None:
    carrier, service = desk(SAFE)
    carrier.faults.webhook = lambda kind, *_request: fault if kind == "voice" else None
    caller = carrier.dials(CALLER, LINE)
    caller.hears("secours")
    assert (carrier.clock.now() - caller.call.created).total_seconds() == pytest.approx(seconds)
    [told] = service.told("/fallback")
    assert (told["ErrorCode"], told["ErrorUrl"]) == (str(code), f"{HOST}/in")
    assert bool(service.told("/in")) is arrives
    assert not caller.has_heard("bonjour")


def test_a_slow_service_is_waited_for() -> None:
    carrier, service = desk(SAFE)
    carrier.faults.webhook = lambda *_request: 14.0
    caller = carrier.dials(CALLER, LINE)
    caller.hears("bonjour")
    assert (carrier.clock.now() - caller.call.created).total_seconds() == pytest.approx(14)
    assert service.told("/fallback") == []


def test_two_attempts_share_the_time_there_is() -> None:
    carrier, service = desk(SAFE)
    carrier.numbers[LINE].voice_url = f"{HOST}/in#rt=6000&tt=9000&rc=3&rp=rt"
    carrier.faults.webhook = lambda kind, *_request: 7.0 if kind == "voice" else None
    caller = carrier.dials(CALLER, LINE)
    caller.hears("secours")
    assert (carrier.clock.now() - caller.call.created).total_seconds() == pytest.approx(9)
    assert len(service.told("/in")) == 2


def test_a_service_that_answers_again_at_the_second_attempt_is_heard() -> None:
    carrier, service = desk(SAFE)
    carrier.faults.webhook = lambda *_request: Briefly("dead")
    carrier.dials(CALLER, LINE).hears("bonjour")
    assert service.told("/fallback") == []


def test_a_slow_service_is_slow_in_real_time_too() -> None:
    clock, service = RealClock(), Service(SAFE)
    carrier = Carrier(clock, ACCOUNT, TOKEN, {LINE: {"voice_url": f"{HOST}/in"}}, post=service)
    carrier.faults.webhook = lambda *_request: 0.3
    caller = carrier.dials(CALLER, LINE)
    heard = caller.hears("bonjour", within=10)
    assert (heard.at - caller.call.created).total_seconds() >= 0.3
    caller.hangs_up()
    clock.close()
    carrier.close()
