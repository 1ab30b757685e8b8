"""The running service: what every edge (voice, pages, commands, jobs) is handed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from flask import current_app, g

from hotline.alarms.outage import Outage
from hotline.carrier import Carrier
from hotline.clock import Chance, Clock
from hotline.database import Database
from hotline.errands import Errands
from hotline.nets.net import Net
from hotline.overrides import OVERRIDES
from hotline.own_phone import OwnPhones
from hotline.settings import Settings
from hotline.stopping import Stopping
from hotline.tokens.limits import Limits
from hotline.watching.measures import Measures


@dataclass(frozen=True)
class Hotline:
    """Settings, database, carrier, the time and chance. Nothing of a live call is kept here,
    but whose telephone must not ring for it: that is nowhere else."""

    settings: Settings
    database: Database
    carrier: Carrier
    errands: Errands
    clock: Clock
    chance: Chance
    net: Net
    """What is left to answer with when the database is away."""
    own_phones: OwnPhones = field(default_factory=OwnPhones)
    limits: Limits = field(default_factory=Limits)
    """How often each token has asked this process lately."""
    measures: Measures = field(default_factory=Measures)
    """How long this process took for what."""
    stopping: Stopping = field(default_factory=Stopping)
    """Whether this process is about to stop."""
    outage: Outage = field(default_factory=Outage)
    """What this process has seen of its database being away."""

    def now(self) -> datetime:
        """The present instant, aware, in UTC."""
        return self.clock()

    def new_id(self) -> str:
        """An opaque id that cannot be guessed: 32 hexadecimal digits."""
        return self.chance(16).hex()

    def url(self, path: str) -> str:
        """The public address of a path of this service."""
        return self.settings.hotline_public_url + path

    def step(self, path: str) -> str:
        """The public address of a step of a call, as the carrier is to ask for it."""
        return self.url(path) + OVERRIDES

    def fallback_step(self, path: str) -> str:
        """Where the carrier asks when a step does not answer: the second process, if there is
        one."""
        base = self.settings.hotline_fallback_url or self.settings.hotline_public_url
        return base + path + OVERRIDES


def hotline() -> Hotline:
    """The service of the current Flask application; for a step of a trial call, the one in which
    nothing stays and nobody is rung (`hotline.voice.on_trial`)."""
    service: Hotline = g.get("on_trial") or current_app.extensions["hotline"]
    return service
