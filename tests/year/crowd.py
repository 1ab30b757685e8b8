"""Whoever holds a telephone in the year: callers who do what was drawn for them, and responders
who answer, talk and note."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from simulator.clock import Clock
from simulator.phones import Heard, Phone
from tests.year.shape import Drawn, Note
from tests.year.told import MORE, POCKET_CARD, SAID, choices

RINGING = {"answer": 93.0, "no answer": 4, "refuse": 2, "busy": 1}
KEYS = {code: keys for keys, code in POCKET_CARD.items()}
LONGEST_WAIT = 15 * 60
"""Seconds for which nobody answers, where nobody is to come."""


@dataclass
class Caller:
    """Follows the menu by its words, waits, talks, and leaves when it is time."""

    drawn: Drawn
    done: set[str] = field(default_factory=set)
    leaves_at: datetime | None = None
    _chance: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self._chance = random.Random(f"{self.drawn.seed} caller")

    def rung(self, _phone: Phone, /) -> str | None:
        return None

    def heard(self, phone: Phone, heard: Heard, /) -> None:
        if heard.kind == "joined":
            self._talks(phone)
        elif heard.kind == "say":
            self._reacts(phone, heard)

    def _talks(self, phone: Phone) -> None:
        now = phone.carrier.clock.now()
        if self.leaves_at is None:
            seconds = self.drawn.talks
            self.leaves_at = phone.carrier.clock.call_later(seconds, lambda: None).at
            if self.drawn.ended_by == "responder":
                seconds += 120  # unless the other one ends it before
        else:
            seconds = max(30.0, (self.leaves_at - now).total_seconds())
        phone.later(seconds, phone.hangs_up)

    def _reacts(self, phone: Phone, heard: Heard) -> None:
        for what, says, does in (
            ("language", "For English, press 9", self._language),
            ("danger", "tapez 0 à tout moment", self._danger),
            ("kind", "une ou un psychologue, tapez 1", self._kind),
            ("kind", "To talk to a psychologist, press 1", self._kind),
            ("waits", "je vous passe quelqu'un", self._waits),
            ("waits", "I am putting you through", self._waits),
            ("numbers", "Pour entendre des numéros", self._numbers),
            ("numbers", "To hear numbers you can call", self._numbers),
        ):
            if heard.says(says) and what not in self.done:
                if does(phone):
                    self.done.add(what)
                return
        self._menu(phone, heard.text)

    def _language(self, phone: Phone) -> bool:
        if self.drawn.language == "en":
            self._presses(phone, "9")
        return True

    def _danger(self, phone: Phone) -> bool:
        if self.drawn.fate == "danger":
            self._presses(phone, "0")
        elif self.drawn.fate == "gone in the menu":
            phone.later(self._chance.uniform(0.5, 14), phone.hangs_up)
        return True

    def _kind(self, phone: Phone) -> bool:
        if self.drawn.kind:
            self._presses(phone, self.drawn.kind)
        return True

    def _waits(self, phone: Phone) -> bool:
        if self.drawn.fate == "gone while waiting":
            phone.later(
                self._chance.uniform(0.5, 16),
                lambda: None if phone.connected_to else phone.hangs_up(),
            )
        return True

    def _numbers(self, phone: Phone) -> bool:
        if self.drawn.fate == "numbers to dial":
            self._presses(phone, "2")
            phone.later(40, phone.hangs_up)
        return True

    def _menu(self, phone: Phone, sentence: str) -> None:
        stays = self.drawn.fate not in {"danger", "gone in the menu"}
        if not stays or self.drawn.profession == "UNK" or "profession" in self.done:
            return
        if self.drawn.language == "en" and "tapez" in sentence:
            return
        keys = {words: key for key, words in choices(sentence).items()}
        mine = next((keys[words] for words in SAID[self.drawn.profession] if words in keys), None)
        if mine is not None:
            self.done.add("profession")
        key = mine or next((keys[words] for words in MORE if words in keys), None)
        if key is not None:
            self._presses(phone, key)

    def _presses(self, phone: Phone, key: str) -> None:
        phone.later(self._chance.uniform(0.8, 4), lambda: phone.presses(key))


@dataclass
class Responder:
    """Answers unless something comes between, and says of each call what was drawn for it."""

    chance: random.Random
    clock: Clock
    away: Callable[[], bool]
    """Whether nobody answers just now."""
    sends: Callable[[str, Mapping[str, str]], None]
    """Sends a form to the page behind a link."""
    link: str | None = None
    note: Note | None = None
    again: bool = False
    """They talk with the same caller once more."""

    def rung(self, phone: Phone, /) -> str | None:
        what = self.chance.choices([*RINGING], [*RINGING.values()])[0]
        after = self.chance.uniform(2, 12)
        if self.away():
            return None
        if what == "busy":
            return "busy"
        if what == "refuse":
            phone.later(after, phone.rejects)
        elif what == "answer":
            phone.later(after, phone.answers)
        return None

    def heard(self, phone: Phone, heard: Heard, /) -> None:
        if heard.kind == "text" and "/fiche/" in heard.text:
            self.link = heard.text.rpartition("/")[2]
        elif heard.kind == "joined":
            self._talks(phone)
        elif heard.kind == "say":
            self._reacts(phone, heard)

    def _talks(self, phone: Phone) -> None:
        other = phone.connected_to
        if other is None or not isinstance(other.behaviour, Caller):
            return
        drawn = other.behaviour.drawn
        self.again = self.link is None
        if self.again:
            return
        link, self.link, self.note = self.link, None, drawn.note
        if drawn.ended_by == "responder":
            phone.later(drawn.talks, lambda: phone.presses("*"))
        elif drawn.ended_by == "a cut":
            phone.later(drawn.talks * 0.3, phone.hangs_up)
        during = drawn.note.on == "page, during the talk"
        after = drawn.talks * 0.8 if during else drawn.talks + drawn.note.after
        if during or drawn.note.on in {"page", "too late"}:
            for nth in range(2 if drawn.note.twice else 1):
                sends = partial(self.sends, str(link), form(drawn.note))
                self.clock.call_later(after + 3 * nth, sends, "a form is sent")

    def _reacts(self, phone: Phone, heard: Heard) -> None:
        note = self.note
        if heard.says("Pour lui parler de nouveau"):
            self._presses(phone, "2")
        elif heard.says("appuyez sur 1") or heard.says("encore sur 1"):
            self._presses(phone, "1")
        elif note is None or note.on != "keypad":
            if heard.says("L'appel est terminé"):
                phone.later(self.chance.uniform(1, 4), phone.hangs_up)
        elif heard.says("Tapez le code du motif"):
            self._presses(phone, KEYS[note.reason])
        elif heard.says("Pour confirmer, tapez 1"):
            self._presses(phone, "1")
        elif heard.says("La gravité"):
            self._presses(phone, str(note.severity or "#"))
        elif heard.says("Pour un second motif"):
            second, self.note = note.second_reason, None
            if second is None:
                phone.later(1, phone.hangs_up)
            else:
                self.note = Note("keypad", 0, second, None, None, None, None, None, twice=False)
                self._presses(phone, KEYS[second])

    def _presses(self, phone: Phone, keys: str) -> None:
        phone.later(self.chance.uniform(1, 5), lambda: phone.presses(keys))


def form(note: Note) -> dict[str, str]:
    """The wrap-up page, filled in as a browser sends it."""
    given = {
        "reason": note.reason,
        "second_reason": note.second_reason,
        "severity": str(note.severity) if note.severity else None,
        "orientation": note.orientation,
        "ongoing": None if note.ongoing is None else "ongoing" if note.ongoing else "new",
        "nature": note.nature,
    }
    return {name: value for name, value in given.items() if value is not None}
