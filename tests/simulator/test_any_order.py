"""Whatever people and the REST API do, in any order, the carrier ends with everything at rest."""

from __future__ import annotations

import random

import pytest

from simulator.carrier import Carrier
from simulator.legs import Redirected, Source
from simulator.live_points import LivePoints
from simulator.phones import Phone
from tests.simulator.desk import ANNE, BOB, HOST, LINE, Service, desk
from tests.simulator.test_queue_and_bridge import WAITING, rings_anne

CALLERS = ["+33612345601", "+33612345602", "anonymous"]


def answers(chance: random.Random) -> Service:
    """A service that sometimes fails, and dials in every way."""
    service = Service(dict(WAITING))

    def sometimes(twiml: str) -> str:
        return "" if chance.random() < 0.1 else twiml

    service.answers |= {
        "/in": lambda _form: sometimes(
            "<Gather numDigits='1' timeout='2' action='/in'><Say>menu</Say></Gather>"
            "<Enqueue action='/after' waitUrl='/wait'>room</Enqueue>"
        ),
        "/wait": lambda _form: sometimes(
            "<Gather numDigits='1' timeout='3' finishOnKey='' action='/leave'/>"
        ),
        "/leave": "<Leave/>",
        "/after": lambda form: sometimes(
            "<Enqueue action='/after' waitUrl='/wait'>room</Enqueue>"
            if form.get("QueueResult") == "bridged"
            else f"<Dial action='/in' timeout='5' callerId='{LINE}'>"
            f"<Number url='/whisper'>{ANNE}</Number><Number url='/whisper'>{BOB}</Number></Dial>"
        ),
        "/whisper": lambda _form: sometimes("<Pause length='2'/>"),
        "/connected": lambda _form: sometimes("<Pause length='1'/>"),
        "/fallback": "<Say>secours</Say>",
    }
    return service


def act(chance: random.Random, carrier: Carrier, phones: list[Phone]) -> None:
    """One thing that somebody does."""
    phone = chance.choice(phones)
    what = chance.randrange(9)
    if what <= 2:
        phone.answers()
    elif what == 3:
        phone.hangs_up()
    elif what <= 5:
        phone.presses(chance.choice("1*#"))
    elif what == 6:
        rings_anne(carrier)
    elif what == 7 and phone.leg is not None:
        phone.leg.interrupt(Redirected(Source(f"{HOST}/{chance.choice(['in', 'after', 'gone'])}")))
    elif phone.leg is not None and chance.random() < 0.3:
        phone.leg.finish("completed" if phone.leg.answered else "canceled")


@pytest.mark.parametrize("seed", range(40))
def test_everything_comes_to_rest(seed: int) -> None:
    chance = random.Random(seed)
    live = LivePoints(
        star_keeps_caller=chance.random() < 0.5,
        caller_action_first=chance.random() < 0.5,
        dial_numbers_first_pickup_wins=chance.random() < 0.5,
    )
    carrier, _ = desk({}, live=live, dial_rate=2)
    service = answers(chance)
    carrier.webhooks.transport = service
    callers = [carrier.dials(number, LINE) for number in CALLERS]
    phones = [*callers, carrier.phone(ANNE), carrier.phone(BOB)]
    for _ in range(150):
        act(chance, carrier, phones)
        carrier.clock.run_for(chance.choice([0, 0.1, 1, 4]))
        for phone in phones:
            other = phone.connected_to
            assert other is None or other.connected_to is phone
            assert other is None or (phone.in_call and other.in_call)
    for phone in phones:
        phone.hangs_up()
    carrier.clock.run_for(120)
    for phone in phones:
        phone.hangs_up()
    carrier.clock.run_for(60)
    assert [leg.status for leg in carrier.legs if not leg.ended] == []
    assert [queue.members for queue in carrier.queues if queue.members] == []
    assert [leg for leg in carrier.legs if leg.program is not None] == []
