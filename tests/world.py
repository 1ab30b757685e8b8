"""A line, its people and a carrier, in virtual time: what a story is told with.

Only the carrier is simulated. The service answers signed webhooks over HTTP on a real port, with a
real database, and rings over the carrier's REST API on another port.
"""

from __future__ import annotations

import copy
import random
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flask import Flask
from sqlalchemy import select

from app import Secrets, create_service, routes, serves
from hotline.calls.tables import Call, Leg
from hotline.errands import AtOnce
from hotline.jobs.schedule import run_due_jobs
from hotline.lines import loading
from hotline.people.service import phones_of
from hotline.people.tables import Person
from hotline.service import Hotline
from hotline.settings import Settings
from routing.outcomes import CallState, LegState
from simulator.carrier import Carrier
from simulator.clock import VirtualClock
from simulator.phones import Phone
from simulator.server import Server
from tests.loaded import load_first

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse

LINE_FILE = Path(__file__).parent / "calls" / "line.toml"
NUMBER = "+33199001234"
CALLER = "+33612345678"
REST = timedelta(seconds=95)
SUNDAY_NIGHT = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
ACCOUNT = "AC" + "1" * 32
TOKEN = "a token of the tests"
ENCRYPTION_KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="


def settings_for(database_url: str, public_url: str, api_url: str, **more: Any) -> Settings:
    """Settings of a service under test."""
    values: dict[str, Any] = {
        "hotline_database_url": database_url,
        "hotline_public_url": public_url,
        "hotline_secret_key": "s" * 32,
        "hotline_encryption_keys": ENCRYPTION_KEY,
        "hotline_lookup_key": "l" * 32,
        "twilio_account_sid": ACCOUNT,
        "twilio_auth_token": TOKEN,
        "twilio_api_url": api_url,
        # Real seconds, while virtual time stands still: a busy machine is no carrier that is away.
        "hotline_carrier_timeout": 10,
        "hotline_log_level": "WARNING",
        # What is kept beside the database is kept where a test wants it.
        "hotline_snapshot_dir": "",
        # Real seconds again: the service calls itself where that is what is tested.
        "hotline_trial_minutes": 0,
    }
    return Settings(**values | more)


_routes = cache(routes)
"""Those of the service: the same for every test, and slow to make."""


def app_of(service: Hotline) -> Flask:
    """What `create_app` makes, but for its addresses, which all worlds share."""
    app = copy.copy(_routes(Secrets.of(service.settings)))
    app.config, app.extensions = copy.copy(app.config), copy.copy(app.extensions)
    return serves(app, service)


class World:
    """The line of tests/calls/line.toml (or another) at three on a Sunday morning in Paris."""

    def __init__(
        self,
        database_url: str,
        *,
        line_file: Path = LINE_FILE,
        start: datetime = SUNDAY_NIGHT,
        seed: int = 1,
        dial_rate: float = 1.0,
        **settings: Any,
    ) -> None:
        self.clock = VirtualClock(start)
        self._looked_at, self._resting = start, False
        self._server = Server(self._serve, "127.0.0.1", 0)
        url = self._server.url
        self.carrier = Carrier(
            clock=self.clock,
            account_sid=ACCOUNT,
            auth_token=TOKEN,
            numbers={
                NUMBER: {
                    "voice_url": f"{url}/voice/incoming",
                    "voice_fallback_url": f"{url}/voice/fallback",
                    "status_callback": f"{url}/voice/status",
                }
            },
            dial_rate=dial_rate,
            seed=seed,
        )
        self.settings = settings_for(database_url, url, self.carrier.serve_rest(), **settings)
        self.service = create_service(
            self.settings,
            clock=self.clock.now,
            chance=random.Random(seed).randbytes,
            errands=AtOnce(),
        )
        self.app = app_of(self.service)
        with self.service.database.writing() as session:
            text = line_file.read_text(encoding="utf-8")
            load_first(session, text, self.clock.now(), self.settings)
        self.starts_jobs()

    def starts_jobs(self) -> None:
        """The jobs run, every five seconds, until `jobs` is cancelled."""
        self.jobs = self.clock.every(5, self.looks, "jobs")

    def load(self, text: str) -> None:
        """Loads a line's file."""
        with self.service.database.writing() as session:
            outcome = loading.load(session, text, self.clock.now())
        assert outcome.file is not None, [p.sentence("en") for p in outcome.problems]

    def dials(self, from_: str = CALLER, to: str = NUMBER) -> Phone:
        """Somebody calls the line."""
        return self.carrier.dials(from_, to)

    def phone_of(self, slug: str, nth: int = 0) -> Phone:
        """The handset of somebody of the line."""
        with self.service.database.reading() as session:
            person = session.scalars(select(Person.id).filter_by(slug=slug)).one()
            phone = self.carrier.phone(phones_of(session, [person])[person][nth])
        phone.label = slug
        return phone

    def nurse_waits(self, from_: str = CALLER) -> Phone:
        """A nurse calls, chooses the psychologist, and hears that somebody is called."""
        caller = self.dials(from_)
        caller.hears("tapez 2")
        caller.presses("2")
        caller.hears("je vous passe quelqu'un")
        return caller

    def accepts(self, slug: str, nth: int = 0) -> Phone:
        """Somebody's telephone rings; they answer, press 1, hear who calls, press 1 again."""
        phone = self.phone_of(slug, nth).rings(within=60)
        phone.answers()
        phone.hears("appuyez sur 1")
        phone.presses("1")
        phone.hears("encore sur 1")
        phone.presses("1")
        return phone

    def wait(self, seconds: float) -> None:
        """Lets time pass."""
        self.clock.run_for(seconds)

    def rests(self, seconds: float) -> None:
        """Lets time pass in which nobody does anything; see `looks`."""
        self._resting = True
        self.clock.run_for(seconds)
        self._resting = False

    def calls(self) -> Sequence[Call]:
        """All calls not forgotten yet, oldest first."""
        with self.service.database.reading() as session:
            return session.scalars(select(Call).order_by(Call.started_at, Call.id)).all()

    def call(self) -> Call:
        """The only call."""
        (call,) = self.calls()
        return call

    def legs(self) -> Sequence[Leg]:
        """All legs not forgotten yet, oldest first."""
        with self.service.database.reading() as session:
            return session.scalars(select(Leg).order_by(Leg.planned_at, Leg.id)).all()

    def results(self) -> list[tuple[str, str | None]]:
        """Who was rung and how it ended, in order."""
        with self.service.database.reading() as session:
            names = {row.id: row.slug for row in session.execute(select(Person.id, Person.slug))}
        return [(names[leg.person_id], leg.result) for leg in self.legs()]

    def assert_all_is_quiet(self) -> None:
        """No call lives, no leg lives, no telephone rings, nothing was wrong with a document, and
        nobody heard the carrier's own apology: not now, and not after what jobs may still do."""
        after = self.clock.now() + timedelta(seconds=200)
        self.clock.wait_until(self._nothing_is_under_way, within=200)
        self.rests((after - self.clock.now()).total_seconds())
        assert [call.state for call in self.calls() if call.state != CallState.ENDED] == []
        assert [leg.result for leg in self.legs() if leg.state != LegState.ENDED] == []
        assert [phone.label for phone in self.carrier.phones.values() if phone.in_call] == []
        assert [(p.code, p.message, p.url) for p in self.carrier.problems] == []
        assert self.carrier.apologies == []

    def looks(self) -> None:
        """The jobs' turn. In a long rest nothing but jobs is left: two of their turns show all that
        they do."""
        now = self.clock.now()
        if not (self._resting and self.clock.idle() and now < self._looked_at + REST):
            self._looked_at = now
            run_due_jobs(self.service)

    def _nothing_is_under_way(self) -> bool:
        """Whether the carrier is done with everything, and the service with every call and leg."""
        if not self.clock.idle():
            return False
        live = select(Call.id).where(Call.state != CallState.ENDED)
        ringing = select(Leg.id).where(Leg.state != LegState.ENDED)
        with self.service.database.reading() as session:
            return session.scalar(live) is None and session.scalar(ringing) is None

    def close(self) -> None:
        """Stops the servers."""
        self._server.close()
        self.carrier.close()
        self.service.database.close()

    def _serve(self, environ: dict[str, Any], start_response: StartResponse) -> Any:
        return self.app(environ, start_response)
