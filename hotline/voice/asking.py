"""A question put to a caller in the menus, and the keys that mean the same at each of them.

0 danger, 9 the other language, # says it again, * goes back. A key without a meaning, or none at
all, is met kindly twice; the third time the caller goes on to a human all the same.
"""

from __future__ import annotations

from abc import ABC, abstractmethod

from flask import Response

from hotline.calls.in_the_menus import speak
from hotline.calls.tables import Call
from hotline.lines.service import LoadedLine
from hotline.service import hotline
from hotline.voice.documents import Document
from hotline.voice.entering import into_danger
from hotline.voice.webhook import asked_in, attempt, webhook
from hotline.words import Spoken, words
from hotline.words.keys import AGAIN, BACK, DANGER, MOST_MISSES, OTHER_LANGUAGE
from hotline.words.menu import other_language


class Question(ABC):
    """One question; its subclasses say what is asked and what each key leads to."""

    digits = 1
    """How many keys are listened for."""
    patience = MOST_MISSES
    """The miss after which the caller goes on all the same."""

    def __init__(self, call: Call, line: LoadedLine) -> None:
        self.call = call
        self.line = line

    @property
    @abstractmethod
    def place(self) -> str:
        """Its address, under that of the call."""

    @abstractmethod
    def spoken(self) -> list[str]:
        """What is asked."""

    def answer(self, _keys: str) -> Response | None:
        """What these keys lead to; None when they mean nothing here, as all do unless it says."""
        return None

    @abstractmethod
    def missed(self) -> Response:
        """The kindest way on for somebody who did not answer."""

    @property
    def unspoken(self) -> str | None:
        """A key of which nothing is said: responders are led to their own menu by it."""
        return None

    def once_more(self) -> list[str]:
        """What was said before this question and is said again in another language."""
        return []

    def back(self) -> Response:
        """The question before; the same one again where there is none."""
        return self.ask()

    def danger(self) -> Response:
        """A human at once."""
        return into_danger(self.call, self.line)

    def ask(self, *first: Spoken, misses: int = 0) -> Response:
        """Asks, with other words before it, and listens from those on: a key pressed while nobody
        listens would be lost."""
        return self._listen(*first, *self.spoken(), misses=misses)

    def heard(self) -> Response:
        """What the keys of this request lead to."""
        keys, misses = webhook().digits, attempt()
        if keys == DANGER:
            return self.danger()
        if keys and keys == self.unspoken:
            return Document(self.call).go_to("/voice/responders").answer()
        if keys == BACK:
            return self.back()
        if keys == AGAIN and self.digits == 1:
            return self.ask(misses=misses - 1)
        if keys == OTHER_LANGUAGE and self._speak_the_other():
            return self.ask(*self.once_more(), misses=misses - 1)
        return self.answer(keys) or self._miss(keys, misses)

    def _miss(self, keys: str, misses: int) -> Response:
        if misses >= self.patience:
            return self.missed()
        if keys:
            wrong = words("menu-wrong-key", self.call.language)
            return self.ask(wrong, misses=misses)
        return self._listen(words("take-your-time", self.call.language), misses=misses)

    def _listen(self, *spoken: Spoken, misses: int) -> Response:
        # What it was asked with: a request told twice must not do the same thing twice, and keys
        # mean what they meant when they were read.
        asked = f"attempt={misses + 1}&language={self.call.language}"
        since = f"line={self.line.version}&after={len(self.call.answers)}"
        action = f"/voice/calls/{self.call.id}/{self.place}?{asked}&{since}"
        return Document(self.call).ask(action, *spoken, digits=self.digits).answer()

    def _speak_the_other(self) -> bool:
        other = other_language(self.line.document, asked_in(self.call.language))
        if other is None:
            return False
        with hotline().database.writing() as session:
            speak(session, self.call.id, other)
        self.call.language = other
        return True
