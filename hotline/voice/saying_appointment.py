"""On hold, or before goodbye: the caller hears the appointment that was fixed with them."""

from __future__ import annotations

from flask import Response

from hotline.appointments.coming import give_link, note_said
from hotline.appointments.finding import to_be_said
from hotline.appointments.keys import code_of
from hotline.appointments.tables import PLANNED, Appointment
from hotline.calls.tables import Call
from hotline.calls.whereabouts import time_there
from hotline.lines.document import LineDocument
from hotline.service import hotline
from hotline.voice.documents import Document
from hotline.voice.incoming import line_of
from hotline.voice.keys import key
from hotline.voice.webhook import asked_after, webhook
from hotline.voice.writing_down import can_be_texted, text_caller
from hotline.words import words
from hotline.words.appointments import code_words, menu_key, way_words
from hotline.words.moments import written_moment


def say_appointment(call: Call, line: LineDocument) -> Response | None:
    """The next one, twice and slowly, by the clock where the caller is, then how to come to it;
    None when there is none. It counts as heard once its end is told."""
    if line.appointments is None:
        return None
    with hotline().database.reading() as session:
        row = to_be_said(session, call.id)
    if row is None:
        return None
    when, way = _when_and_way(row, call, line)
    code = code_words(code_of(row.id))
    twice = [
        words(phrase, call.language, when=when, way=way, code=code)
        for phrase in ("note-appointment", "note-appointment-again")
    ]
    offer = [words("appointment-by-text", call.language)] if can_be_texted(line) else []
    action = f"/voice/calls/{call.id}/told/{row.id}?after={row.moves}"
    return Document(call).ask(action, _how(row, line, call.language), *offer, slowly=twice).answer()


def told(call_id: str, appointment_id: str) -> Response:
    """Heard to its end. 3 has it sent by text: only then, by this request's own number, which goes
    nowhere else. 0 is danger, here too."""
    pressed = webhook().digits
    if pressed == "0":
        return key(call_id)
    with hotline().database.writing() as session:
        call = session.get(Call, call_id)
        row = session.get(Appointment, appointment_id)
        if call is None:
            return Document("fr").leave_queue().answer()
        line = line_of(session, call).document
        heard_now = note_said(session, call_id, appointment_id, asked_after(0))
    document = Document(call)
    if pressed == "3" and row is not None and heard_now and row.state == PLANNED:
        document.say("note-sent" if _text(row, call, line) else "note-not-sent")
    return document.go_to(f"/voice/calls/{call_id}/wait").answer()


def _text(row: Appointment, call: Call, line: LineDocument) -> bool:
    """The appointment by text; with a link of its own where it is by video."""
    language, service = call.language, hotline()
    if service.carrier.is_away():
        return False
    when, way = _when_and_way(row, call, line)
    parts = [words("appointment-text", language, when=when, way=way, code=code_of(row.id))]
    if row.channel != "video":
        return text_caller(line, " ".join([*parts, _how(row, line, language)]))
    token = service.chance(16).hex()
    parts += [words("appointment-text-video", language), service.url(f"/visio/{token}")]
    with service.database.writing() as session:
        give_link(session, row.id, token)
    return text_caller(line, " ".join(parts))


def _when_and_way(row: Appointment, call: Call, line: LineDocument) -> tuple[str, str]:
    there = time_there(row.starts_at, call.territory, line)
    way = way_words(row.channel, row.place, line.appointments, call.language)
    return written_moment(there, call.language), way


def _how(row: Appointment, line: LineDocument, language: str) -> str:
    """What the caller does at its time, or before it."""
    digit = menu_key(line) or ""
    if row.channel == "mail":
        mail = (line.appointments.mail if line.appointments else None) or ""
        return words("appointment-how-mail", language, mail=mail)
    if row.channel == "video":
        return words("appointment-how-video", language, digit=digit)
    if row.channel == "telephone":
        return words("appointment-how-telephone", language, digit=digit)
    return words("appointment-how-place", language, digit=digit)
