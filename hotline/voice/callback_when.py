"""When to be called back: only when somebody suitable is on duty. Then the last question."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from flask import Response

from hotline.callbacks.asking import agree, choose
from hotline.callbacks.cover import offered
from hotline.calls.plans import wish_of_call
from hotline.calls.tables import Call
from hotline.calls.whereabouts import time_there
from hotline.lines.service import LoadedLine
from hotline.service import hotline
from hotline.voice.arranging import ArrangingQuestion, arranging, rather_talk
from hotline.voice.waiting import goodbye
from hotline.voice.webhook import asked_from
from hotline.words import words
from hotline.words.callbacks import window_words
from routing.questions import PEER
from schedules.callback_windows import ON_A_PAGE, CallbackWindow

LATER, RATHER_TALK = str(ON_A_PAGE + 1), str(ON_A_PAGE + 2)

STALE = timedelta(minutes=10)
"""What was offered longer ago is offered anew."""


class When(ArrangingQuestion):
    """A page of windows. What its keys mean is what they meant when they were read: the address
    tells when that was."""

    def __init__(
        self, call: Call, line: LoadedLine, number: int = 0, at: datetime | None = None
    ) -> None:
        super().__init__(call, line)
        self.number = number
        self.at = (at or hotline().now()).replace(microsecond=0)
        with hotline().database.reading() as session:
            assert call.plan is not None  # whoever arranges has one
            self.offered, self.goes_on = offered(
                session,
                line,
                call.plan,
                wish_of_call(call),
                number=number,
                territory=call.territory,
                now=self.at,
                by_peers=call.kind_wanted == PEER,
                companion=call.companion_id,
            )

    @property
    def place(self) -> str:
        """The page, and when it was read."""
        return f"callback/when/{self.number}/{int(self.at.timestamp())}"

    def begin(self) -> Response:
        """With nobody suitable on the roster nothing is promised: a human, rather."""
        if not self.offered:
            return rather_talk(self.call, "callback-nobody-then")
        return self.ask()

    def spoken(self) -> list[str]:
        """Each window with its key, by the clock where the caller is."""
        language = self.call.language
        there = time_there(self.at, self.call.territory, self.line.document)
        said = [
            words(
                "callback-window",
                language,
                when=window_words(window.start, window.end, there, language),
                digit=str(key),
            )
            for key, window in enumerate(self.offered, 1)
        ]
        later = [words("callback-later", language, digit=LATER)] if self.goes_on else []
        return [*said, *later, words("callback-rather", language, digit=RATHER_TALK)]

    def answer(self, key: str) -> Response | None:
        """The last question; or later windows."""
        if key == LATER and self.goes_on:
            return When(self.call, self.line, self.number + 1).ask()
        if key == RATHER_TALK:
            return rather_talk(self.call)
        window = _nth(self.offered, key)
        if window is None:
            return None
        with hotline().database.writing() as session:
            chosen = choose(session, self.call.id, window)
        return Message(self.call, self.line).ask() if chosen else rather_talk(self.call)

    def back(self) -> Response:
        """The page before."""
        return When(self.call, self.line, max(0, self.number - 1)).ask()

    def is_current(self) -> bool:
        """Whether its keys still mean what they meant when they were read."""
        fresh = hotline().now() - self.at < STALE
        return fresh and asked_from(self.line.version) == self.line.version


class Message(ArrangingQuestion):
    """1 nothing is left on a machine, 2 a neutral message may be."""

    place = "callback/message"

    def spoken(self) -> list[str]:
        """The question."""
        return [words("callback-message", self.call.language)]

    def answer(self, key: str) -> Response | None:
        """It is a promise: the code, and goodbye."""
        if key not in {"1", "2"}:
            return None
        return self._agreed(no_message=key == "1")

    def missed(self) -> Response:
        """What was chosen holds; the more discreet way is taken."""
        return self._agreed(no_message=True)

    def back(self) -> Response:
        """Another window."""
        return When(self.call, self.line).begin()

    def _agreed(self, *, no_message: bool) -> Response:
        service = hotline()
        with service.database.writing() as session:
            made = agree(
                session,
                self.line,
                self.call.id,
                no_message=no_message,
                now=service.now(),
                chance=service.chance,
            )
            call = session.get_one(Call, self.call.id, populate_existing=True)
        return goodbye(call, self.line.document) if made else rather_talk(self.call)


def callback_when(call_id: str, number: int, at: int) -> Response:
    """The key pressed on a page of windows."""
    with hotline().database.reading() as session:
        found = arranging(session, call_id)
    if isinstance(found, Response):
        return found
    page = When(*found, number, datetime.fromtimestamp(at, UTC))
    return page.heard() if page.is_current() else When(*found).begin()


def callback_message(call_id: str) -> Response:
    """The last answer."""
    with hotline().database.reading() as session:
        found = arranging(session, call_id)
    return found if isinstance(found, Response) else Message(*found).heard()


def _nth(windows: Sequence[CallbackWindow], key: str) -> CallbackWindow | None:
    known = {str(place): window for place, window in enumerate(windows, 1)}
    return known.get(key)
