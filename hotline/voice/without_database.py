"""When a step cannot reach its database: away, locked for too long, read-only, its disk full."""

from __future__ import annotations

from time import perf_counter

from flask import Response, g, request
from sqlalchemy.exc import SQLAlchemyError

from hotline.catching_up import catch_up
from hotline.logs import logger
from hotline.nets import steps
from hotline.nets.asked import Asked, asked
from hotline.nets.spool import CALL, LEG, key_of
from hotline.service import hotline
from hotline.voice.on_trial import is_on_trial

log = logger(__name__)


def without_database(problem: SQLAlchemyError) -> Response:
    """The same step, answered from the picture that was taken while the database was there. With no
    picture of use it fails, so that the carrier asks the fallback: by then all may be well."""
    if is_on_trial():
        # Somebody who calls is put through all the same; a trial call tells that something is away.
        return Response("the database does not answer\n", 503, mimetype="text/plain")
    net = hotline().net
    log.error("database-away", kind=type(problem).__name__, path=str(request.url_rule))
    net.slowness.failed(perf_counter() - g.step_began, net.now())
    now = asked_now()
    if net.snapshot.of_use(net.now()) is None and not steps.is_the_last(now):
        hotline().measures.failed(str(request.url_rule))
        return Response("the database does not answer\n", 500, mimetype="text/plain")
    return as_answer(steps.answer(net, now))


def tell_what_was_missed() -> Response | None:
    """Before each step: what its call or its telephone did while the database was away is known to
    the step. While the database fails slowly, it is not even asked. A trial call leaves no trace
    there, nor looks for one."""
    if is_on_trial():
        return None
    net = hotline().net
    names = [CALL + key_of(request.form.get("CallSid", ""))]
    leg = (request.view_args or {}).get("leg_id")
    for name in [*names, *([LEG + str(leg)] if leg else [])]:
        if not net.slowness.is_avoided(net.now()) and not catch_up(hotline(), name):
            net.slowness.failed(perf_counter() - g.step_began, net.now())
    return as_answer(steps.answer(net, asked_now())) if net.slowness.is_avoided(net.now()) else None


def asked_now() -> Asked:
    """The current request, as the nets read it."""
    return asked(request.path, request.args, request.form)


def as_answer(document: str | None) -> Response:
    """A document of the nets, as the carrier wants it."""
    if document is None:
        return Response(status=204)
    return Response(document, content_type="text/xml; charset=utf-8")
