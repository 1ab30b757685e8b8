"""gunicorn, configured here and nowhere else: how it begins, and stops without losing a step."""

from __future__ import annotations

import signal
import time
from typing import Any

from flask import Flask
from flask.cli import ScriptInfo
from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter
from gunicorn.config import Config

from hotline.logs import logger
from hotline.service import Hotline
from hotline.stopping import Stopping

THREADS = 16
UNDER_WAY = 15
"""Seconds that a request under way has when the service stops: the carrier waits for no longer."""
AT_ONCE = frozenset({signal.SIGINT, signal.SIGQUIT, signal.SIGTERM})
"""What ends the time between being told to stop and stopping."""

log = logger(__name__)


class Server(BaseApplication):
    """Serves until it is stopped. No access log: it would hold addresses.

    Told to stop (SIGTERM), it answers on for `drain` seconds while /readyz says 503, so that
    whoever shares out the requests asks elsewhere; then it takes no new connection, finishes what
    is under way, and ends. Ctrl+C, or being told again, ends it sooner.
    """

    def __init__(
        self, info: ScriptInfo, *, host: str, port: int, workers: int, drain: float
    ) -> None:
        self._info = info
        self._drain = drain
        self._stopping = Stopping()
        self._options: dict[str, Any] = {
            "bind": f"{host}:{port}",
            "workers": workers,
            "worker_class": "gthread",
            "threads": THREADS,
            "keepalive": 75,
            "graceful_timeout": UNDER_WAY,
            "loglevel": "warning",
            # Nobody steers it while it runs, and several processes would share one socket.
            "control_socket_disable": True,
            "post_worker_init": self._begin,
            "worker_exit": _finish_errands,
            # The signature covers the configured address: no header may change what we see.
            "forwarded_allow_ips": "",
        }
        super().__init__()  # type: ignore[no-untyped-call]  # gunicorn has no types

    def load_config(self) -> None:
        assert isinstance(self.cfg, Config)  # made by the base class just before
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        return self._info.load_app()

    def run(self) -> None:
        _Draining(self, self._stopping, self._drain).run()  # type: ignore[no-untyped-call]

    def _begin(self, worker: Any) -> None:
        """In a terminal Ctrl+C reaches everybody, and the server then stops its workers. A worker
        that is told twice locks itself out while it stops, and holds up the end for long."""
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        app = getattr(worker, "wsgi", None)
        if isinstance(app, Flask):
            service: Hotline = app.extensions["hotline"]
            service.stopping.follows(self._stopping)
            service.database.answers_calls()


class _Draining(Arbiter):
    """gunicorn's first process."""

    def __init__(self, app: Server, stopping: Stopping, drain: float) -> None:
        super().__init__(app)  # type: ignore[no-untyped-call]
        self._stopping = stopping
        self._drain = drain

    def handle_term(self) -> None:
        self._stopping.begin()
        until = time.monotonic() + self._drain
        while (left := until - time.monotonic()) > 0:
            if AT_ONCE & {*self.wait_for_signals(timeout=left)}:  # type: ignore[no-untyped-call]
                break
        super().handle_term()  # type: ignore[no-untyped-call]


def _finish_errands(_server: object, worker: Any) -> None:
    app = getattr(worker, "wsgi", None)
    if isinstance(app, Flask):
        service: Hotline = app.extensions["hotline"]
        service.errands.finish()
