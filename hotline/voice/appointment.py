"""Step 2, for whoever has an appointment: the four digits of their code; that responder is rung
first."""

from __future__ import annotations

from flask import Response

from hotline.appointments.coming import come_by_code, is_there, try_code
from hotline.appointments.keys import DIGITS
from hotline.appointments.tables import PLANNED, Appointment
from hotline.calls.tables import Call
from hotline.calls.whereabouts import time_there
from hotline.service import hotline
from hotline.voice.asking_for_codes import CodeQuestion
from hotline.voice.documents import Document
from hotline.voice.entering import in_the_menus, into_expected
from hotline.voice.webhook import attempt
from hotline.words import words
from hotline.words.appointments import way_words
from hotline.words.moments import written_moment


class AppointmentCode(CodeQuestion):
    """The code; whoever does not have it is led back to the menu."""

    place = "appointment"
    digits = DIGITS

    def spoken(self) -> list[str]:
        """The question."""
        return [words("appointment-code-question", self.call.language)]

    def answer(self, keys: str) -> Response | None:
        """At its time, their responder first. At any other, when it is; also that it is
        cancelled: nobody could tell them before."""
        if len(keys) != DIGITS:
            return None
        with hotline().database.writing() as session:
            row = try_code(session, self.line.id, self.call.id, keys, attempt())
            self.call = session.get_one(Call, self.call.id)
            now_expected = row is not None and come_by_code(session, row, hotline().now())
            stands = row is not None and row.state == PLANNED and is_there(session, row)
        if row is None:
            return self.ask(self._say("appointment-code-unknown"), misses=attempt())
        if now_expected:
            return into_expected(self.call, self.line, row.person_id)
        return self._menu(self._later(row) if stands else self._say("appointment-no-more"))

    def missed(self) -> Response:
        """The menu, which leads to a human."""
        return self._menu(self._say("appointment-code-unknown"))

    def back(self) -> Response:
        """The menu."""
        return self._menu()

    def _later(self, row: Appointment) -> str:
        line, language = self.line.document, self.call.language
        there = time_there(row.starts_at, self.call.territory, line)
        way = way_words(row.channel, row.place, line.appointments, language)
        return words("appointment-later", language, when=written_moment(there, language), way=way)

    def _say(self, key: str) -> str:
        return words(key, self.call.language)

    def _menu(self, *first: str) -> Response:
        document = Document(self.call)
        for text in first:
            document.say_words(text)
        return document.go_to("/voice/incoming").answer()


def appointment(call_id: str) -> Response:
    """The code keyed in."""
    with hotline().database.reading() as session:
        found = in_the_menus(session, call_id)
    return found if isinstance(found, Response) else AppointmentCode(*found).heard()
