"""The code is known: whoever accompanies this caller is rung first, or the caller hears when they
answer next and chooses. Those who press nothing are put through to somebody else now."""

from __future__ import annotations

from flask import Response

from hotline.calls.in_the_menus import comes_back_to
from hotline.calls.tables import Call
from hotline.calls.whereabouts import time_there
from hotline.follow_ups.returning import Ways, ways_on
from hotline.lines.service import LoadedLine
from hotline.service import hotline
from hotline.voice.asking import Question
from hotline.voice.documents import Document
from hotline.voice.entering import in_the_menus, into_follow_up, into_promise
from hotline.voice.webhook import is_asked
from hotline.words import Spoken, words
from hotline.words.moments import spoken_moment


def come_back(call: Call, line: LoadedLine) -> Response:
    """Into the queue, that person first; or the choice of another way."""
    ways = _ways(call, line)
    if ways.reached:
        return into_follow_up(call, line, words("follow-up-rings", call.language))
    question = ComingBack(call, line, ways)
    first = question.why()
    return question.ask(first) if question.offers() else question.somebody(first)


class ComingBack(Question):
    """1 to be called back, 2 their deputy, 3 somebody else now: what there is of these."""

    place = "coming-back"
    patience = 2

    def __init__(self, call: Call, line: LoadedLine, ways: Ways) -> None:
        super().__init__(call, line)
        self.ways = ways

    def why(self) -> str:
        """That the person cannot be rung now, and when they can."""
        language, now = self.call.language, hotline().now()
        if self.ways.gone:
            return words("follow-up-gone", language)
        if self.ways.next_at is None:
            return words("follow-up-away", language)
        area, line = self.call.territory, self.line.document
        there = time_there(self.ways.next_at, area, line)
        when = spoken_moment(there, time_there(now, area, line), language)
        return words("follow-up-later", language, when=when)

    def offers(self) -> list[str]:
        """What can be chosen beside somebody else now; with nothing, there is no question."""
        callback = ["follow-up-callback"] if self._calls_back() else []
        return [*callback, *(["follow-up-deputy"] if self.ways.deputy is not None else [])]

    def spoken(self) -> list[str]:
        """The keys."""
        keys = [*self.offers(), "follow-up-somebody"]
        return [words(key, self.call.language) for key in keys]

    def answer(self, keys: str) -> Response | None:
        """The way chosen."""
        if keys == "1" and self._calls_back():
            return into_promise(self.call, self.line)
        if keys == "2" and self.ways.deputy is not None:
            rings = words("follow-up-deputy-rings", self.call.language)
            return self._on(self.ways.deputy, rings)
        return self.somebody() if keys == "3" else None

    def somebody(self, *first: Spoken) -> Response:
        """The line's plan for it."""
        return self._on(None, *first)

    def missed(self) -> Response:
        """Nobody is left alone with a choice."""
        return self.somebody()

    def _calls_back(self) -> bool:
        return not self.ways.gone and self.line.document.callbacks is not None

    def _on(self, companion: int | None, *first: Spoken) -> Response:
        with hotline().database.writing() as session:
            comes_back_to(session, self.call.id, companion)
        return into_follow_up(self.call, self.line, *first)


def coming_back(call_id: str) -> Response:
    """The key pressed. Whom it concerns is looked at anew: they may be reached meanwhile."""
    with hotline().database.reading() as session:
        found = in_the_menus(session, call_id)
    if isinstance(found, Response):
        return found
    call, line = found
    if call.companion_id is None or not is_asked():
        return Document(call).go_to(f"/voice/calls/{call_id}/follow-up").answer()
    return ComingBack(call, line, _ways(call, line)).heard()


def _ways(call: Call, line: LoadedLine) -> Ways:
    service = hotline()
    with service.database.reading() as session:
        return ways_on(session, line, call, service.now())
