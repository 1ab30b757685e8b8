"""One of the questions after the menu: what its keys mean, and what is taken for an answer when
there is none."""

from __future__ import annotations

from collections.abc import Callable

from flask import Response

from hotline.calls.tables import Call
from hotline.lines.service import LoadedLine
from hotline.lines.walking import recalled
from hotline.taxonomies import areas_around
from hotline.voice.asking import Question
from hotline.voice.entering import into_danger
from hotline.voice.webhook import asked_after
from hotline.words.keys import AGAIN, KEYS
from hotline.words.menu import question_words
from routing.questions import (
    ANOTHER_PROFESSION,
    AVOID,
    DEPARTMENT,
    KIND,
    LATER,
    NO,
    PSYCHOLOGIST,
    answered,
    before,
)

MENU = "menu"
"""The name of the first question: its answer is the profession, and the keys that led there."""

GoOn = Callable[[Call, LoadedLine, dict[str, str]], Response]
"""What follows from the answers given so far."""

_KINDEST = {KIND: PSYCHOLOGIST, ANOTHER_PROFESSION: NO, LATER: NO, DEPARTMENT: "", AVOID: NO}


class Asked(Question):
    """A question by its name (see `routing.questions`)."""

    def __init__(self, call: Call, line: LoadedLine, name: str, go_on: GoOn) -> None:
        super().__init__(call, line)
        self.name = name
        self.digits = 3 if name == DEPARTMENT else 1
        self._sort = AVOID if name.startswith(AVOID) else name
        self._go_on = go_on

    @property
    def place(self) -> str:
        """Its name; people to avoid by their place in the line's file."""
        if self._sort != AVOID:
            return self.name
        names = [AVOID + people.tag for people in self.line.document.avoidable]
        return f"avoid/{names.index(self.name)}"

    def spoken(self) -> list[str]:
        """The question."""
        return [question_words(self.name, self.line.document, self.call.language)]

    def answer(self, keys: str) -> Response | None:
        """The next question, or the queue."""
        department = self._sort == DEPARTMENT
        said = _area(keys) if department else self._meaning(keys)
        return None if said is None else self._next(said)

    def missed(self) -> Response:
        """The kindest answer: a psychologist, no département, nobody avoided."""
        return self._next(_KINDEST[self._sort])

    def back(self) -> Response:
        """The question before this one is forgotten, and asked again."""
        earlier = list(before(self.call.answers, self.name).items())
        # Counted from what was known when this was asked: told twice, it goes back once.
        return self._go_on(self.call, self.line, dict(earlier[: asked_after(len(earlier)) - 1]))

    def danger(self) -> Response:
        """A human at once, who is told the profession."""
        _, choice = recalled(self.line.document, self.call.answers.get(MENU, ""))
        return into_danger(self.call, self.line, choice.profession if choice else None)

    def _meaning(self, key: str) -> str | None:
        return next((said for said, its in KEYS[self._sort].items() if its == key), None)

    def _next(self, said: str) -> Response:
        given = answered(self.call.answers, self.name, said)
        return self._go_on(self.call, self.line, given)


def _area(keys: str) -> str | None:
    """The département or territory keyed in; "" for hash alone; None for what is none."""
    code = keys.removesuffix(AGAIN)
    return code if areas_around(code) or keys == AGAIN else None
