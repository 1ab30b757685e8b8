"""To be called back: on which number, when, and whether a machine may hear of it."""

from __future__ import annotations

from flask import Response

from hotline.callbacks.asking import Refusal, asked_in, draft
from hotline.callbacks.numbers import keyed_in, may_be_called
from hotline.calls.tables import Call
from hotline.lines.document import Callbacks
from hotline.lines.service import LoadedLine
from hotline.service import hotline
from hotline.voice.arranging import ArrangingQuestion, arranging, rather_talk
from hotline.voice.callback_when import When
from hotline.voice.webhook import caller_number
from hotline.words import words

KEYS_OF_A_NUMBER = 11
"""Ten digits and hash."""


class OnWhichNumber(ArrangingQuestion):
    """1 the number they call from, 2 another one, 3 rather talk to somebody now."""

    place = "callback"

    def begin(self) -> Response:
        """What can be chosen; with nothing to choose from, they are put through."""
        if not self._calling() and not self._keyed():
            untold = caller_number() is None
            return rather_talk(
                self.call, "callback-no-number" if untold else "callback-not-this-number"
            )
        return self.ask(words("callback-how", self.call.language))

    def spoken(self) -> list[str]:
        """The number itself is never spoken: the carrier would keep it."""
        keys = ["callback-this-number"] if self._calling() else []
        keys += ["callback-other-number"] if self._keyed() else []
        return [words(key, self.call.language) for key in (*keys, "callback-rather-talk")]

    def answer(self, key: str) -> Response | None:
        """When, next."""
        number = self._calling()
        if key == "1" and number:
            return noted(self.call, self.line, number)
        if key == "2" and self._keyed():
            return KeyedNumber(self.call, self.line).ask()
        return rather_talk(self.call) if key == "3" else None

    def _calling(self) -> str | None:
        """The number they call from, if it can be called back: in memory for this request only."""
        options = _options(self.line)
        number = caller_number()
        usable = number is not None and may_be_called(number, options.territories)
        return number if usable and "calling" in options.numbers else None

    def _keyed(self) -> bool:
        return "keyed" in _options(self.line).numbers


class KeyedNumber(ArrangingQuestion):
    """Another number, then hash."""

    place = "callback/number"
    digits = KEYS_OF_A_NUMBER

    def spoken(self) -> list[str]:
        """Ten digits."""
        return [words("callback-key-number", self.call.language)]

    def answer(self, keys: str) -> Response | None:
        """When, next; what is no number is asked for again."""
        number = keyed_in(keys)
        return noted(self.call, self.line, number) if number else None

    def back(self) -> Response:
        """The question before."""
        return OnWhichNumber(self.call, self.line).begin()


def noted(call: Call, line: LoadedLine, number: str) -> Response:
    """It is kept until they were reached; or why it cannot be called, and a human."""
    service = hotline()
    with service.database.writing() as session:
        refused = draft(session, line, call, number, service.now())
    if refused is not None:
        return rather_talk(call, REFUSED_WORDS[refused])
    return When(call, line).begin()


REFUSED_WORDS = {
    Refusal.NUMBER: "callback-not-this-number",
    Refusal.TURNED_AWAY: "callback-turned-away",
}


def _options(line: LoadedLine) -> Callbacks:
    assert line.document.callbacks is not None  # see `arranging`
    return line.document.callbacks


def begin(call: Call, line: LoadedLine) -> Response:
    """The first question; where a number was given before, the next one."""
    with hotline().database.reading() as session:
        given = asked_in(session, call.id)
    return When(call, line).begin() if given else OnWhichNumber(call, line).begin()


def callback_begin(call_id: str) -> Response:
    """They said that they want to be called back."""
    with hotline().database.reading() as session:
        found = arranging(session, call_id)
    return found if isinstance(found, Response) else begin(*found)


def callback(call_id: str) -> Response:
    """Which number."""
    with hotline().database.reading() as session:
        found = arranging(session, call_id)
    return found if isinstance(found, Response) else OnWhichNumber(*found).heard()


def callback_number(call_id: str) -> Response:
    """The number that was keyed in."""
    with hotline().database.reading() as session:
        found = arranging(session, call_id)
    return found if isinstance(found, Response) else KeyedNumber(*found).heard()
