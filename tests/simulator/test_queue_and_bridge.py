"""Enqueue on the caller's leg, Dial Queue on the responder's, and what happens between them."""

from __future__ import annotations

import pytest

from simulator.behaviours import AnswersAfter
from simulator.carrier import Carrier
from simulator.legs import Callbacks, Leg, Source
from simulator.live_points import LivePoints
from tests.simulator.desk import ANNE, CALLER, HOST, LINE, Answer, Service, desk

WAITING: dict[str, Answer] = {
    "/in": '<Enqueue action="/after" waitUrl="/wait">room</Enqueue>',
    "/wait": "<Say>patientez</Say><Pause length='8'/>",
    "/after": "<Say>apres la file</Say><Pause length='60'/>",
    "/anne": '<Dial action="/wrap-up" hangupOnStar="true" timeout="5">'
    '<Queue url="/connected">room</Queue></Dial>',
    "/connected": "",
    "/wrap-up": "<Say>merci Anne</Say>",
    "/status": "",
    "/leg": "",
}


def rings_anne(carrier: Carrier) -> Leg:
    """Ring Anne as the REST API would."""
    leg = carrier.new_leg(LINE, ANNE, "outbound-api")
    leg.source = Source(f"{HOST}/anne")
    events = frozenset({"initiated", "ringing", "answered", "completed"})
    leg.callbacks = Callbacks(f"{HOST}/leg", "POST", events)
    carrier.outbound.place(leg, 30)
    return leg


def together(**settings: object) -> tuple[Carrier, Service]:
    carrier, service = desk(dict(WAITING), **settings)
    caller = carrier.dials(CALLER, LINE)
    caller.hears("patientez")
    carrier.phone(ANNE).behaviour = AnswersAfter(3)
    rings_anne(carrier)
    caller.talks_with(carrier.phone(ANNE))
    return carrier, service


def test_the_wait_document_is_asked_again_each_time_it_ends() -> None:
    carrier, service = desk(dict(WAITING))
    carrier.dials(CALLER, LINE)
    carrier.clock.run_for(30)
    waits = service.told("/wait")
    assert [int(w["QueueTime"]) for w in waits] == [0, 8, 17, 25]
    assert {w["QueuePosition"] for w in waits} == {"1"}


def test_two_who_are_joined_hear_each_other_and_nobody_before_or_after() -> None:
    carrier, _ = desk(dict(WAITING))
    caller, anne = carrier.dials(CALLER, LINE), carrier.phone(ANNE)
    caller.says("allo")
    rings_anne(carrier)
    anne.rings().answers()
    caller.talks_with(anne)
    caller.says("bonjour")
    anne.says("bonsoir")
    anne.hangs_up()
    caller.says("encore la")
    assert anne.has_heard("bonjour")
    assert caller.has_heard("bonsoir")
    assert not anne.has_heard("allo")
    assert not anne.has_heard("encore la")


def test_the_queue_nouns_document_runs_on_the_callers_leg_before_the_bridge() -> None:
    carrier, service = together()
    [asked] = service.told("/connected")
    assert asked["CallSid"] == carrier.calls[0].sid
    assert asked["DequeingCallSid"] == carrier.phone(ANNE).call.sid


def test_the_caller_hangs_up_and_the_responder_goes_on_at_the_wrap_up() -> None:
    carrier, service = together()
    carrier.clock.run_for(60)
    caller = carrier.calls[0].phone
    assert caller is not None
    caller.hangs_up()
    carrier.phone(ANNE).hears("merci Anne")
    [after] = service.told("/after")
    assert (after["QueueResult"], after["CallStatus"]) == ("bridged", "completed")
    [wrap_up] = service.told("/wrap-up")
    assert (wrap_up["DialCallStatus"], wrap_up["CallStatus"]) == ("completed", "in-progress")
    assert wrap_up["DequeuedCallDuration"] == "60"


def test_the_responder_hangs_up_and_the_caller_goes_on_at_the_action() -> None:
    carrier, service = together()
    carrier.phone(ANNE).hangs_up()
    caller = carrier.calls[0].phone
    assert caller is not None
    caller.hears("apres la file")
    carrier.clock.run_for(1)
    assert service.told("/after")[0]["QueueResult"] == "bridged"
    assert service.told("/wrap-up")[0]["CallStatus"] == "completed"


@pytest.mark.parametrize("keeps", [True, False])
def test_a_star_ends_the_bridge_and_the_caller_lives_on_or_not(keeps: bool) -> None:
    carrier, service = together(live=LivePoints(star_keeps_caller=keeps))
    carrier.phone(ANNE).presses("*")
    carrier.phone(ANNE).hears("merci Anne")
    carrier.clock.run_for(1)
    caller = carrier.calls[0].phone
    assert caller is not None
    assert caller.in_call is keeps
    assert caller.has_heard("apres la file") is keeps
    assert service.told("/after")[0]["QueueResult"] == "bridged"


@pytest.mark.parametrize(
    ("first", "order"),
    [(True, ["/after", "/wrap-up"]), (False, ["/wrap-up", "/after"])],
)
def test_the_two_actions_come_in_the_order_that_is_set(first: bool, order: list[str]) -> None:
    carrier, service = together(live=LivePoints(caller_action_first=first))
    carrier.phone(ANNE).presses("*")
    carrier.clock.run_for(1)
    assert [path for path, _ in service.asked if path in order] == order


def test_an_empty_queue_waits_its_time_out_and_a_missing_one_is_an_error() -> None:
    carrier, service = desk(dict(WAITING))
    carrier.phone(ANNE).behaviour = AnswersAfter(1)
    rings_anne(carrier)
    carrier.phone(ANNE).hears("merci Anne")
    assert service.told("/wrap-up")[0]["DequeueResult"] == "queue-not-found"
    carrier.queues.create("room")
    carrier.phone(ANNE).is_hung_up()
    rings_anne(carrier)
    before = carrier.clock.now()
    carrier.phone(ANNE).hears("merci Anne")
    assert service.told("/wrap-up")[1]["DequeueResult"] == "queue-empty"
    assert (carrier.clock.now() - before).total_seconds() == pytest.approx(1 + 1 + 5)


def test_a_caller_who_hangs_up_while_waiting_is_told_at_the_action() -> None:
    carrier, service = desk(dict(WAITING))
    caller = carrier.dials(CALLER, LINE)
    caller.hears("patientez")
    caller.hangs_up()
    carrier.clock.run_for(1)
    [after] = service.told("/after")
    assert (after["QueueResult"], after["CallStatus"]) == ("hangup", "completed")
    assert service.told("/status")[-1]["CallStatus"] == "completed"


def test_leave_goes_on_at_the_action_at_once() -> None:
    carrier, service = desk(dict(WAITING) | {"/wait": "<Say>au revoir</Say><Leave/>"})
    caller = carrier.dials(CALLER, LINE)
    caller.hears("apres la file")
    assert service.told("/after")[0]["QueueResult"] == "leave"


def test_a_responder_lost_while_the_caller_is_being_connected() -> None:
    answers = dict(WAITING) | {"/connected": "<Pause length='3'/>"}
    carrier, service = desk(
        answers, live=LivePoints(responder_lost_while_connecting="system-error")
    )
    caller, anne = carrier.dials(CALLER, LINE), carrier.phone(ANNE)
    rings_anne(carrier)
    anne.rings().answers()
    carrier.clock.run_for(1)
    anne.hangs_up()
    caller.hears("apres la file")
    carrier.clock.run_for(1)
    assert service.told("/after")[0]["QueueResult"] == "system-error"
    assert service.told("/wrap-up")[0]["DialBridged"] == "false"


def test_a_caller_lost_while_being_connected_frees_the_responder() -> None:
    carrier, service = desk(dict(WAITING) | {"/connected": "<Pause length='3'/>"})
    caller, anne = carrier.dials(CALLER, LINE), carrier.phone(ANNE)
    rings_anne(carrier)
    anne.rings().answers()
    carrier.clock.run_for(1)
    caller.hangs_up()
    anne.hears("merci Anne")
    assert service.told("/wrap-up")[0]["DialCallStatus"] == "no-answer"


@pytest.mark.parametrize("outcome", ["connect", "hangup"])
def test_a_connecting_document_that_fails(outcome: str) -> None:
    live = LivePoints(queue_url_failure="connect" if outcome == "connect" else "hangup")
    carrier, _ = desk(dict(WAITING) | {"/connected": 500}, live=live)
    caller, anne = carrier.dials(CALLER, LINE), carrier.phone(ANNE)
    rings_anne(carrier)
    anne.rings().answers()
    carrier.clock.run_for(2)
    assert caller.is_connected_to(anne) is (outcome == "connect")
    assert caller.in_call is (outcome == "connect")
    assert [problem.code for problem in carrier.problems] == [11200]


@pytest.mark.parametrize("outcome", ["error", "silence", "hangup", "retry"])
def test_a_wait_document_that_fails(outcome: str) -> None:
    live = LivePoints()
    live.wait_failure = outcome  # type: ignore[assignment]  # the four values of its Literal
    carrier, service = desk(dict(WAITING) | {"/wait": 500}, live=live)
    caller = carrier.dials(CALLER, LINE)
    carrier.clock.run_for(10)
    results = [told["QueueResult"] for told in service.told("/after")]
    assert results == {"error": ["error"], "hangup": ["hangup"]}.get(outcome, [])
    assert (len(service.told("/wait")) > 3) is (outcome == "retry")
    assert caller.has_heard("apres la file") is (outcome == "error")


def test_status_callbacks_tell_the_legs_progress_in_order() -> None:
    carrier, service = together()
    carrier.phone(ANNE).hangs_up()
    carrier.clock.run_for(1)
    told = service.told("/leg")
    assert [t["CallStatus"] for t in told] == ["initiated", "ringing", "in-progress", "completed"]
    assert [t["SequenceNumber"] for t in told] == ["0", "1", "2", "3"]
    assert told[-1]["Timestamp"].endswith("+0000")


def test_a_full_queue_sends_the_caller_on_at_once() -> None:
    carrier, service = desk(
        dict(WAITING)
        | {"/in": '<Enqueue action="/after" waitUrl="/wait" maxQueueSize="1">a</Enqueue>'}
    )
    carrier.dials(CALLER, LINE).hears("patientez")
    carrier.dials("anonymous", LINE).hears("apres la file")
    assert service.told("/after")[0]["QueueResult"] == "queue-full"
    assert [problem.code for problem in carrier.problems] == [14207]
