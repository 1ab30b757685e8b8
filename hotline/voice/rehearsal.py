"""Before a line opens: the steps of a rehearsal with two telephones (`hotline twilio rehearse`).

What the carrier says is written down; some steps fail on purpose. No caller ever comes here.
"""

from __future__ import annotations

from collections.abc import Callable

from flask import Response, request

from hotline.carrier_words import ENDS
from hotline.forgetting.erasures import Record, plan_erasure
from hotline.going_live.bench import AFTERWARDS, KEPT, language_of_run, note
from hotline.service import hotline
from hotline.taxonomies import Wording
from hotline.voice.documents import Document
from hotline.voice.webhook import webhook

_NOTED = Wording("C'est noté. Vous pouvez raccrocher.", "Noted. You can hang up.")


def rehearsal(run: str, step: str) -> Response:
    """Notes what the carrier says at this step of a rehearsal that is under way."""
    hook, service = webhook(), hotline()
    now = service.now()
    with service.database.writing() as session:
        language = language_of_run(session, run)
        if hook.status in ENDS and hook.call_id:
            # The records of telephones that a call has rung are known from here alone.
            plan_erasure(session, Record.CALL, hook.call_id, now, after=AFTERWARDS)
        if hook.queue_id:
            plan_erasure(session, Record.QUEUE, hook.queue_id, now, after=AFTERWARDS)
        if language is not None:
            told = {name: request.form[name][:32] for name in KEPT if name in request.form}
            note(session, run, step[:32], now, told)
    if step.endswith("-status"):
        return Response(status=204)
    return _STEPS.get(step, _noted)(Document(language or "fr"))


def _noted(document: Document) -> Response:
    return document.say_words(_NOTED.read_in(document.language)).hang_up().answer()


def _broken(_document: Document) -> Response:
    return Response("this step of the rehearsal fails on purpose\n", 500, mimetype="text/plain")


_STEPS: dict[str, Callable[[Document], Response]] = {
    "broken": _broken,
    "wait": lambda document: document.pause(4).answer(),
    "slow": lambda document: document.pause(15).answer(),
    "hold": lambda document: document.pause(10).hang_up().answer(),
    "connected": lambda document: document.answer(),
    "machine": lambda document: document.hang_up().answer(),
}
"""What is heard at each; at any other, that it is noted."""
