"""`hotline serve`: answers the carrier, with the jobs in a process beside it."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

import click
from flask.cli import ScriptInfo
from sqlalchemy.exc import OperationalError, SQLAlchemyError

from hotline.clock import system_clock
from hotline.commands.away import database_away
from hotline.commands.server import Server
from hotline.database import Database
from hotline.database.migrating import migrate
from hotline.jobs.schedule import run_forever
from hotline.logs import logger, set_up_logs
from hotline.nets.sealing import Seal
from hotline.nets.snapshot import Snapshot
from hotline.settings import Settings, load_settings, split_keys

log = logger(__name__)


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Où écouter. / Where.")
@click.option("--port", default=8000, show_default=True, help="Port.")
@click.option(
    "--workers",
    type=click.IntRange(1, 16),
    help="Processus qui répondent ; sinon 1 sur SQLite, 2 sur PostgreSQL."
    " / Processes that answer; else 1 on SQLite, 2 on PostgreSQL.",
)
@click.option(
    "--jobs/--no-jobs",
    "with_jobs",
    default=True,
    help="Avec les tâches de fond, ou sans. / With the background jobs, or without.",
)
@click.option(
    "--drain",
    type=click.FloatRange(0, 60),
    default=0,
    show_default=True,
    help="Secondes à répondre encore, une fois prié d'arrêter, /readyz disant 503."
    " / Seconds to answer on once told to stop, while /readyz says 503.",
)
@click.pass_context
def serve(
    context: click.Context,
    *,
    host: str,
    port: int,
    workers: int | None,
    with_jobs: bool,
    drain: float,
) -> None:
    """Répond à l'opérateur. / Answers the carrier."""
    info, settings = context.ensure_object(ScriptInfo), load_settings()
    run(info, settings, host, port, workers=workers, with_jobs=with_jobs, drain=drain)


@click.command()
@click.pass_context
def jobs(context: click.Context) -> None:
    """Les tâches de fond, seules. / The background jobs alone."""
    app = context.ensure_object(ScriptInfo).load_app()
    run_forever(app.extensions["hotline"])


def run(
    info: ScriptInfo,
    settings: Settings,
    host: str,
    port: int,
    *,
    workers: int | None = None,
    with_jobs: bool = True,
    drain: float = 0,
) -> None:
    """Brings the database up to date, then serves until stopped. On SQLite one process with
    threads; on PostgreSQL two, or as many as asked for. A database that does not answer is an
    error, unless there is a picture of who is on duty: callers are then put through from it."""
    database = Database(settings.hotline_database_url)
    if database.on_sqlite and workers not in {None, 1}:
        raise click.ClickException(
            "Sur SQLite, un seul processus répond : laissez --workers, ou passez à PostgreSQL. / "
            "On SQLite one process answers: leave --workers out, or go to PostgreSQL."
        )
    try:
        migrate(database)
    except SQLAlchemyError as problem:
        if not (isinstance(problem, OperationalError) and _has_picture(settings)):
            raise database_away(problem) from None
        set_up_logs(settings.hotline_log_level)
        log.error("database-away", kind=type(problem).__name__)
    workers = workers or (1 if database.on_sqlite else 2)
    database.close()
    with _jobs_beside() if with_jobs else nullcontext():
        Server(info, host=host, port=port, workers=workers, drain=drain).run()


def _has_picture(settings: Settings) -> bool:
    """Whether callers can be put through without the database."""
    folder = settings.hotline_snapshot_dir
    seal = Seal(split_keys(settings.hotline_encryption_keys))
    there = Snapshot(Path(folder), seal) if folder else None
    return there is not None and there.of_use(system_clock().timestamp()) is not None


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
