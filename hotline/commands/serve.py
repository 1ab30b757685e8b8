"""`hotline serve`: answers the carrier (gunicorn), with the jobs in a process beside it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click
from flask import Flask
from flask.cli import ScriptInfo
from gunicorn.app.base import BaseApplication
from gunicorn.config import Config
from sqlalchemy.exc import SQLAlchemyError

from hotline.database import Database
from hotline.database.migrating import migrate
from hotline.jobs.schedule import run_forever
from hotline.logs import logger
from hotline.service import Hotline
from hotline.settings import Settings, load_settings

THREADS = 16

log = logger(__name__)


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Où écouter. / Where.")
@click.option("--port", default=8000, show_default=True, help="Port.")
@click.pass_context
def serve(context: click.Context, host: str, port: int) -> None:
    """Répond à l'opérateur. / Answers the carrier."""
    run(context.ensure_object(ScriptInfo), load_settings(), host, port)


@click.command()
@click.pass_context
def jobs(context: click.Context) -> None:
    """Les tâches de fond, seules. / The background jobs alone."""
    app = context.ensure_object(ScriptInfo).load_app()
    run_forever(app.extensions["hotline"])


def run(info: ScriptInfo, settings: Settings, host: str, port: int) -> None:
    """Brings the database up to date, then serves until stopped. On SQLite one process with
    threads; on PostgreSQL two."""
    database = Database(settings.hotline_database_url)
    try:
        migrate(database)
    except SQLAlchemyError as problem:
        raise click.ClickException(
            "La base de données ne répond pas : vérifiez HOTLINE_DATABASE_URL. / "
            f"The database does not answer: check HOTLINE_DATABASE_URL. ({type(problem).__name__})"
        ) from None
    workers = 1 if database.on_sqlite else 2
    database.close()
    with _jobs_beside():
        _Server(info, host, port, workers).run()  # type: ignore[no-untyped-call]  # gunicorn's


@contextmanager
def _jobs_beside() -> Iterator[None]:
    """The jobs in a process of their own, started again should it die."""
    parent = os.getpid()
    stopping = threading.Event()
    process = [_start_jobs()]

    def watch() -> None:
        while not stopping.wait(2):
            if process[0].poll() is not None:
                log.error("jobs-restarted", code=process[0].returncode)
                process[0] = _start_jobs()

    watcher = threading.Thread(target=watch, name="jobs", daemon=True)
    watcher.start()
    try:
        yield
    finally:
        # A worker that ends runs through here too: it must not take the jobs along.
        if os.getpid() == parent:
            stopping.set()
            watcher.join()
            process[0].terminate()
            process[0].wait(timeout=10)


def _start_jobs() -> subprocess.Popen[bytes]:
    # In a session of its own: Ctrl+C stops the service, which then stops its jobs.
    return subprocess.Popen([sys.executable, "-m", "app", "jobs"], start_new_session=True)


class _Server(BaseApplication):
    """gunicorn, configured here and nowhere else. No access log: it would hold addresses."""

    def __init__(self, info: ScriptInfo, host: str, port: int, workers: int) -> None:
        self._info = info
        self._options: dict[str, Any] = {
            "bind": f"{host}:{port}",
            "workers": workers,
            "worker_class": "gthread",
            "threads": THREADS,
            "keepalive": 75,
            "graceful_timeout": 30,
            "loglevel": "warning",
            "post_worker_init": _begin,
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


def _begin(worker: Any) -> None:
    """In a terminal Ctrl+C reaches everybody, and the server then stops its workers. A worker that
    is told twice locks itself out while it stops, and holds up the end for half a minute."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    app = getattr(worker, "wsgi", None)
    if isinstance(app, Flask):
        service: Hotline = app.extensions["hotline"]
        service.database.answers_calls()


def _finish_errands(_server: object, worker: Any) -> None:
    app = getattr(worker, "wsgi", None)
    if isinstance(app, Flask):
        service: Hotline = app.extensions["hotline"]
        service.errands.finish()
