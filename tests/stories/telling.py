"""What happened on the telephones of a world, as lines that anybody can read."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from urllib.parse import urlsplit

from sqlalchemy import select

from hotline.people.service import phones_of
from hotline.people.tables import Person
from simulator.phones import Heard, Phone
from tests.world import World

WORDS = {
    "dialled": "calls the line",
    "ring": "is rung",
    "missed": "cannot be rung: {}",
    "answered": "answers",
    "hung up": "hangs up",
    "stopped": "is rung no more",
    "ended": "comes to the end of the call",
    "joined": "talks with {}",
    "parted": "no longer hears the other",
    "ringback": "hears it ring elsewhere",
    "say": "hears « {} »",
    "play": "hears music",
    "carrier": "hears the carrier itself: « {} »",
    "voice": "hears the other: « {} »",
    "tones": "hears the tones {}",
    "spoke": "says « {} »",
    "key": "presses {}",
    "text": "receives the text « {} »",
}
"""What is told of each kind of thing that reaches a telephone."""

AS_ONE = frozenset({"say", "key"})
"""Told together when one follows the other."""

ONCE = frozenset({("play", "play"), ("hung up", "ended"), ("hung up", "stopped")})
"""Of two that follow each other on a telephone, the first says it all."""

ORDINAL = ("first", "second", "third", "fourth")


@dataclass
class Done:
    """What one person hears or does: one thing, or several of the same kind at once."""

    at: datetime
    phone: Phone
    kind: str
    texts: list[str]
    other: Phone | None
    """Who is at the other end."""


@dataclass
class Telling:
    """Listens to all telephones of a world, from now on."""

    world: World
    done: list[Done] = field(default_factory=list)
    _last: dict[Phone, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.world.carrier.listeners.append(self._noted)

    def _noted(self, phone: Phone, heard: Heard) -> None:
        before, self._last[phone] = self._last.get(phone, ""), heard.kind
        last = self.done[-1] if self.done else None
        joined = heard.kind == "joined" and last and last.kind == "joined" and last.other is phone
        if joined or (before, heard.kind) in ONCE:
            return
        if last and last.phone is phone and last.kind == heard.kind and heard.kind in AS_ONE:
            last.texts.append(heard.text)
        else:
            self.done.append(Done(heard.at, phone, heard.kind, [heard.text], phone.connected_to))

    def story(self) -> list[str]:
        """A list: each item says when, counted from the first thing that happened, who and what."""
        who, lines = self._names(), []
        for (at, phone), things in groupby(self.done, lambda done: (self._time(done), done.phone)):
            what = ", ".join(in_words(done, who) for done in things)
            name = who[phone][0].upper() + who[phone][1:]
            lines.append(f"- {at} **{name}** {what}")
        return lines

    def _time(self, done: Done) -> str:
        """Hours where there are any, minutes and seconds since the first thing that happened."""
        minutes, seconds = divmod(int((done.at - self.done[0].at).total_seconds()), 60)
        hours, minutes = divmod(minutes, 60)
        return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"

    def _names(self) -> dict[Phone, str]:
        """Who holds each telephone: people of the line by name, callers by their order."""
        with self.world.service.database.reading() as session:
            names = {row.id: row.name for row in session.scalars(select(Person))}
            owners = {
                number: name if nth == 0 else f"{name} ({ORDINAL[nth]} telephone)"
                for person, name in names.items()
                for nth, number in enumerate(phones_of(session, [person])[person])
            }
        phones = dict.fromkeys(
            phone for done in self.done for phone in (done.phone, done.other) if phone
        )
        callers = [phone for phone in phones if phone.number not in owners]
        alone = len(callers) == 1
        called = {
            phone: "the caller" if alone else f"caller {nth}"
            for nth, phone in enumerate(callers, 1)
        }
        return {phone: called.get(phone) or owners[phone.number] for phone in phones}


def in_words(done: Done, who: dict[Phone, str]) -> str:
    """What was heard or done, without who and when."""
    text = " ".join(done.texts)
    if done.kind == "joined" and done.other is not None:
        text = who[done.other]
    return WORDS[done.kind].format(without_ids(text))


def without_ids(text: str) -> str:
    """Text without what is another at each run: the address of a page, and its key."""
    return re.sub(r"https?://\S+", lambda found: f"…{urlsplit(found[0]).path[:7]}…", text)
