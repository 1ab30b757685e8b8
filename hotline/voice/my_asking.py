"""A question of the responders' own menu, and the keys that mean the same at each of them.

9 says it again, * goes back to the first one. A key without a meaning, or none at all, is met
kindly twice; the third time the call ends. Each answer is one transaction: nothing is half done.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from flask import Response

from hotline.lines.service import LoadedLine, line_by_id
from hotline.people.service import Responder, people_by_ids
from hotline.responders.tables import OwnCall
from hotline.service import hotline
from hotline.voice.documents import Document
from hotline.voice.webhook import attempt, is_asked, webhook
from hotline.words import words

AGAIN, BACK = "9", "*"
MENU = "menu"
"""The place of the first question, to which others lead back."""
MOST_MISSES = 3


@dataclass(frozen=True, slots=True)
class Mine:
    """Who asks for their own menu, on which line, in which call."""

    own: OwnCall
    person: Responder
    line: LoadedLine

    @property
    def language(self) -> str:
        """In which they are spoken to."""
        return self.own.language

    @property
    def zone(self) -> ZoneInfo:
        """That of the line."""
        return ZoneInfo(self.line.document.line.time_zone)

    def say(self, key: str, **values: str) -> str:
        """A phrase in their language."""
        return words(key, self.language, **values)

    def document(self) -> Document:
        """One in their language, with the voice of the line."""
        return Document(self.language, line_id=self.line.id)

    def go_to(self, place: str, *first: str) -> Response:
        """Another step of this call, with other words before it."""
        document = self.document()
        for text in first:
            document.say_words(text)
        return document.go_to(f"/voice/responders/{self.own.id}/{place}").answer()

    def goodbye(self) -> Response:
        """The end of this call."""
        return self.document().say("my-goodbye").hang_up().answer()


class MyQuestion(ABC):
    """One question; its subclasses say what is asked and what each key leads to."""

    def __init__(self, mine: Mine) -> None:
        self.mine = mine

    @property
    @abstractmethod
    def place(self) -> str:
        """Its address, under that of the call."""

    @abstractmethod
    def spoken(self) -> list[str]:
        """What is asked."""

    @abstractmethod
    def answer(self, key: str) -> Response | None:
        """What this key leads to; None when it means nothing here."""

    def ask(self, *first: str, misses: int = 0) -> Response:
        """Asks, with other words before it, and listens from those on."""
        return self._listen(*first, *self.spoken(), misses=misses)

    def heard(self) -> Response:
        """What the key of this request leads to; whoever was sent here is asked."""
        key, misses = webhook().digits, attempt()
        if not is_asked():
            return self.ask()
        if key == AGAIN:
            return self.ask(misses=misses - 1)
        if key == BACK:
            return self.mine.go_to(MENU)
        return self.answer(key) or self._miss(key, misses)

    def _miss(self, key: str, misses: int) -> Response:
        if misses >= MOST_MISSES:
            return self.mine.goodbye()
        wrong = [self.mine.say("menu-wrong-key")] if key else []
        return self.ask(*wrong, misses=misses)

    def _listen(self, *spoken: str, misses: int) -> Response:
        action = f"/voice/responders/{self.mine.own.id}/{self.place}?attempt={misses + 1}"
        return self.mine.document().ask(action, *spoken).answer()


def identified(own_call_id: str, step: Callable[[Mine], Response]) -> Response:
    """What this step answers to whoever's code was recognised; others are asked for it."""
    with hotline().database.reading() as session:
        own = session.get(OwnCall, own_call_id)
        if own is None or own.person_id is None:
            return Document("fr").go_to("/voice/responders").answer()
        line = line_by_id(session, own.line_id)
        assert line is not None  # a foreign key holds it
        person = people_by_ids(session, [own.person_id])[own.person_id]
    mine = Mine(own, person, line)
    return step(mine) if person.active else mine.goodbye()
