"""When a step cannot reach its database: away, locked for too long, read-only, its disk full."""

from __future__ import annotations

from flask import Response, request
from sqlalchemy.exc import SQLAlchemyError

from hotline.logs import logger
from hotline.nets import steps
from hotline.nets.asked import Asked, asked
from hotline.service import hotline

log = logger(__name__)


def without_database(problem: SQLAlchemyError) -> Response:
    """The same step, answered from the picture that was taken while the database was there."""
    log.error("database-away", kind=type(problem).__name__, path=str(request.url_rule))
    hotline().measures.failed(str(request.url_rule))
    return as_answer(steps.answer(hotline().net, asked_now()))


def asked_now() -> Asked:
    """The current request, as the nets read it."""
    return asked(request.path, request.args, request.form)


def as_answer(document: str | None) -> Response:
    """A document of the nets, as the carrier wants it."""
    if document is None:
        return Response(status=204)
    return Response(document, content_type="text/xml; charset=utf-8")
