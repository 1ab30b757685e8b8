"""On hold, or before goodbye: the caller hears a number that their responder gives them."""

from __future__ import annotations

from functools import partial

from flask import Response

from hotline import numbers
from hotline.calls.giving import next_to_say, note_said
from hotline.calls.tables import Call
from hotline.carrier import CarrierProblem
from hotline.forgetting.erasures import Record, plan_erasure
from hotline.lines.document import DirectoryEntry, LineDocument
from hotline.logs import logger
from hotline.service import Hotline, hotline
from hotline.telling import AFTERWARDS
from hotline.voice.documents import Document
from hotline.voice.incoming import line_of
from hotline.voice.keys import key
from hotline.voice.saying_code import say_code
from hotline.voice.webhook import attempt, caller_number, webhook
from hotline.words import words

log = logger(__name__)


def to_write_down(call: Call, line: LineDocument) -> Response | None:
    """What the caller has not heard yet of what they were given; None when there is nothing."""
    return say_code(call) or say_number(call, line)


def say_number(call: Call, line: LineDocument) -> Response | None:
    """The next number to write down, twice and slowly; None when there is none. It counts as heard
    once its end is told, so one that was interrupted is said again."""
    entry = next_to_say(call, line)
    if entry is None:
        return None
    name, number = entry.name.read_in(call.language), numbers.spoken(entry.number)
    note = [entry.note.read_in(call.language)] if entry.note else []
    twice = [
        words(phrase, call.language, name=name, number=number)
        for phrase in ("note-number", "note-number-again")
    ]
    offer = [words("note-by-text", call.language)] if can_be_texted(line) else []
    action = f"/voice/calls/{call.id}/noted/{entry.code}?attempt={call.given_said + 1}"
    return Document(call).ask(action, *note, *offer, slowly=twice).answer()


def noted(call_id: str, code: str) -> Response:
    """Heard to its end. 3 has it sent by text: only then, and only by this request's own number,
    which goes nowhere else. 0 is danger, here too."""
    pressed = webhook().digits
    if pressed == "0":
        return key(call_id)
    with hotline().database.writing() as session:
        call = session.get(Call, call_id)
        if call is None:
            return Document("fr").leave_queue().answer()
        line = line_of(session, call).document
        heard_now = note_said(session, call_id, code, attempt())
    entry = next((entry for entry in line.directory if entry.code == code), None)
    document = Document(call)
    if pressed == "3" and entry is not None and heard_now:
        sent = text_caller(line, _body(entry, call.language))
        document.say("note-sent" if sent else "note-not-sent")
    return document.go_to(f"/voice/calls/{call_id}/wait").answer()


def can_be_texted(line: LineDocument) -> bool:
    """Whether whoever makes this request can be sent a text: from a French mobile only."""
    number = caller_number()
    return number is not None and numbers.is_mobile(number) and bool(line.number_that_is("texts"))


def text_caller(line: LineDocument, body: str) -> bool:
    """Starts sending it; one attempt, since trying again would need the number to be kept."""
    service, to, sender = hotline(), caller_number(), line.number_that_is("texts")
    if to is None or sender is None or not can_be_texted(line) or service.carrier.is_away():
        return False
    service.errands.run(partial(_send, service, to, sender.number, body))
    return True


def _body(entry: DirectoryEntry, language: str) -> str:
    name, number = entry.name.read_in(language), numbers.spoken(entry.number)
    return words("number-to-dial", language, name=name, number=number)


def _send(service: Hotline, to: str, sender: str, body: str) -> None:
    try:
        message = service.carrier.text(to, sender, body)
    except CarrierProblem:
        log.warning("number-not-texted")
        return
    with service.database.writing() as session:
        plan_erasure(session, Record.MESSAGE, message, service.now(), after=AFTERWARDS)
