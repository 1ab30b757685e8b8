"""Walks a line's documents: somebody tries every key at every question, and none at all.

Each walk is a new call in a new world, so that nothing of one is felt in another.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from hotline.taxonomies import reasons
from simulator.legs import Leg
from simulator.phones import KEYPAD, Phone
from simulator.transport import HttpTransport
from simulator.twiml.documents import Document, Verb, read
from tests.world import World

Path = tuple[str | None, ...]
"""What is pressed at each question, in order; after its end, nothing."""

CODES = ("11", "23", "00", "1", "#*")
"""Tried where two keys are asked for: reasons of the card, and what is not on it."""

THINKS = 0.4
TALKS = 6.0
"""Seconds after which a key is pressed: at a question, and during a talk."""

NOTHING_NEW = 70.0
LONGEST = 1200.0
"""Seconds after which a walk is over: without a new question, and in any case."""


@dataclass(frozen=True)
class Served:
    """One document that the service answered with."""

    step: str
    """The address, as the table of steps writes it."""
    leg: str
    alive: bool
    """Whether anybody was on the line to hear it."""
    document: Document
    body: str

    @property
    def said(self) -> str:
        """All words of it."""
        top = [[verb, *verb.inside] for verb in self.document.verbs]
        return " ".join(verb.text for verbs in top for verb in verbs if verb.name == "Say")

    @property
    def verbs(self) -> list[str]:
        """The names of what is done, in order."""
        return [verb.name for verb in self.document.verbs]

    @property
    def keys(self) -> tuple[str, ...]:
        """What to try at this question; empty when it is none."""
        listening = [verb for verb in self.document.verbs if listens(verb)]
        if not listening:
            return ()
        if listening[0].name == "Dial":
            return ("*",)
        return CODES if listening[0].get("numDigits") == "2" else tuple(sorted(KEYPAD))

    @property
    def question(self) -> str:
        """The same text for the same question, whoever is asked it and when."""
        text = re.sub(r"\b[0-9a-f]{32}\b|//[\d.:]+/|/music/\d+|attempt=\d", "", self.body)
        for reason in reasons().values():
            text = text.replace(reason.name.fr, "")
        return text


def listens(verb: Verb) -> bool:
    """Whether a key does something during this verb."""
    return verb.name == "Gather" or (verb.name == "Dial" and verb.yes("hangupOnStar"))


class Recording(HttpTransport):
    """Sends the carrier's requests, and keeps what comes back."""

    def __init__(self, world: World, heard: Callable[[Served], None]) -> None:
        super().__init__()
        self._addresses = world.app.url_map.bind("")
        self._heard = heard
        self.steps: set[str] = set()
        self.served: list[Served] = []

    def __call__(
        self, url: str, headers: Mapping[str, str], body: bytes | None, /
    ) -> tuple[int, Mapping[str, str], bytes]:
        status, answered, content = super().__call__(url, headers, body)
        if body is not None:
            rule, _ = self._addresses.match(urlsplit(url).path, "POST", return_rule=True)
            self.steps.add(str(rule))
            if status == 200:
                told = dict(parse_qsl(body.decode()))
                served = Served(
                    str(rule),
                    told["CallSid"],
                    told["CallStatus"] in {"ringing", "in-progress"},
                    read(content, answered["Content-Type"], url),
                    content.decode(),
                )
                self.served.append(served)
                self._heard(served)
        return status, answered, content


class Walk:
    """One call in which somebody presses the keys of a path at the questions they meet."""

    def __init__(self, world: World, path: Path, seen: set[str]) -> None:
        self.world = world
        self.path = path
        self.met: list[Served] = []
        """The questions, in order."""
        self.walker: Phone | None = None
        """Whose keys these are, once their call has begun."""
        self._seen = seen
        self._new_at = world.clock.now()
        self._leg: Leg | None = None
        self.recording = Recording(world, self._served)
        world.carrier.webhooks.transport = self.recording

    def takes(self, path_of: Phone, within: float = 60) -> None:
        """The walk is this telephone's, from its present call on, or from its next one."""
        self.walker = path_of

    def goes_on(self, tail: Callable[[], None] = lambda: None) -> None:
        """Lets time pass until nothing new is met, or the walker's call is over."""
        clock = self.world.clock
        started = clock.now()
        while (clock.now() - self._new_at).total_seconds() < NOTHING_NEW:
            if (clock.now() - started).total_seconds() > LONGEST or self._is_over():
                break
            clock.run_for(1)
        tail()

    def _is_over(self) -> bool:
        return self._leg is not None and self._leg.ended

    def _served(self, served: Served) -> None:
        phone = self.walker
        if phone is None or phone.leg is None or phone.leg.sid != served.leg or not served.keys:
            return
        self._leg = phone.leg
        place = len(self.met)
        self.met.append(served)
        if place < len(self.path) or served.question not in self._seen:
            self._new_at = self.world.clock.now()
        key = self.path[place] if place < len(self.path) else None
        if key is not None:
            thinks = TALKS if key == "*" and served.keys == ("*",) else THINKS
            phone.later(thinks, lambda: phone.presses(key))
