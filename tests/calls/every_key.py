"""Walks a line's documents: somebody tries every key at every question, and none at all.

Each walk is a new call in a new world, so that nothing of one is felt in another.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import timedelta
from itertools import takewhile
from random import Random
from urllib.parse import parse_qsl, urlsplit

from hotline.follow_ups.codes import drawn_code
from hotline.taxonomies import reasons
from simulator.legs import Leg
from simulator.phones import KEYPAD, Phone
from simulator.transport import HttpTransport
from simulator.twiml.documents import Document, Verb, read
from simulator.verbs.speech import CHARACTERS_A_SECOND
from tests.world import World

Path = tuple[str | None, ...]
"""What is pressed at each question, in order; after its end, nothing."""

ALL_KEYS = "".join(sorted(KEYPAD))
FOLLOW_UP, STRANGE = (drawn_code(Random(seed).randbytes) for seed in (1, 2))
"""A follow-up code that a story may keep, and one that nobody was given."""

CODES = {
    "2": ("11", "23", "00", "1", "#*"),
    "9": ("20261122#", "00000000#", "*", "0", "#", "12"),
    "10": (FOLLOW_UP, STRANGE, "1234567890"),
    "11": ("0612345678#", "0899701234#", "15#"),
    "3": ("201", "999", "2", "#*0", "13#", "974", "#", "0", "*"),
}
"""Tried where so many keys are asked for: codes of the card, and what is not on it; a responder's
own code."""

THINKS = 0.4
TALKS = 6.0
"""Seconds after which a key is pressed: at a question, and during a talk."""

NOTHING_NEW = 3
"""Questions known already, one after the other, after which a walk is over: from here on it is like
another. A walk without any key goes on to the end."""

FAR = 1000
"""Questions, one after the other: more than any call has."""

LONGEST = timedelta(minutes=20)


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
    def spoken(self) -> list[str]:
        """The text of each Say, in order."""
        every = [inside for verb in self.document.verbs for inside in (verb, *verb.inside)]
        return [verb.text for verb in every if verb.name == "Say"]

    @property
    def said(self) -> str:
        """All words of it."""
        return " ".join(self.spoken)

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
        return CODES.get(listening[0].get("numDigits"), tuple(ALL_KEYS))

    @property
    def deaf(self) -> float:
        """Seconds of words that no key cuts short, before the next key is possible; none where no
        key follows, since the call ends."""
        if "Hangup" in self.verbs:
            return 0.0
        before = takewhile(lambda verb: not listens(verb), self.document.verbs)
        words = sum(len(verb.text) for verb in before if verb.name == "Say")
        return words / CHARACTERS_A_SECOND

    @property
    def question(self) -> str:
        """The same text for the same question, whoever is asked it and when."""
        text = re.sub(r"\b[0-9a-f]{32}\b|//[\d.:]+/|/music/\d+|attempt=\d", "", self.body)
        text = re.sub(r"/when/\d+/\d+|\b\d( \d){3}\b|, (avant|before) [^,]*,", "", text)
        text = re.sub(r"[^.<>]* (entre|between) [^,]*,", "", text)
        for reason in reasons().values():
            text = text.replace(reason.name.fr, "")
        return re.sub("(jusqu'[àa]|until) [^.<]*", "", text)


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
        """Whose keys these are; set by a story."""
        self._seen = seen
        self._leg: Leg | None = None
        self._known_in_a_row = 0
        self.recording = Recording(world, self._served)
        world.carrier.webhooks.transport = self.recording

    def goes_on(self, to_the_end: bool) -> None:
        """Lets time pass until nothing new is met, or the walker's call is over."""

        def over() -> bool:
            known = not to_the_end and self._known_in_a_row >= NOTHING_NEW
            return known or (self._leg is not None and self._leg.ended)

        self.world.clock.wait_until(over, LONGEST.total_seconds())

    def _served(self, served: Served) -> None:
        phone = self.walker
        if phone is None or phone.leg is None or phone.leg.sid != served.leg:
            return
        self._leg = phone.leg
        if not served.keys:
            return
        place = len(self.met)
        self.met.append(served)
        fresh = place < len(self.path) or served.question not in self._seen
        self._known_in_a_row = 0 if fresh else self._known_in_a_row + 1
        key = self.path[place] if place < len(self.path) else None
        if key is not None:
            phone.later(TALKS if key == "*" else THINKS, lambda: phone.presses(key))


def explore(
    worlds: Callable[[], AbstractContextManager[World]],
    story: Callable[[Walk], None],
    start: Path = (),
    keys: str = ALL_KEYS,
    depth: int = FAR,
) -> Iterator[Walk]:
    """Every walk of a story that can meet something new: each question that was never met before
    is tried again with each of its keys. From `start` on, whose own questions are left out; at most
    `depth` questions far."""
    seen: set[str] = set()
    to_try = deque([start])
    while to_try:
        path = to_try.popleft()
        with worlds() as world:
            walk = Walk(world, path, seen)
            story(walk)
            walk.goes_on(to_the_end=path == start)
            yield walk
        for place, question in enumerate(walk.met[len(path) : depth], len(path)):
            if question.question not in seen:
                seen.add(question.question)
                silent = (None,) * (place - len(path))
                to_try += [
                    (*path, *silent, key) for key in question.keys if key in keys or len(key) > 1
                ]
