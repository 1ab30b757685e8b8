"""Step 2. The menu: the caller's profession, page by page, then what else has to be asked."""

from __future__ import annotations

from flask import Response
from sqlalchemy.orm import Session

from hotline.calls.in_the_menus import note_answers
from hotline.calls.questions import asking_about, no_peer_told
from hotline.calls.tables import Call
from hotline.lines.service import LoadedLine
from hotline.lines.walking import asks_for_code, choice_at, page_at, recalled, remembered
from hotline.service import hotline
from hotline.taxonomies import area_name
from hotline.voice.appointment import AppointmentCode
from hotline.voice.appointment_key import appointment_words
from hotline.voice.asked import MENU, Asked
from hotline.voice.asking import Question
from hotline.voice.documents import Document
from hotline.voice.entering import in_the_menus, into_arranging, into_queue, into_silence
from hotline.voice.webhook import asked_from
from hotline.words import words
from hotline.words.appointments import menu_key
from hotline.words.menu import page_words
from routing.questions import (
    DEPARTMENT,
    LATER,
    YES,
    Asking,
    chosen,
    next_question,
)

START = "start"


class MenuPage(Question):
    """One page: at most five choices, then the way to the next page."""

    def __init__(self, call: Call, line: LoadedLine, keys: str = "") -> None:
        super().__init__(call, line)
        self.page = page_at(line.document, keys)

    @property
    def place(self) -> str:
        """The keys that lead here, one after the other: "menu/start-6-2"."""
        return "menu/" + "-".join([START, *self.page.keys])

    @property
    def unspoken(self) -> str | None:
        """On the first page, where the line has one."""
        return None if self.page.keys else self.line.document.line.responders_key

    def spoken(self) -> list[str]:
        """Its choices."""
        expected = [] if self.page.keys else appointment_words(self.line, self.call.language)
        return [*page_words(self.page, self.call.language), *expected]

    def answer(self, keys: str) -> Response | None:
        """Another page, or the first question about the profession chosen."""
        if asked_from(self.line.version) != self.line.version:
            return self.ask()  # a new file was loaded since: its keys may mean something else
        if keys == menu_key(self.line.document) and not self.page.keys:
            return AppointmentCode(self.call, self.line).ask()
        led = self.page.keys + keys
        choice = choice_at(self.line.document, led)
        if choice is not None:
            return ask_next(self.call, self.line, {MENU: remembered(led, choice)})
        if asks_for_code(self.line.document, led):
            return Document(self.call).go_to(f"/voice/calls/{self.call.id}/follow-up").answer()
        page = MenuPage(self.call, self.line, led)
        return page.ask() if keys and page.page.keys == led else None

    def once_more(self) -> list[str]:
        """The line's greeting, by which a caller knows whom they have reached; and its message,
        which they have not understood so far."""
        document, language = self.line.document, self.call.language
        greeting = [] if self.page.keys else [document.line.greeting.read_in(language)]
        message = document.message_at(hotline().now())
        return [*greeting, *([message.read_in(language)] if message else [])]

    def missed(self) -> Response:
        """Those who press nothing are put through like any other."""
        return into_silence(self.call, self.line)

    def back(self) -> Response:
        """The page before, or the menu that led to this one."""
        return MenuPage(self.call, self.line, self.page.keys[:-1]).ask()


def ask_next(call: Call, line: LoadedLine, answers: dict[str, str]) -> Response:
    """The next question that these answers leave open; with none, into the queue."""
    keys, choice = recalled(line.document, answers.get(MENU, call.answers.get(MENU, "")))
    if choice is None or MENU not in answers:
        # They went back to it, or a new file took away what was chosen.
        return MenuPage(call, line, keys[:-1]).ask()
    with hotline().database.writing() as session:
        note_answers(session, call.id, answers)
        asking = asking_about(
            session,
            line,
            choice,
            language=call.language,
            territory=call.territory,
            now=hotline().now(),
        )
        first = _first_words(session, call, line, asking, answers)
    call.answers = answers
    if choice.callback:
        return into_arranging(call, choice.profession, chosen(asking, answers))
    name = next_question(asking, answers)
    if name is None and answers.get(LATER) == YES:
        return into_arranging(call, choice.profession, chosen(asking, answers))
    if name is None:
        return into_queue(call, choice.profession, chosen(asking, answers), *first)
    return Asked(call, line, name, ask_next).ask(*first)


def _first_words(
    session: Session, call: Call, line: LoadedLine, asking: Asking, answers: dict[str, str]
) -> tuple[str, ...]:
    """What the last answer leads to, before anything else is said."""
    last, language = list(answers)[-1], call.language
    if last == DEPARTMENT and answers[last]:
        return (words("department", language, name=area_name(answers[last], language)),)
    if last != MENU:
        return ()
    here, now = call.territory, hotline().now()
    return no_peer_told(session, line, asking, language=language, territory=here, now=now)


def menu(call_id: str, place: str) -> Response:
    """The key pressed on a page of the menu."""
    with hotline().database.reading() as session:
        found = in_the_menus(session, call_id)
    if isinstance(found, Response):
        return found
    return MenuPage(*found, "".join(place.split("-")[1:])).heard()
