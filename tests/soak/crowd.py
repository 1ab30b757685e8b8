"""A day of many people: who calls, who is rung, and what each of them does when they hear what."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, field

from hotline.pages.form import NATURES
from hotline.taxonomies import reasons, reasons_by_keypad
from simulator.phones import Heard, Phone
from tests.world import World

Habit = Mapping[str, float]
"""What may be done, and how likely each is: a key, nothing (empty), or hanging up."""

GONE = "hang up"
MENU: Habit = {
    "1": 3, "2": 6, "3": 3, "4": 1, "5": 1, "6": 2, "0": 1, "9": 0.7, "7": 0.5,
    "*": 0.5, "": 3, GONE: 1,
}  # fmt: skip

CALLERS: Mapping[str, Habit] = {
    "Autre métier": MENU,
    "Another profession": MENU,
    "Pour parler à": {"1": 5, "2": 4, "0": 0.5, "8": 0.5, "": 2, GONE: 0.5},
    "Pour entendre des numéros": {"1": 3, "2": 3, "0": 0.5, "": 4, GONE: 2},
    "Pour réentendre": {"2": 1, "1": 1, "": 3, GONE: 2},
    "vous propose de parler à quelqu'un": {"1": 4, "2": 2, "0": 0.3, "": 1, GONE: 0.5},
    "Pour recevoir ce numéro": {"3": 2, "": 2, GONE: 0.5},
    "vous a-t-il été utile": {"5": 2, "3": 1, "7": 0.5, "": 1, GONE: 1},
    "": {"": 60, "0": 0.5, "1": 0.5, "2": 0.5, "#": 0.5, GONE: 1},
}
"""What callers do at these words; the last is for any others, and for every piece of music."""

RESPONDERS: Mapping[str, Habit] = {
    "Entraide, appuyez": {"1": 12, "2": 1, "5": 0.5, "": 1, GONE: 1},
    "encore sur 1": {"1": 12, "2": 1, "9": 0.5, "5": 0.5, "": 1, GONE: 1},
    "Nous ne vous appelons plus avant": {"1": 3, "2": 2, "": 1, GONE: 0.5},
    "Nous demandons à la personne": {"": 8, "1": 1, GONE: 0.5},
    "Pour lui parler de nouveau": {
        "1": 4,
        "2": 3,
        "3": 2,
        "4": 2,
        "5": 2,
        "7": 0.5,
        "8": 0.5,
        "": 1,
        GONE: 1,
    },
    "Psychologues, tapez": {"1": 4, "2": 2, "*": 1, "": 1, GONE: 0.5},
    "Nous appelons la coordination": {"": 5, "*": 1, GONE: 0.5},
    "Tapez les trois chiffres": {"number": 5, "*": 0.5, "": 1, GONE: 0.5},
    "Pour donner ce numéro": {"1": 5, "2": 1, "": 1, GONE: 0.5},
    "comme abusif": {"8": 2, "1": 2, "": 1, GONE: 0.5},
    "La gravité": {"1": 2, "4": 1, "5": 1, "#": 1, "": 1, GONE: 1},
    "Pour une pause": {"1": 2, "2": 1, "": 1, GONE: 1},
    "Tapez le code": {"code": 6, "": 1, GONE: 2},
    "Tapez les deux chiffres": {"code": 4, "": 1, GONE: 1},
    "Pour confirmer": {"1": 5, "2": 1, "": 1, GONE: 1},
    "Pour un second motif": {"code": 1, "": 1, GONE: 5},
}
NUMBERS = ("201", "202", "203", "999")
"""Codes of the demo line's directory, and one that is not in it."""

RINGING: Habit = {
    "answer": 14, "busy": 1, "failed": 1, "refuse": 1, "no answer": 2, "machine": 1,
}  # fmt: skip
TALKING: Habit = {"": 6, "*": 2, GONE: 1}


def choice(chance: random.Random, habit: Habit) -> str:
    """One of these, by its weight."""
    return chance.choices(list(habit), weights=list(habit.values()))[0]


@dataclass
class Person:
    """Whoever holds a telephone; what they do is drawn from `chance` alone, never from a number."""

    chance: random.Random
    habits: Mapping[str, Habit]

    def rung(self, _phone: Phone, /) -> str | None:
        return None

    def heard(self, phone: Phone, heard: Heard, /) -> None:
        if heard.kind == "joined":
            self.talks(phone)
        if heard.kind in {"say", "play"}:
            self.reacts(phone, heard)

    def talks(self, phone: Phone) -> None:
        """Joined to somebody."""

    def reacts(self, phone: Phone, heard: Heard) -> None:
        """A sentence, or a piece of music, has begun."""
        habit = next((habit for words, habit in self.habits.items() if heard.says(words)), None)
        if habit is not None:
            what = choice(self.chance, habit)
            phone.later(self.chance.uniform(0.3, 6), lambda: self.does(phone, what))

    def does(self, phone: Phone, what: str) -> None:
        if what == GONE:
            phone.hangs_up()
        elif what == "code":
            phone.presses(self.chance.choice([*reasons_by_keypad(), "00", "1"]))
        elif what == "number":
            phone.presses(self.chance.choice(NUMBERS))
        else:
            phone.presses(what)


@dataclass
class Caller(Person):
    """Leaves their talk sooner or later, if nobody else ends it."""

    def talks(self, phone: Phone) -> None:
        mean = self.chance.choice([30, 180, 180, 900])
        phone.later(min(self.chance.expovariate(1 / mean), 3600), phone.hangs_up)


@dataclass
class Responder(Person):
    """Answers or not, accepts or not, presses star, is cut off, notes the call or never does."""

    world: World
    ringing: Habit = field(default_factory=lambda: RINGING)
    talking: Habit = field(default_factory=lambda: TALKING)
    machine: bool = False

    def rung(self, phone: Phone, /) -> str | None:
        what = choice(self.chance, self.ringing)
        after = self.chance.uniform(1, 24)
        if what in {"busy", "failed"}:
            return what
        if what == "refuse":
            phone.later(after, phone.rejects)
        elif what == "answer":
            phone.later(after, phone.answers)
        elif what == "machine":
            phone.later(after, phone.answers)
            phone.later(after + 0.1, lambda: phone.says("Laissez un message."))
            phone.later(after + 60, phone.hangs_up)
        self.machine = what == "machine"
        return None

    def reacts(self, phone: Phone, heard: Heard) -> None:
        if not self.machine:
            super().reacts(phone, heard)

    def heard(self, phone: Phone, heard: Heard, /) -> None:
        super().heard(phone, heard)
        if heard.kind == "text" and "/fiche/" in heard.text and self.chance.random() < 0.5:
            token = heard.text.rpartition("/")[2]
            self.world.clock.call_later(self.chance.uniform(20, 900), lambda: self.notes(token))

    def notes(self, token: str) -> None:
        """Fills in the page."""
        form = {"reason": self.chance.choice([*reasons()])}
        if self.chance.random() < 0.5:
            form |= {"severity": self.chance.choice("12345"), "ongoing": "new"}
        if self.chance.random() < 0.1:
            form |= {"nature": self.chance.choice(NATURES)}
        answer = self.world.app.test_client().post(f"/fiche/{token}", data=form)
        assert answer.status_code in {200, 404}, answer.text

    def talks(self, phone: Phone) -> None:
        what = choice(self.chance, self.talking)
        if what:
            phone.later(self.chance.expovariate(1 / 120), lambda: self.does(phone, what))
