"""Step 3. In the queue: music in pieces of eight seconds; each piece asks again what is next."""

from __future__ import annotations

from flask import Response

from hotline.calls import changes
from hotline.calls.advance import Advice, look
from hotline.calls.ending import note_queue
from hotline.calls.finding import call_by_id
from hotline.calls.tables import Call, Leg
from hotline.dialling import advance_call
from hotline.lines.document import LineDocument
from hotline.service import hotline
from hotline.voice.blocked import end_of_abuse
from hotline.voice.consent import ask_consent
from hotline.voice.documents import Document
from hotline.voice.helped import ask_helped, is_asked_helped
from hotline.voice.incoming import line_of
from hotline.voice.music import PIECES
from hotline.voice.promise import say_code
from hotline.voice.saying_appointment import say_appointment
from hotline.voice.webhook import webhook
from hotline.voice.writing_down import to_write_down
from hotline.words.waiting import PIECE_SECONDS, at_the_end, while_waiting
from routing.decision import OFFERS_BEFORE_GOODBYE, Goodbye
from routing.outcomes import CallState, LegState, Passing


def wait(call_id: str) -> Response:
    """The heartbeat of a waiting caller. It writes only when something changes, and never waits
    for the carrier's API."""
    hook = webhook()
    service = hotline()
    with service.database.reading() as session:
        call = call_by_id(session, call_id)
        if call is None:
            return Document("fr").leave_queue().answer()
        line = line_of(session, call).document
        knows_queue = call.queue_id is not None
        advice = (
            look(session, call_id, service.now(), spared=service.own_phones.of)
            if knows_queue
            else None
        )
    if not knows_queue and hook.queue_id:
        with service.database.writing() as session:
            note_queue(session, call_id, hook.queue_id, service.now())
    if advice is None:
        _back_from_the_bridge(call)
        advice = advance_call(service, call_id, speaking=True)
    if advice is not None:
        return _waiting(advice, line)
    with service.database.reading() as session:
        call = call_by_id(session, call_id)
    return _not_waiting(call, line)


def _back_from_the_bridge(call: Call) -> None:
    """Whoever asks for music is in the queue: when their responder is off the bridge, the word of
    its end was lost."""
    if call.state != CallState.CONNECTED or call.claimed_by is None:
        return
    with hotline().database.writing() as session:
        leg = session.get(Leg, call.claimed_by)
        if leg is not None and leg.state in {LegState.OFF_BRIDGE, LegState.ENDED}:
            changes.come_back(session, call.id, hotline().now())


def _waiting(advice: Advice, line: LineDocument) -> Response:
    call = advice.scene.call
    document = Document(call)
    if advice.leave:
        return document.leave_queue().answer()
    if advice.scene.waiting.held:
        asked = ask_consent(call) if call.passing == Passing.ASKED else _written_down(call, line)
        if asked is not None:
            return asked
    if isinstance(advice.decision, Goodbye):
        return goodbye(call, line)
    said = while_waiting(
        advice.decision,
        line,
        call.language,
        piece=_piece(call),
        danger=call.danger,
        area=call.territory,
    )
    return _listening(document, call, said)


def goodbye(call: Call, line: LineDocument) -> Response:
    """The last words: after a talk that its responder has ended, or when nobody came. Asked again,
    since the first answer may have got lost, it gives the numbers to dial again."""
    if call.abusive:
        return end_of_abuse(call)
    noting = _written_down(call, line)
    if noting is not None:
        return noting
    document = Document(call)
    if call.callback_asked:
        return say_code(document, call)
    nobody_came = call.offers >= OFFERS_BEFORE_GOODBYE
    if not nobody_came and is_asked_helped(call, line):
        ask_helped(document, call)
    for text in at_the_end(line, call.language, nobody_came=nobody_came, area=call.territory):
        document.say_words(text)
    return document.hang_up().answer()


def _written_down(call: Call, line: LineDocument) -> Response | None:
    """What the caller is to write down: a code, numbers, then an appointment."""
    return to_write_down(call, line) or say_appointment(call, line)


def _not_waiting(call: Call | None, line: LineDocument) -> Response:
    """The call moved on while its caller asks: accepted, closed by the responder, or gone."""
    if call is None:
        return Document("fr").leave_queue().answer()
    document = Document(call)
    match call.state:
        case CallState.CLOSING | CallState.ENDED:
            return goodbye(call, line)
        case CallState.LEAVING | CallState.DIALLING | CallState.ARRANGING:
            return document.leave_queue().answer()
    return _listening(document, call, [])


def _listening(document: Document, call: Call, texts: list[str]) -> Response:
    piece = _piece(call) % PIECES
    action = f"/voice/calls/{call.id}/key"
    # Music after the words too: no silence, and the same words never twice in one piece.
    return document.listen(action, *texts, play=f"/voice/music/{piece}.wav").answer()


def _piece(call: Call) -> int:
    """How many pieces of music the wait has lasted, by our own clock: a document that another one
    leads to is asked for without the carrier's count."""
    waited = hotline().now() - (call.queued_at or call.started_at)
    return int(waited.total_seconds()) // PIECE_SECONDS
