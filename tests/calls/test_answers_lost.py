"""A step is done and its answer is lost (a worker dies in between), or the request comes twice."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from urllib.parse import urldefrag

import pytest

from simulator.phones import Phone
from simulator.transport import NoAnswer, Transport
from tests.calls.test_rest_down import take_down
from tests.world import World

pytestmark = pytest.mark.untold

Answer = tuple[int, Mapping[str, str], bytes]


def loses_an_answer(world: World, which: Callable[[str, str], bool]) -> Callable[[], bool]:
    """The first answer that `which` picks out by address and body is lost, its work done; so is
    that to the carrier's second try. Returns whether that has happened."""
    real: Transport = world.carrier.webhooks.transport
    lost: list[str] = []

    def transport(url: str, headers: Mapping[str, str], body: bytes | None, /) -> Answer:
        answer, token = real(url, headers, body), headers["I-Twilio-Idempotency-Token"]
        address = urldefrag(url).url
        if token in lost or (not lost and which(address, answer[2].decode(errors="replace"))):
            lost.append(token)
            raise NoAnswer("rt", "The service did the work, and died before it answered.")
        return answer

    world.carrier.webhooks.transport = transport
    return lambda: bool(lost)


def tells_all_twice(world: World) -> None:
    """Every request arrives twice; the second answer counts."""
    real: Transport = world.carrier.webhooks.transport

    def transport(url: str, headers: Mapping[str, str], body: bytes | None, /) -> Answer:
        if body is not None:
            real(url, headers, body)
        return real(url, headers, body)

    world.carrier.webhooks.transport = transport


def nothing_lives(world: World) -> None:
    """As after any call; the answers that were lost have been complained about."""
    assert {problem.code for problem in world.carrier.problems} <= {11200}
    world.carrier.problems.clear()
    world.assert_all_is_quiet()


def is_joined(caller: Phone, phone: Phone) -> bool:
    """Waits until this responder is joined with the caller, or is let go."""
    clock = phone.carrier.clock
    clock.wait_until(lambda: caller.is_connected_to(phone) or not phone.in_call, 60)
    return caller.is_connected_to(phone)


def is_noted(phone: Phone) -> None:
    """The responder notes the reason on the keypad."""
    phone.hears("L'appel est terminé")
    phone.presses("11")
    phone.hears("Pour confirmer")
    phone.presses("1")
    phone.hears("C'est noté")
    phone.hangs_up()


@pytest.mark.parametrize("step", ["incoming", "menu", "wait", "whisper", "accept", "confirm"])
def test_a_lost_answer_before_the_bridge_does_not_lose_the_caller(world: World, step: str) -> None:
    lost = loses_an_answer(world, lambda url, _body: f"/{step}" in url)
    caller = world.dials()
    caller.hears("tapez 2", within=40)
    caller.presses("2")
    for slug in ("anne", "bruno"):
        phone = world.phone_of(slug).rings(within=60)
        phone.answers()
        for _ in range(2):
            world.wait(4)
            phone.presses("1")
        if is_joined(caller, phone):
            break
    assert lost()
    assert caller.connected_to is not None
    caller.hangs_up()
    nothing_lives(world)


@pytest.mark.parametrize("step", ["after", "bridge-over"])
def test_a_lost_answer_after_star_gives_the_caller_back(world: World, step: str) -> None:
    caller = world.nurse_waits()
    anne = world.phone_of("anne")
    caller.talks_with(world.accepts("anne"))
    lost = loses_an_answer(world, lambda url, _body: f"/{step}" in url)
    anne.presses("*")
    world.wait(30)
    assert lost()
    if step == "after":
        anne.presses("1")
    else:
        anne = world.accepts("anne")
    caller.talks_with(anne, within=60)
    caller.hangs_up()
    nothing_lives(world)


def test_a_lost_goodbye_still_gives_the_numbers_to_dial(world: World) -> None:
    lost = loses_an_answer(world, lambda _url, body: "Voici qui vous pouvez appeler" in body)
    caller = world.nurse_waits()
    caller.hears("31 14", within=900)
    assert lost()
    caller.hears("Au revoir")
    caller.is_hung_up()
    nothing_lives(world)


def test_every_request_of_a_call_comes_twice(world: World) -> None:
    tells_all_twice(world)
    caller = world.nurse_waits()
    anne = world.accepts("anne")
    caller.talks_with(anne)
    anne.hangs_up()
    anne = world.accepts("anne")
    caller.talks_with(anne)
    anne.presses("*")
    anne.hears("tapez 1")
    anne.presses("1")
    caller.talks_with(anne)
    caller.hangs_up()
    is_noted(anne)
    world.assert_all_is_quiet()
    assert world.results() == [("anne", "cut"), ("anne", "talked")]
    assert len(anne.texts) == 1


def test_every_request_comes_twice_while_the_api_is_away(world: World) -> None:
    take_down(world)
    tells_all_twice(world)
    caller = world.nurse_waits()
    caller.talks_with(world.accepts("anne"))
    world.phone_of("anne").hangs_up()
    caller.talks_with(world.accepts("anne"))
    caller.hangs_up()
    world.assert_all_is_quiet()
    talks = [leg for leg in world.legs() if leg.connected_at is not None]
    assert [leg.result for leg in talks] == ["cut", "talked"]
