"""Whether this process can serve: for a load balancer, or whoever watches the service."""

from __future__ import annotations

from flask import Response
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from hotline.logs import logger
from hotline.service import hotline

log = logger(__name__)


def health() -> Response:
    """200 "ok" when the database answers, else 503."""
    try:
        with hotline().database.reading() as session:
            session.execute(text("SELECT 1"))
    except SQLAlchemyError as problem:
        log.error("database-away", kind=type(problem).__name__)
        return Response("the database does not answer\n", 503, mimetype="text/plain")
    return Response("ok\n", mimetype="text/plain")
