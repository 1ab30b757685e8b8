"""Lives a drawn year in a world: the telephones, the pages, the jobs, and the tally of it all."""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from urllib.parse import urlencode

from hotline.jobs.schedule import run_due_jobs
from simulator.clock import Event
from simulator.line_number import LineNumber
from simulator.live_points import LivePoints
from simulator.phones import Heard, Phone
from tests.soak.day import DEMO, TEXTS
from tests.world import NUMBER, World
from tests.year.crowd import LONGEST_WAIT, Caller, Responder
from tests.year.shape import PARIS, Drawn
from tests.year.tally import Happening, Tally

ID = r"\b[0-9a-f]{32}\b"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
IN_TIME, IN_A_TALK, BETWEEN_CALLS = 30, 3600, 14400
"""Seconds between two turns of the jobs: while somebody waits or is rung, while all callers talk,
and while nobody calls. Nothing depends on them then but how soon the jobs see what is due."""


@dataclass
class Year:
    """Begin it, let time pass in its world, and ask its tally."""

    world: World
    calls: list[Drawn]
    tally: Tally = field(init=False)
    ids: set[str] = field(default_factory=set)
    """By which calls and legs were known, here and at the carrier."""
    forms: list[tuple[int, str]] = field(default_factory=list)
    """Of every form that was sent, the status and the title of the page that answered."""
    _away_until: datetime = field(init=False)
    _turn: Event | None = None
    _unjoined: set[Phone] = field(default_factory=set)
    """Telephones in a call that are not joined to another one."""
    _joined: set[Phone] = field(default_factory=set)

    def __post_init__(self) -> None:
        world = self.world
        world.jobs.cancel()
        world.carrier.numbers[TEXTS] = LineNumber(TEXTS)
        # A talk lasts as long for the service as for the telephones: it is told of its end at once.
        world.carrier.live = LivePoints(seconds_between_actions=0.0)
        people = tomllib.loads(DEMO.read_text(encoding="utf-8"))["people"]
        kinds = {
            "+33" + number.replace(" ", "")[1:]: (person["slug"], person["kind"])
            for person in people
            for number in person["phones"]
        }
        self.tally = Tally({number: kind for number, (_, kind) in kinds.items()}, PARIS)
        self._away_until = world.clock.now()
        for number, (slug, _) in kinds.items():
            world.carrier.phone(number, slug).behaviour = Responder(
                random.Random(f"{slug} {number}"),
                world.clock,
                lambda: world.clock.now() < self._away_until,
                self._sends,
            )
        world.carrier.listeners.append(self._heard)
        self._jobs()
        self._next_call(0)

    def lives_until(self, at: datetime) -> None:
        """Lets time pass. What the carrier has written down of the past is dropped: nobody asks."""
        self.world.clock.run_until(at)
        carrier = self.world.carrier
        sent = "".join(sent.url for sent in carrier.webhooks.log)
        self.ids |= {leg.sid for leg in carrier.legs} | set(re.findall(ID, sent))
        carrier.webhooks.log.clear()
        carrier.messages.clear()
        carrier.legs[:] = [leg for leg in carrier.legs if not leg.deleted]
        for phone in carrier.phones.values():
            if not phone.in_call:
                phone.transcript.clear()

    @property
    def everybody_is_gone(self) -> bool:
        """Nobody is in a call, or rung."""
        return not self._unjoined and not self._joined

    def _next_call(self, nth: int) -> None:
        """One after the other, so that what is to come is not a long list."""
        if nth == len(self.calls):
            return
        drawn = self.calls[nth]

        def comes() -> None:
            if drawn.fate in {"nobody comes", "numbers to dial"}:
                self._away_until = drawn.at + timedelta(seconds=LONGEST_WAIT)
            self.world.carrier.dials(drawn.number, NUMBER, Caller(drawn))
            self._next_call(nth + 1)

        wait = (drawn.at - self.world.clock.now()).total_seconds()
        self.world.clock.call_later(wait, comes, "somebody calls")

    def _heard(self, phone: Phone, heard: Heard) -> None:
        other = phone.connected_to
        number = other.number if other is not None else ""
        event = Happening(heard.at, heard.kind, heard.text, other, number)
        self.tally.heard(phone, phone.number, event)
        if heard.kind in {"dialled", "ring", "answered", "parted"}:
            self._unjoined.add(phone)
            self._joined.discard(phone)
            self._turn_within(IN_TIME)
        elif heard.kind == "joined":
            self._unjoined.discard(phone)
            self._joined.add(phone)
        elif heard.kind in {"ended", "stopped"}:
            self._unjoined.discard(phone)
            self._joined.discard(phone)

    def _jobs(self) -> None:
        run_due_jobs(self.world.service)
        self._turn = None
        self._turn_within(
            IN_TIME if self._unjoined else IN_A_TALK if self._joined else BETWEEN_CALLS
        )

    def _turn_within(self, seconds: float) -> None:
        clock = self.world.clock
        if self._turn is not None:
            if self._turn.at <= clock.now() + timedelta(seconds=seconds):
                return
            self._turn.cancel()
        self._turn = clock.call_later(seconds, self._jobs, "jobs")

    def _sends(self, link: str, form: Mapping[str, str]) -> None:
        url = f"{self.world.settings.hotline_public_url}/fiche/{link}".replace("//fiche", "/fiche")
        status, _, content = self.world.carrier.webhooks.transport(
            url, FORM, urlencode(form).encode()
        )
        title = content.decode().partition("<title>")[2].partition("</title>")[0]
        self.forms.append((status, title))
        if status == 200 and "C'est noté, merci" in title.replace("’", "'").replace("&#39;", "'"):
            self.tally.accepted(link, form, self.world.clock.now())
