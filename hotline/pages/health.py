"""Whether this process lives, and whether it has all that it needs: for whoever watches."""

from __future__ import annotations

from flask import Response
from sqlalchemy.exc import SQLAlchemyError

from hotline.database.migrating import is_current
from hotline.logs import logger
from hotline.service import hotline

log = logger(__name__)


def health() -> Response:
    """200 "ok": the process answers. It does so without its database too, and is then needed most:
    nothing may be stopped because of what stands behind it."""
    return Response("ok\n", mimetype="text/plain")


def ready() -> Response:
    """200 when the database answers and has the tables of this version, and this process is not
    about to stop; else 503 and why."""
    if hotline().stopping.has_begun:
        return Response("this process is about to stop\n", 503, mimetype="text/plain")
    try:
        current = is_current(hotline().database)
    except SQLAlchemyError as problem:
        log.error("database-away", kind=type(problem).__name__)
        return Response("the database does not answer\n", 503, mimetype="text/plain")
    if not current:
        return Response("the database is of another version\n", 503, mimetype="text/plain")
    return Response("ready\n", mimetype="text/plain")
