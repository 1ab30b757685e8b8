"""A telephone is called itself: somebody confirms that it is theirs; a machine confirms nothing."""

from __future__ import annotations

from flask import Response

from hotline.carrier_words import ENDS, MOVES
from hotline.dialling import dispatch
from hotline.lines.service import line_by_id
from hotline.people.service import language_of, people_by_ids
from hotline.people.tables import Phone
from hotline.readiness.phone_calls import (
    Purpose,
    phone_call_moved,
    phone_call_over,
    phone_confirmed,
)
from hotline.readiness.tables import PhoneCall
from hotline.service import hotline
from hotline.voice.documents import Document
from hotline.voice.webhook import told_at, webhook
from hotline.words import words
from hotline.words.appointments import code_words


def phone_answered(call_id: str) -> Response:
    """Said twice: a greeting, and the key to press, or the code to tell."""
    call, document = _called(call_id)
    if call is None:
        return document.hang_up().answer()
    if call.code is not None:
        for _ in range(2):
            document.say("phone-code", code=code_words(call.code))
        return document.hang_up().answer()
    test = call.purpose == Purpose.TEST
    said = words("phone-test" if test else "phone-verify", document.language)
    for seconds in (4, 6):
        document.listen(f"/voice/phones/{call_id}/heard", said, seconds=seconds)
    return document.hang_up().answer()


def phone_heard(call_id: str) -> Response:
    """1 confirms; any other key hears it again."""
    if webhook().digits != "1":
        return phone_answered(call_id)
    call, document = _called(call_id)
    with hotline().database.writing() as session:
        phone_confirmed(session, call_id, hotline().now())
    if call is not None and call.purpose == Purpose.TEST:
        return document.say("phone-test-answered").hang_up().answer()
    return document.say("alert-heard").hang_up().answer()


def phone_status(call_id: str) -> Response:
    """It rings, was answered, or is over; at the instant that the carrier tells."""
    service, status = hotline(), webhook().status
    intents = []
    with service.database.writing() as session:
        now = service.now()
        if status in MOVES:
            phone_call_moved(session, call_id, MOVES[status], told_at() or now)
        elif status in ENDS:
            intents = phone_call_over(session, call_id, ENDS[status], now, service.new_id)
    dispatch(service, intents)
    return Response(status=204)


def _called(call_id: str) -> tuple[PhoneCall | None, Document]:
    """The call, and a document in the language of whose telephone it is, in the line's voice."""
    with hotline().database.reading() as session:
        call = session.get(PhoneCall, call_id)
        line = line_by_id(session, call.line_id) if call else None
        if call is None or line is None:
            return None, Document("fr")
        owner = session.get_one(Phone, call.phone_id).person_id
        person = people_by_ids(session, [owner])[owner]
    language = language_of(person, line.document.line.languages)
    return call, Document(language, line_id=line.id)
