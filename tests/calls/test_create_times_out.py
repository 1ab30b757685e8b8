"""A request to ring that was never answered: it may ring all the same, and is not doubled."""

from __future__ import annotations

import pytest

from hotline.calls.legs import leg_moved
from hotline.carrier import CarrierCall
from routing.outcomes import LegState
from simulator.faults import RestFault
from tests.conftest import WorldMaker
from tests.world import World


def hang_the_next_call(world: World, how: RestFault = "lose") -> None:
    hung: list[str] = []

    def fault(method: str, path: str, _form: dict[str, str]) -> RestFault | None:
        if method == "POST" and path.endswith("/Calls.json") and not hung:
            hung.append(path)
            return how
        return None

    world.carrier.faults.rest = fault


@pytest.mark.parametrize(
    ("how", "given_up_after"),
    [(0.8, 0.4), ("lose", 10), ("page", 10), ("half", 10), ("nameless", 10)],
)
def test_a_leg_that_rang_although_nothing_useful_was_answered_is_used(
    make_world: WorldMaker, how: RestFault, given_up_after: float
) -> None:
    world = make_world(hotline_carrier_timeout=given_up_after)
    hang_the_next_call(world, how)
    caller = world.nurse_waits()
    caller.talks_with(world.accepts("anne"))
    caller.hangs_up()
    world.assert_all_is_quiet()
    assert world.results() == [("anne", "talked")]


def test_nobody_is_rung_twice_meanwhile(world: World) -> None:
    hang_the_next_call(world)
    caller = world.nurse_waits()
    world.phone_of("anne").rings()
    world.wait(10)
    assert [name for name, _ in world.results()] == ["anne"]
    world.phone_of("anne").stops_ringing(within=30)
    caller.talks_with(world.accepts("bruno"))
    caller.hangs_up()
    world.assert_all_is_quiet()


def test_it_is_found_by_a_look_up_when_no_callback_comes_either(world: World) -> None:
    hang_the_next_call(world)
    world.carrier.faults.loses(lambda told: told.get("CallStatus") != "completed")
    caller = world.nurse_waits()
    world.phone_of("anne").rings()
    world.wait(12)
    (leg,) = world.legs()
    assert leg.carrier_id is not None
    caller.hangs_up()
    world.phone_of("anne").stops_ringing(within=10)
    world.assert_all_is_quiet()


def test_it_is_heard_of_while_the_carrier_is_asked_whether_it_exists(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    hang_the_next_call(world)
    world.carrier.faults.loses(lambda told: told["CallStatus"] in {"initiated", "ringing"})
    caller = world.nurse_waits()
    anne = world.phone_of("anne").rings()
    sid = anne.call.sid

    def too_early(_number: str, _since: object) -> list[CarrierCall]:
        (leg,) = world.legs()
        with world.service.database.writing() as session:
            leg_moved(session, leg.id, LegState.RINGING, world.clock.now(), sid)
        return []

    monkeypatch.setattr(world.service.carrier, "calls_to", too_early)
    world.wait(12)
    (leg,) = world.legs()
    assert (leg.state, leg.result, leg.carrier_id) == ("ringing", None, sid)
    caller.talks_with(world.accepts("anne"))
    caller.hangs_up()
    world.assert_all_is_quiet()
