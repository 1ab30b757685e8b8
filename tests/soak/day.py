"""A seeded day: callers come, people answer or not, and the carrier has its bad moments."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

from hotline.people.service import phones_of
from hotline.people.tables import Person as PersonRow
from simulator.clock import Clock
from simulator.faults import Faults, Parameters, RestFault
from simulator.line_number import LineNumber
from simulator.live_points import LivePoints
from simulator.phones import Phone
from tests.soak.crowd import CALLERS, RESPONDERS, Caller, Responder, choice
from tests.world import NUMBER, World

DEMO = Path(__file__).parents[2] / "lines" / "entraide.toml"
TEXTS = "+33639989900"
"""The number that the demo line's texts come from."""

SECONDS_BETWEEN_CALLS = 45.0
"""On average: far more than such a line has, so that callers meet and wait for each other."""

LEAVES_AT_ANY_MOMENT = 0.4
WITHHELD = ("anonymous", "Restricted", "+266696687", "unknown", "+86282452253")
PLANS = (
    "+336{:08}", "+331{:08}", "+337{:08}", "+590690{:06}", "+324{:08}", "+596696{:06}",
    "+262692{:06}", "+687{:06}",
)  # fmt: skip
"""Mobiles and land lines of France, its overseas territories, and other countries."""


def numbers(count: int, family: int) -> list[str]:
    """Callers' numbers, one a call; two families share none. They share where callers are from and
    whether they can receive a text: what a caller hears depends on that, so it takes its time."""
    told = []
    for nth in range(count):
        number = PLANS[nth % len(PLANS)].format(750000 + 50021 * family + nth * 7919 % 50000)
        withheld = WITHHELD[(nth + family) % len(WITHHELD)]
        told.append(withheld if nth % 9 == 3 else number)
    return told


class BadMoments(Faults):
    """Callbacks lost, doubled or late; an API that refuses, cuts off or hangs, for minutes too."""

    def __init__(self, chance: random.Random, clock: Clock, lasts: timedelta) -> None:
        super().__init__()
        self._chance = chance
        self._clock = clock
        self._away: list[tuple[datetime, datetime, RestFault]] = []
        self.rest = self._now_and_then
        at, end = clock.now(), clock.now() + lasts
        while at < end:
            at += timedelta(seconds=chance.expovariate(1 / 1500))
            over = at + timedelta(seconds=chance.uniform(20, 240))
            self._away.append((at, over, self._one()))
            at = over

    def callback_times(self, _parameters: Parameters) -> list[float]:
        what = choice(self._chance, {"": 80, "lost": 7, "doubled": 6, "late": 7})
        late = self._chance.uniform(0.1, 40)
        return {"": [0.0], "lost": [], "doubled": [0.0, late], "late": [late]}[what]

    def _now_and_then(self, _method: str, _path: str, _form: Parameters) -> RestFault | None:
        now = self._clock.now()
        for start, over, what in self._away:
            if start <= now < over:
                return what
        return self._one() if self._chance.random() < 0.02 else None

    def _one(self) -> RestFault:
        what: Sequence[RestFault] = ("refuse", "close", "lose")
        return self._chance.choice(what)


class Day:
    """So many calls; the same for the same seed, whatever the callers' numbers are."""

    def __init__(self, world: World, seed: int, numbers: Sequence[str]) -> None:
        self.world = world
        world.carrier.numbers[TEXTS] = LineNumber(TEXTS)
        self.callers: list[Phone] = []
        self.people: dict[str, str] = {}
        """Who answers at which number."""
        chance = random.Random(seed)
        at = 0.0
        for nth, number in enumerate(numbers):
            at += chance.expovariate(1 / SECONDS_BETWEEN_CALLS)
            self._comes(at, number, random.Random(f"{seed} caller {nth}"))
        self.lasts = timedelta(seconds=at)
        faults = BadMoments(chance, world.clock, self.lasts)
        latency = chance.choice([0.0, 0.3, 1.2])
        faults.webhook = lambda *_request: latency
        world.carrier.faults = world.carrier.webhooks.faults = faults
        world.carrier.live = LivePoints(
            star_keeps_caller=chance.random() < 0.8,
            caller_action_first=chance.random() < 0.5,
            seconds_between_actions=chance.choice([0.0, 0.2, 3.0]),
            dial_numbers_first_pickup_wins=chance.random() < 0.5,
            responder_lost_while_connecting=chance.choice(["bridged", "system-error"]),
            create_timeout_buffer=chance.choice([0.0, 5.0]),
            dial_timeout_buffer=chance.choice([0.0, 5.0]),
            delete_delay_hours=chance.choice([0.0, 0.1]),
        )
        self._staff(seed)

    def passes(self) -> None:
        """Everybody comes, and everybody leaves; then a quarter of an hour in which nobody does."""
        clock = self.world.clock
        clock.run_for(self.lasts.total_seconds())
        clock.wait_until(lambda: not any(p.in_call for p in self.callers), within=6 * 3600)
        self.world.carrier.faults = self.world.carrier.webhooks.faults = Faults()
        clock.run_for(15 * 60)

    def _comes(self, at: float, number: str, chance: random.Random) -> None:
        def comes() -> None:
            phone = self.world.carrier.dials(number, NUMBER, Caller(chance, CALLERS))
            self.callers.append(phone)
            if chance.random() < LEAVES_AT_ANY_MOMENT:
                phone.later(chance.expovariate(1 / 90), phone.hangs_up)

        self.world.clock.call_later(at, comes, "somebody calls")

    def _staff(self, seed: int) -> None:
        with self.world.service.database.reading() as session:
            people = {row.id: row.slug for row in session.query(PersonRow)}
            phones = phones_of(session, people)
        for person, slug in people.items():
            for nth, number in enumerate(phones[person]):
                phone = self.world.phone_of(slug, nth)
                chance = random.Random(f"{seed} {slug} {nth}")
                phone.behaviour = Responder(chance, RESPONDERS, self.world)
                self.people[number] = slug
