"""What a handset does by itself: answer, refuse, stay silent, be a machine, follow a script."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from simulator.phones import Heard, Phone


class Behaviour(Protocol):
    """Decides for a handset; called by the carrier while it holds its lock."""

    def rung(self, phone: Phone, /) -> str | None:
        """Ring (None), or end the call at once with `busy`, `failed` or `no-answer`."""

    def heard(self, phone: Phone, heard: Heard, /) -> None:
        """React to something heard."""


@dataclass
class Rings:
    """Rings for ever, until somebody (a test, the page) does something."""

    def rung(self, _phone: Phone, /) -> str | None:
        return None

    def heard(self, _phone: Phone, _heard: Heard, /) -> None:
        return None


class NoAnswer(Rings):
    """Nobody ever answers: the same as ringing, under the name that a story uses."""


@dataclass
class Busy(Rings):
    """The line is engaged."""

    def rung(self, _phone: Phone, /) -> str | None:
        return "busy"


@dataclass
class Fails(Rings):
    """The number cannot be reached: switched off, or it does not exist."""

    def rung(self, _phone: Phone, /) -> str | None:
        return "failed"


@dataclass
class AnswersAfter(Rings):
    """Answers after so many seconds of ringing, and then does nothing."""

    seconds: float

    def rung(self, phone: Phone, /) -> str | None:
        phone.later(self.seconds, phone.answers)
        return None


@dataclass
class RejectsAfter(Rings):
    """Refuses the call after so many seconds of ringing."""

    seconds: float = 2.0

    def rung(self, phone: Phone, /) -> str | None:
        phone.later(self.seconds, phone.rejects)
        return None


@dataclass
class Voicemail(Rings):
    """A machine: answers, speaks its greeting, then records until it has had enough."""

    after: float = 18.0
    greeting_seconds: float = 6.0
    records_seconds: float = 60.0

    def rung(self, phone: Phone, /) -> str | None:
        phone.later(self.after, lambda: self._answer(phone))
        return None

    def _answer(self, phone: Phone) -> None:
        phone.answers()
        phone.says("Vous êtes sur la messagerie, laissez un message après le bip.")
        phone.later(self.greeting_seconds + self.records_seconds, phone.hangs_up)


@dataclass
class Scripted(Rings):
    """Follows a script: `reactions` maps a text that is heard to what is done about it.

    What is done: keys to press ("1", "12#"), "hang up", or "say …". Each reaction is used every
    time its text is heard, `thinks` seconds after the sentence began; `hangs_up_after` ends the
    call so many seconds after it was joined to somebody.
    """

    reactions: Mapping[str, str] = field(default_factory=dict)
    answers_after: float = 4.0
    thinks: float = 2.0
    hangs_up_after: float | None = None

    def rung(self, phone: Phone, /) -> str | None:
        phone.later(self.answers_after, phone.answers)
        return None

    def heard(self, phone: Phone, heard: Heard, /) -> None:
        if heard.kind == "joined" and self.hangs_up_after is not None:
            phone.later(self.hangs_up_after, phone.hangs_up)
        reaction = next((do for text, do in self.reactions.items() if heard.says(text)), None)
        if reaction is not None:
            phone.later(self.thinks, partial(self._react, phone, reaction))

    def _react(self, phone: Phone, what: str) -> None:
        if what == "hang up":
            phone.hangs_up()
        elif what.startswith("say "):
            phone.says(what.removeprefix("say "))
        else:
            phone.presses(what)
