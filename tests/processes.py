"""An application of which every request is answered by a new process, gone once it has answered.

What a service keeps in memory between two requests is then lost for certain. The processes come
from a server that has the code imported and nothing else: no service, no connection, no thread.
"""

from __future__ import annotations

import multiprocessing
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Any

from werkzeug.test import run_wsgi_app

from app import create_app, create_service
from hotline.errands import AtOnce
from hotline.settings import Settings

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

PATIENCE = 60
"""Seconds after which a process that does not answer is a failure: reached only when one hangs."""


@dataclass(frozen=True)
class Answer:
    """What a process answered."""

    status: str
    headers: list[tuple[str, str]]
    body: bytes


class NewProcesses:
    """A WSGI application. `answered_by` are the ids of the processes, in order."""

    def __init__(self, settings: Settings, clock: Callable[[], datetime]) -> None:
        self.settings = settings
        self.clock = clock
        self.answered_by: list[int] = []
        self._processes = multiprocessing.get_context("forkserver")
        self._processes.set_forkserver_preload([__name__, "pytest"])

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        asked = {name: value for name, value in environ.items() if isinstance(value, str)}
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        here, there = self._processes.Pipe(duplex=False)
        process = self._processes.Process(
            target=answer, args=(self.settings, self.clock(), asked, body, there)
        )
        process.start()
        there.close()
        assert here.poll(PATIENCE), "the process does not answer"
        answered: Answer = here.recv()
        process.join(PATIENCE)
        assert process.exitcode == 0
        assert process.pid is not None
        self.answered_by.append(process.pid)
        start_response(answered.status, answered.headers)
        return [answered.body]


def answer(
    settings: Settings, now: datetime, asked: dict[str, Any], body: bytes, there: Connection
) -> None:
    """The whole life of a process: a service with no past, one request at `now`, its answer."""
    service = create_service(settings, clock=lambda: now, errands=AtOnce())
    environ = asked | {
        "wsgi.version": (1, 0),
        "wsgi.input": BytesIO(body),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": False,
        "wsgi.multiprocess": True,
        "wsgi.run_once": True,
    }
    chunks, status, headers = run_wsgi_app(create_app(service), environ)
    there.send(Answer(status, headers.to_wsgi_list(), b"".join(chunks)))
    service.database.close()
