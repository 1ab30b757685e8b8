"""A step fails: the carrier asks the fallback, and the caller is not lost for it."""

from __future__ import annotations

import pytest
from sqlalchemy.exc import OperationalError

from simulator.transport import NoAnswer
from tests.world import World


def fails(world: World, part: str, times: int) -> None:
    """The next requests to this step are never answered."""
    left = [times]

    def hook(_kind: str, url: str, _told: dict[str, str]) -> None:
        if part in url and left[0]:
            left[0] -= 1
            raise NoAnswer("rt", "The service did not answer.")

    world.carrier.webhooks.before.append(hook)


def assert_nobody_heard_the_carrier(world: World) -> None:
    assert world.carrier.apologies == []


@pytest.mark.parametrize("step", ["/incoming", "/menu/start", "/wait", "/key"])
def test_a_caller_whose_step_failed_reaches_a_human(world: World, step: str) -> None:
    fails(world, step, 1)
    caller = world.dials()
    caller.hears("tapez 2", within=40)
    caller.presses("2")
    world.wait(8)
    caller.presses("1")
    caller.talks_with(world.accepts("anne"))
    caller.hangs_up()
    world.wait(120)
    assert world.call().outcome == "CONNECTED"
    assert_nobody_heard_the_carrier(world)


@pytest.mark.parametrize("failure", ["error", "silence", "retry"])
def test_a_wait_document_that_cannot_be_had(world: World, failure: str) -> None:
    world.carrier.live.wait_failure = failure  # type: ignore[assignment]  # one of its words
    fails(world, "/wait", 2)
    caller = world.nurse_waits()
    caller.talks_with(world.accepts("anne"), within=60)
    caller.hangs_up()
    world.wait(120)
    assert world.call().outcome == "CONNECTED"
    assert_nobody_heard_the_carrier(world)


@pytest.mark.parametrize("failure", ["bridge", "hangup"])
def test_a_whisper_that_cannot_be_had_lets_the_next_person_be_rung(
    world: World, failure: str
) -> None:
    world.carrier.live.whisper_failure = failure  # type: ignore[assignment]  # one of its words
    fails(world, "/whisper", 1)
    caller = world.nurse_waits()
    world.phone_of("anne").rings().answers()
    world.phone_of("anne").hears("Un incident technique")
    caller.talks_with(world.accepts("bruno"))
    caller.hangs_up()
    world.wait(120)
    assert_nobody_heard_the_carrier(world)


@pytest.mark.parametrize("failure", ["connect", "hangup"])
def test_the_document_before_the_bridge_cannot_be_had(world: World, failure: str) -> None:
    world.carrier.live.queue_url_failure = failure  # type: ignore[assignment]  # one of its words
    fails(world, "/connected", 1)
    caller = world.nurse_waits()
    anne = world.accepts("anne")
    world.wait(400)
    if failure == "connect":
        assert caller.is_connected_to(anne)
    caller.hangs_up()
    world.wait(400)
    assert [leg.state for leg in world.legs()] == ["ended"] * len(world.legs())
    assert not any(world.phone_of(slug).in_call for slug in ("anne", "bruno", "chloe"))


def test_after_three_failures_the_caller_hears_numbers_to_dial(world: World) -> None:
    fails(world, "/incoming", 99)
    caller = world.dials()
    caller.hears("31 14", within=200)
    caller.is_hung_up(within=30)
    assert_nobody_heard_the_carrier(world)


def test_with_the_database_away_the_caller_hears_numbers_to_dial(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_args: object) -> None:
        raise OperationalError("SELECT 1", {}, Exception("away"))

    monkeypatch.setattr(world.service.database, "writing", away)
    caller = world.dials()
    caller.hears("31 14", within=60)
    caller.is_hung_up(within=30)
    assert_nobody_heard_the_carrier(world)
