"""Outside of the line's hours: its words, the numbers to dial, goodbye; danger still rings."""

from __future__ import annotations

from flask import Response

from hotline.calls.in_the_menus import goodbye_while_closed
from hotline.service import hotline
from hotline.voice.appointment import AppointmentCode
from hotline.voice.appointment_key import appointment_words
from hotline.voice.asking import Question
from hotline.voice.documents import Document
from hotline.voice.entering import in_the_menus
from hotline.words.appointments import menu_key
from hotline.words.keys import AGAIN
from hotline.words.menu import closed_words
from hotline.words.waiting import at_the_end


class Closed(Question):
    """What is said instead of the menu; whoever presses nothing has heard where to call."""

    place = "closed"
    patience = 1

    @property
    def unspoken(self) -> str | None:
        """The line's; but hash, which is spoken here."""
        key = self.line.document.line.responders_key
        return None if key == AGAIN else key

    def spoken(self) -> list[str]:
        """Why nobody answers now, and who does."""
        line, call = self.line.document, self.call
        closed = line.closed_at(call.started_at)
        told = closed_words(closed, line, call.language, call.territory)
        return [*told, *appointment_words(self.line, call.language)]

    def once_more(self) -> list[str]:
        """The line's message."""
        message = self.line.document.message_at(hotline().now())
        return [message.read_in(self.call.language)] if message else []

    def answer(self, keys: str) -> Response | None:
        """An appointment may be fixed for any hour."""
        mine = keys == menu_key(self.line.document)
        return AppointmentCode(self.call, self.line).ask() if mine else None

    def missed(self) -> Response:
        """Goodbye."""
        with hotline().database.writing() as session:
            goodbye_while_closed(session, self.call.id)
        document = Document(self.call)
        for text in at_the_end(self.line.document, self.call.language, nobody_came=False):
            document.say_words(text)
        return document.hang_up().answer()


def closed(call_id: str) -> Response:
    """The key pressed while the line is closed."""
    with hotline().database.reading() as session:
        found = in_the_menus(session, call_id)
    return found if isinstance(found, Response) else Closed(*found).heard()
