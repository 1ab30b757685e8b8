"""Steps and requests that few calls reach, in the shortest story of the book of documents, or in
one of their own: a ground for the cells of their rows."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from hotline.carrier import CarrierUnknown
from simulator.line_number import LineNumber
from tests.calls.every_key import Path, Walk
from tests.calls.test_every_document import (
    DEMO,
    MORNING,
    a_pharmacist_is_offered_to_be_called_back,
    a_step_of_somebody_called_back_fails,
    a_step_of_the_responder_fails,
    nobody_answers,
)
from tests.conftest import WorldMaker
from tests.soak.day import TEXTS
from tests.world import World

pytestmark = pytest.mark.untold

RARE: dict[str, tuple[Callable[[Walk], None], Path, str]] = {
    "now or later": (a_pharmacist_is_offered_to_be_called_back, ("3", "2"), "/later"),
    "into danger": (nobody_answers, ("0", "1"), "/entering"),
    "called back": (a_step_of_somebody_called_back_fails, ("1",), "/fallback"),
    "a responder": (a_step_of_the_responder_fails, (), "/fallback"),
}


@pytest.mark.parametrize("story", RARE)
def test_it_is_met_and_its_caller_is_led_on(make_world: WorldMaker, story: str) -> None:
    tell, keys, step = RARE[story]
    world = make_world(line_file=DEMO, start=MORNING)
    world.carrier.numbers[TEXTS] = LineNumber(TEXTS)
    tell(Walk(world, keys, set()))

    def is_met() -> bool:
        log = world.carrier.webhooks.log
        return any(sent.failure == 0 and sent.path.endswith(step) for sent in log)

    assert world.clock.wait_until(is_met, within=180)


def test_a_text_of_which_nothing_was_heard_is_looked_for(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    carrier = world.service.carrier
    sends = carrier.text

    def unheard(to: str, sender: str, body: str) -> str:
        monkeypatch.setattr(carrier, "text", sends)
        sends(to, sender, body)
        raise CarrierUnknown

    monkeypatch.setattr(carrier, "text", unheard)
    caller = world.nurse_waits()
    anne = world.accepts("anne")
    caller.talks_with(anne)
    world.wait(60)
    assert [heard.kind for heard in anne.transcript].count("text") == 1
