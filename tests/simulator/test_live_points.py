"""What the documentation leaves open: each point set each way, in the carrier and by its name."""

from __future__ import annotations

from dataclasses import fields
from typing import Any, get_args, get_type_hints

import pytest

from simulator.live_points import LivePoints, settled
from tests.simulator.desk import ANNE, CALLER, LINE, Answer, desk
from tests.simulator.test_queue_and_bridge import rings_anne, together

NAMES = [field.name for field in fields(LivePoints)]


def ways(name: str) -> list[str]:
    kind = get_type_hints(LivePoints)[name]
    return {bool: ["true", "false"], float: ["0", "7.5"]}.get(kind) or list(get_args(kind))


@pytest.mark.parametrize(("name", "way"), [(name, way) for name in NAMES for way in ways(name)])
def test_a_point_is_settled_by_its_name(name: str, way: str) -> None:
    points = settled([f"{name}={way}"])
    assert str(getattr(points, name)).lower().removesuffix(".0") == way
    setattr(points, name, getattr(LivePoints(), name))
    assert points == LivePoints()


@pytest.mark.parametrize("way", get_args(get_type_hints(LivePoints)["action_failure"]))
def test_an_action_that_cannot_be_had(way: Any) -> None:
    answers = {"/in": "<Gather numDigits='1' action='/keys'/>", "/fallback": "<Say>secours</Say>"}
    carrier, service = desk({**answers, "/keys": 500}, live=LivePoints(action_failure=way))
    caller = carrier.dials(CALLER, LINE)
    carrier.clock.run_for(1)
    caller.presses("1")
    caller.is_hung_up()
    assert caller.has_heard("secours") is (way == "fallback")
    assert bool(service.told("/fallback")) is (way == "fallback")
    assert bool(carrier.apologies) is (way == "hangup")


@pytest.mark.parametrize("buffer", [0.0, 5.0])
def test_a_telephone_rings_for_its_time_out_and_the_buffer_if_there_is_one(buffer: float) -> None:
    dialling = f"<Dial timeout='10' callerId='{LINE}'>{ANNE}</Dial>"
    carrier, _ = desk({"/in": dialling}, live=LivePoints(dial_timeout_buffer=buffer))
    carrier.dials(CALLER, LINE)
    carrier.phone(ANNE).rings()
    start = carrier.clock.now()
    carrier.phone(ANNE).stops_ringing()
    assert (carrier.clock.now() - start).total_seconds() == pytest.approx(10 + buffer)


@pytest.mark.parametrize("seconds", [0.0, 3.0])
def test_the_two_actions_of_a_bridge_are_so_far_apart(seconds: float) -> None:
    carrier, _ = together(live=LivePoints(seconds_between_actions=seconds))
    carrier.phone(ANNE).presses("*")
    carrier.clock.run_for(10)
    at = {sent.path: sent.at for sent in carrier.webhooks.log if sent.kind == "action"}
    assert (at["/wrap-up"] - at["/after"]).total_seconds() == pytest.approx(seconds)


@pytest.mark.parametrize(
    "way", get_args(get_type_hints(LivePoints)["responder_lost_while_connecting"])
)
def test_what_a_caller_is_told_whose_responder_is_lost_while_connecting(way: Any) -> None:
    waiting: dict[str, Answer] = {
        "/in": "<Enqueue action='/after'>room</Enqueue>",
        "/anne": "<Dial><Queue url='/connected'>room</Queue></Dial>",
        "/connected": "<Pause length='5'/>",
        "/after": "",
        "/leg": "",
    }
    carrier, service = desk(waiting, live=LivePoints(responder_lost_while_connecting=way))
    carrier.dials(CALLER, LINE)
    rings_anne(carrier)
    carrier.phone(ANNE).rings().answers()
    carrier.clock.run_for(2)
    carrier.phone(ANNE).hangs_up()
    carrier.clock.run_for(2)
    assert [told["QueueResult"] for told in service.told("/after")] == [way]
