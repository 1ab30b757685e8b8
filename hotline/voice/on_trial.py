"""A step of a trial call: the very step that a caller is answered by, of which nothing stays.

What the step is to know of those before comes sealed with the request; where the call stands then
goes back, sealed, with the answer. What it wrote is undone before anybody else can see it.
"""

from __future__ import annotations

from contextlib import ExitStack

from flask import Response, abort, g, request

from hotline.nets.sealing import Unreadable
from hotline.service import hotline
from hotline.trials.service import PARAMETER, RUNG, STANDING, on_trial
from hotline.trials.standing import put_back, rung, standing
from hotline.voice.webhook import webhook

_STEPS = ("/voice/incoming", "/voice/calls/")
"""A caller's; there is no trial of anything else."""


def is_on_trial() -> bool:
    """Whether this request is a step of a trial call."""
    return PARAMETER in request.form


def begin_trial() -> None:
    """Once it is known who asks: from here on `hotline()` is the service on trial."""
    if not is_on_trial():
        return
    if not request.path.startswith(_STEPS):
        abort(404)
    service = hotline()
    g.trial = ExitStack()
    g.on_trial = on_trial(service, g.trial.enter_context(service.database.trying()))
    stood = request.form[PARAMETER]
    if stood:
        try:
            opened = service.net.seal.opened(stood)
        except Unreadable:
            abort(400)
        with hotline().database.writing() as session:
            put_back(session, opened)


def tell_where_it_stands(answer: Response) -> Response:
    """After a step that was answered."""
    if "on_trial" not in g or answer.status_code != 200:
        return answer
    with hotline().database.reading() as session:
        stands = standing(session, webhook().call_id)
        if stands is not None:
            answer.headers[STANDING] = hotline().net.seal.closed(stands)
            answer.headers[RUNG] = str(rung(session, str(stands["id"])))
    return answer


def end_trial(_problem: BaseException | None) -> None:
    """Whatever has happened: nothing of it stays."""
    g.pop("on_trial", None)
    trial = g.pop("trial", None)
    if trial is not None:
        trial.close()
