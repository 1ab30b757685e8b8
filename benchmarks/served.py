"""What the benchmark serves: the whole service and, under /bare, the least that Flask could do.

Both stand in the same process behind the same server, so that what differs is ours. Each answer
says how many statements it sent to the database.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from flask import Flask, Response, request
from sqlalchemy import event
from werkzeug.middleware.dispatcher import DispatcherMiddleware

from app import create_app
from hotline.service import Hotline

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

STATEMENTS = "X-Statements"
TWIML = '<?xml version="1.0" encoding="UTF-8"?><Response><Say>Bonjour</Say></Response>'

_here = threading.local()


def bare_flask(file: str) -> Flask:
    """One route that reads the form, inserts one row and answers a fixed document."""
    app = Flask("bare")
    opened = threading.local()

    def connection() -> sqlite3.Connection:
        if not hasattr(opened, "connection"):
            opened.connection = sqlite3.connect(file, timeout=10)
            # As the service opens its own.
            opened.connection.execute("PRAGMA journal_mode = WAL")
            opened.connection.execute("PRAGMA synchronous = NORMAL")
            opened.connection.execute(
                "CREATE TABLE IF NOT EXISTS seen (id INTEGER PRIMARY KEY, call)"
            )
        kept: sqlite3.Connection = opened.connection
        return kept

    def insert() -> Response:
        with connection() as writing:
            writing.execute("INSERT INTO seen (call) VALUES (?)", (request.form["CallSid"],))
        return Response(TWIML, mimetype="text/xml", headers={STATEMENTS: "1"})

    app.add_url_rule("/", view_func=insert, methods=["POST"])
    return app


def counting(app: Flask) -> WSGIApplication:
    """The service, each answer with its count of statements; BEGIN is one, COMMIT is not seen."""
    service: Hotline = app.extensions["hotline"]

    def count(*_: Any) -> None:
        _here.statements = getattr(_here, "statements", 0) + 1

    event.listen(service.database.engine, "before_cursor_execute", count)

    def counted(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        _here.statements = 0

        def start(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
            return start_response(status, [*headers, (STATEMENTS, str(_here.statements))], *more)

        return app.wsgi_app(environ, start)

    return counted


def application() -> WSGIApplication:
    """Both, made from the environment's settings."""
    bare = bare_flask(os.environ["BENCHMARK_BARE_DATABASE"])
    return DispatcherMiddleware(counting(create_app()), {"/bare": bare.wsgi_app})
