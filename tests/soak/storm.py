"""A storm: far more callers than a line has, while five in a hundred of everything go wrong.

SPS has 19 calls a day, 0.8 an hour, and two and a half times as many in its busiest hours: a storm
brings twenty times that, 40 calls an hour, around the clock. They talk as long as those of SPS do.
"""

from __future__ import annotations

import random
from datetime import timedelta

from sqlalchemy import select

from hotline.people.tables import Person
from hotline.rosters.tables import Team
from hotline.rosters.volunteers import declare
from simulator.faults import Faults, Parameters, RestFault, WebhookFault
from simulator.phones import Phone
from tests.soak.broken_work import BrokenWork
from tests.soak.crowd import Caller, choice
from tests.soak.drawn import Comes, Drawn
from tests.soak.living import Living
from tests.world import World
from tests.year.shape import MU, SIGMA

CALLS_AN_HOUR = 20 * 2.5 * 19 / 24
SHARE = 0.05
"""Of all requests, answers, callbacks and transactions: hit by a fault."""

WEBHOOK_FAULTS: tuple[WebhookFault, ...] = ("dead", "error", "missing", "page", 8.0, 20.0)
REST_FAULTS: tuple[RestFault, ...] = (
    "refuse", "limit", "close", "lose", "page", "half", "nameless",
)  # fmt: skip
"""Answers that are slow would take real seconds; for the service `lose` is the same."""
CALLBACK_FAULTS = {"lost": 1.0, "doubled": 1.0, "late": 1.0}
LAST_WORDS = 300
"""Seconds after the last caller has come until everybody leaves."""
PEOPLE = ("usual", "willing", "often cut off", "usual", "often on hold", "absent", "usual")


def drawn(seed: int, hours: float) -> Drawn:
    """The calls of so many hours; the same for the same seed."""
    chance = random.Random(seed)
    callers, at = [], 0.0
    while at < hours * 3600:
        after = round(chance.expovariate(CALLS_AN_HOUR / 3600))
        at += after
        leaves = round(chance.expovariate(1 / 90)) + 1 if chance.random() < 0.25 else None
        callers.append(Comes(after, leaves, chance.random() < 0.1))
    live = {
        "seconds_between_actions": chance.choice([0.0, 0.2, 3.0]),
        "create_timeout_buffer": chance.choice([0.0, 5.0]),
        "dial_timeout_buffer": chance.choice([0.0, 5.0]),
        "delete_delay_hours": chance.choice([0.0, 0.1]),
    }
    return Drawn("2026-11-24T06:00", seed, tuple(callers), PEOPLE, (), live)


class Weather(Faults):
    """What goes wrong between the carrier and the service, and what was met of it."""

    def __init__(self, seed: int) -> None:
        super().__init__()
        self._chance = random.Random(f"{seed} weather")
        self.rest = self._request
        self.webhook = self._answer
        self.met = 0

    def transaction(self, faults: tuple[str, ...]) -> str:
        """What becomes of a transaction of the service, of these."""
        return self._chance.choice(faults) if self._hits() else ""

    def callback_times(self, _parameters: Parameters) -> list[float]:
        late = self._chance.uniform(0.1, 40)
        what = choice(self._chance, CALLBACK_FAULTS) if self._hits() else ""
        return {"": [0.0], "lost": [], "doubled": [0.0, late], "late": [late]}[what]

    def held_back(self, _parameters: Parameters) -> bool:
        # One fault in four of a status is that it changes places with the next.
        return self._hits(SHARE / 4)

    def _answer(self, kind: str, url: str, _told: Parameters) -> WebhookFault | None:
        # Where the service breaks down its fallback still answers, as one served from elsewhere.
        if kind == "fallback" or "fallback" in url or not self._hits():
            return None
        return self._chance.choice(WEBHOOK_FAULTS)

    def _request(self, _method: str, _path: str, _form: Parameters) -> RestFault | None:
        return self._chance.choice(REST_FAULTS) if self._hits() else None

    def _hits(self, share: float = SHARE) -> bool:
        hit = self._chance.random() < share
        self.met += hit
        return hit


class TalksForLong(Caller):
    """As callers of SPS do: 29 minutes on average, hours at most."""

    def talks(self, phone: Phone) -> None:
        minutes = min(self.chance.lognormvariate(MU, SIGMA), 210)
        phone.later(minutes * 60, phone.hangs_up)


class Storm(Living):
    """A drawn day, lived under such weather until a quarter of an hour before its end."""

    def __init__(self, world: World, seed: int, hours: float) -> None:
        super().__init__(world, drawn(seed, hours), look_every=60, caller=TalksForLong)
        self.weather = Weather(seed)
        everybody_helps(world, timedelta(hours=hours + 12))
        world.carrier.faults = world.carrier.webhooks.faults = self.weather
        self._work = BrokenWork(world, self.weather.transaction)
        world.clock.call_later(hours * 3600 + LAST_WORDS, self._everybody_leaves)

    def _everybody_leaves(self) -> None:
        """Whoever came last has had their time; nobody waits for hours for those who still talk."""
        for phone in self.callers:
            phone.hangs_up()

    def clears_up(self) -> None:
        """All is well again."""
        self.world.carrier.faults = self.world.carrier.webhooks.faults = Faults()
        self._work.ends()


def everybody_helps(world: World, lasts: timedelta) -> None:
    """Every psychologist is available beside the roster: so many callers need as many people."""
    now = world.clock.now()
    with world.service.database.writing() as session:
        team = session.scalars(select(Team.id).filter_by(slug="psychologists")).one()
        for person in session.scalars(select(Person.id).filter_by(kind="psychologist")).all():
            declare(session, person, team, since=now, until=now + lasts)
