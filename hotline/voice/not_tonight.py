"""Before accepting: 9, then 1, and this responder is not rung until the end of their duty."""

from __future__ import annotations

from flask import Response

from hotline.calls.accepting import Verdict
from hotline.calls.legs import leg_and_call
from hotline.calls.not_tonight import no_more_calls
from hotline.dialling import advance_call, dispatch
from hotline.rosters.pauses import end_of_duty
from hotline.service import hotline
from hotline.voice.documents import Document
from hotline.voice.webhook import webhook
from hotline.voice.whisper import too_late
from hotline.words import words
from hotline.words.moments import spoken_limit
from routing.outcomes import LegState


def ask_not_tonight(leg_id: str) -> Response:
    """Until when, and 1 to confirm. Whoever does not goes back to the question they were at."""
    with hotline().database.reading() as session:
        found = leg_and_call(session, leg_id)
        if found is None:
            return too_late(Verdict.GONE)
        leg, call = found
        now = hotline().now()
        until = end_of_duty(session, leg.person_id, now)
    before = "confirm" if leg.state == LegState.CLAIMED else "whisper"
    text = words("not-tonight", leg.language, time=spoken_limit(until, now, leg.language))
    return (
        Document(call, leg.language)
        .listen(f"/voice/legs/{leg_id}/not-tonight", text, seconds=6)
        .go_to(f"/voice/legs/{leg_id}/{before}")
        .answer()
    )


def not_tonight(leg_id: str) -> Response:
    """1 confirms: this call goes to somebody else at once, and so do the next ones."""
    service = hotline()
    with service.database.writing() as session:
        found = leg_and_call(session, leg_id)
        if found is None:
            return too_late(Verdict.GONE)
        leg, call = found
        now = service.now()
        if webhook().digits != "1":
            before = "confirm" if leg.state == LegState.CLAIMED else "whisper"
            return Document(call, leg.language).go_to(f"/voice/legs/{leg_id}/{before}").answer()
        until = end_of_duty(session, leg.person_id, now)
        _, told = no_more_calls(session, leg, until, now, service.new_id)
    dispatch(service, told)
    advance_call(service, call.id)
    time = spoken_limit(until, now, leg.language)
    return Document(call, leg.language).say("not-tonight-done", time=time).hang_up().answer()
