"""What the benchmarks serve: the whole service and, under /bare, the least that Flask could do.

Both stand in the same process behind the same server, so that what differs is ours. Each answer
says how many statements it sent to the database, how many of them change something, and how much
of a core's time it took, which other programs on the machine do not change.
"""

from __future__ import annotations

import os
import sqlite3
import threading
import time
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from flask import Flask, Response, request
from sqlalchemy import event
from werkzeug.middleware.dispatcher import DispatcherMiddleware

from app import create_app
from hotline.service import Hotline

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

MEASURED = "X-Measured"
TWIML = '<?xml version="1.0" encoding="UTF-8"?><Response><Say>Bonjour</Say></Response>'
WRITING = ("INSERT", "UPDATE", "DELETE")

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
        _here.statements = _here.writes = 1
        return Response(TWIML, mimetype="text/xml")

    app.add_url_rule("/", view_func=insert, methods=["POST"])
    return app


def service_counted() -> Flask:
    """The service, which counts its statements; neither BEGIN nor COMMIT is one."""
    app = create_app()
    service: Hotline = app.extensions["hotline"]

    def count(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if not statement.startswith("BEGIN"):
            _here.statements = getattr(_here, "statements", 0) + 1
            _here.writes = getattr(_here, "writes", 0) + statement.startswith(WRITING)

    event.listen(service.database.engine, "before_cursor_execute", count)
    # As `hotline serve` tells its workers.
    service.database.answers_calls()
    return app


def measured(application: WSGIApplication) -> WSGIApplication:
    """The same, each answer with what it took."""

    def answered(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        _here.statements = _here.writes = 0
        began = time.thread_time()

        def start(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
            took = f"{_here.statements} {_here.writes} {time.thread_time() - began:.7f}"
            return start_response(status, [*headers, (MEASURED, took)], *more)

        return application(environ, start)

    return answered


def application() -> WSGIApplication:
    """Both, made from the environment's settings."""
    bare = bare_flask(os.environ["BENCHMARK_BARE_DATABASE"])
    return measured(DispatcherMiddleware(service_counted().wsgi_app, {"/bare": bare.wsgi_app}))
