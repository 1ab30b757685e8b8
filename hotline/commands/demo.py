"""`hotline demo`: a whole line on this machine, its carrier simulated. `make run` starts it."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
from flask import Flask
from flask.cli import ScriptInfo
from sqlalchemy import select

from hotline.clock import system_clock
from hotline.commands.demo_settings import (
    FOLDER,
    FOLDER_VARIABLE,
    keep_demo_settings,
    use_demo_settings,
)
from hotline.commands.serve import run
from hotline.console.demo import open_demo_accounts
from hotline.database import Database
from hotline.database.migrating import migrate
from hotline.database.types import Keys, use_keys
from hotline.demo_year import demo_year
from hotline.lines import loading
from hotline.lines.document import DIALLED, LineNumber
from hotline.lines.service import line_by_slug
from hotline.people.service import phones_of
from hotline.people.tables import Person
from hotline.rosters.service import people_on_duty
from hotline.service import hotline
from hotline.settings import Settings, load_settings, split_keys
from hotline.taxonomies import professions

LINE = Path(__file__).resolve().parents[2] / "lines" / "entraide.toml"
KINDS = {"psychologist": "psychologue", "coordinator": "coordination"}
SECOND = " (second téléphone)"
SEED = 1
"""Of the invented year: the same everywhere, so that what is told of it can be looked at."""
NOT_FOR_CALLS = {"voice_url": "", "voice_fallback_url": "", "status_callback": ""}


@click.command()
@click.option("--port", default=8000, show_default=True, help="Port.")
@click.option(
    "--folder",
    default=FOLDER,
    envvar=FOLDER_VARIABLE,
    show_default=True,
    show_envvar=True,
    type=click.Path(path_type=Path),
    help="Où garder la base et les clés. / Where the database and keys are kept.",
)
@click.pass_context
def demo(context: click.Context, port: int, folder: Path) -> None:
    """Une ligne entière à essayer, avec un opérateur simulé. / A whole line to try."""
    folder.mkdir(parents=True, exist_ok=True)
    port = _free_port(port)
    desk = _free_port(port + 1)
    keep_demo_settings(
        folder,
        HOTLINE_DATABASE_URL=f"sqlite:///{(folder / 'hotline.db').resolve()}",
        HOTLINE_SNAPSHOT_DIR=str((folder / "snapshot").resolve()),
        HOTLINE_PUBLIC_URL=f"http://127.0.0.1:{port}",
        TWILIO_API_URL=f"http://127.0.0.1:{desk}",
        HOTLINE_DEMO="true",
        HOTLINE_LOG_LEVEL=os.environ.get("HOTLINE_LOG_LEVEL", "WARNING"),
    )
    use_demo_settings(folder)
    settings = load_settings()
    numbers, handsets = _load_line(settings)
    _open_accounts(context.ensure_object(ScriptInfo).load_app())
    account = {
        number.number: {} if DIALLED & {*number.roles} else NOT_FOR_CALLS for number in numbers
    }
    carrier = ["simulator", "serve", "--port", str(desk)]
    carrier += ["--service-url", settings.hotline_public_url]
    carrier += ["--numbers", _kept(folder / "numbers.json", account)]
    carrier += ["--phones", _kept(folder / "phones.json", handsets)]
    with _beside(carrier, quiet=True):
        _wait_for(desk)
        click.echo(_welcome(desk, port))
        with _beside(["app", "statistics", "watch"]):
            run(context.ensure_object(ScriptInfo), settings, "127.0.0.1", port)


def _load_line(settings: Settings) -> tuple[tuple[LineNumber, ...], list[dict[str, Any]]]:
    """Loads the demo line, with a year behind it; its numbers, and the handsets of its people: at
    hand are those of whoever is on duty now."""
    use_keys(
        Keys(
            split_keys(settings.hotline_encryption_keys),
            settings.hotline_lookup_key.get_secret_value(),
        )
    )
    database = Database(settings.hotline_database_url)
    migrate(database)
    with database.writing() as session:
        outcome = loading.load(session, LINE.read_text(encoding="utf-8"), system_clock())
        assert outcome.file is not None  # the demo line is tested
        people = session.scalars(select(Person).filter_by(active=True).order_by(Person.id)).all()
        phones = phones_of(session, [person.id for person in people])
        line = line_by_slug(session, LINE.stem)
        assert line is not None  # it was loaded just before
        demo_year(session, line, line.document.local_time(system_clock()).year - 1, SEED)
        on = {duty.person_id for duty in people_on_duty(session, people[0].line_id, system_clock())}
        handsets = [
            {
                "label": f"{person.name}, {_what(person)}{SECOND if nth else ''}",
                "number": number,
                "aside": person.id not in on,
            }
            for person in people
            for nth, number in enumerate(phones[person.id])
        ]
    database.close()
    return tuple(outcome.file.numbers), handsets


def _open_accounts(app: Flask) -> None:
    """An account for each role, once, with a passphrase that the sign-in page tells."""
    with app.app_context():
        open_demo_accounts(hotline(), LINE.stem)


def _what(person: Person) -> str:
    names = [professions()[code].name.fr.lower() for code in person.professions]
    return KINDS.get(person.kind, ", ".join(names))


def _kept(file: Path, content: object) -> str:
    file.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return str(file)


@contextmanager
def _beside(module: list[str], *, quiet: bool = False) -> Iterator[None]:
    """A module that runs as long as the demo does, in a process of its own, out of reach of Ctrl+C:
    that stops the demo, which then stops it."""
    here = os.getpid()
    process = subprocess.Popen(  # noqa: S603 - our own words only
        [sys.executable, "-m", *module],
        stdout=subprocess.DEVNULL if quiet else None,
        start_new_session=True,
    )
    try:
        yield
    finally:
        if os.getpid() == here:  # a worker of the server comes by here too, when it ends
            process.terminate()
            process.wait(timeout=10)


def _free_port(wanted: int) -> int:
    """That port, or any other when it is taken."""
    for port in (wanted, 0):
        with socket.socket() as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                trial.bind(("127.0.0.1", port))
            except OSError:
                continue
            free: int = trial.getsockname()[1]
            return free
    raise click.ClickException("Aucun port libre. / No free port.")


def _wait_for(port: int) -> None:
    for _ in range(200):
        with socket.socket() as trial:
            if trial.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise click.ClickException("L'opérateur simulé ne démarre pas. / The carrier does not start.")


def _welcome(desk: int, port: int) -> str:
    return f"""
  Ouvrez cette page dans un navigateur :  http://127.0.0.1:{desk}/
  La console de la ligne / the line's console :  http://localhost:{port}/console

  Appelez, tapez 1, et encore 1 si une question suit. Un téléphone sonne : décrochez, tapez 1, puis
  encore 1. Parlez-vous.
  Raccrochez : la personne qui a répondu note le motif, et les chiffres changent ci-dessous.

  Open that page in a browser. Call, press 1, and 1 again if you are asked. A telephone rings: pick
  up, press 1, then 1 again. Talk. Hang up: whoever answered notes the reason, and the figures
  change below.

  Tous les chiffres / all figures :  .venv/bin/hotline --demo statistics show
  Fin / end :  Ctrl+C
"""
