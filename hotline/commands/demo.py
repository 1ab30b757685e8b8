"""`hotline demo`: a whole line on this machine, its carrier simulated. `make run` starts it."""

from __future__ import annotations

import json
import os
import secrets
import socket
import subprocess
import sys
import time
from pathlib import Path

import click
from cryptography.fernet import Fernet
from flask.cli import ScriptInfo
from sqlalchemy import select

from hotline.clock import system_clock
from hotline.commands.serve import run
from hotline.database import Database
from hotline.database.migrating import migrate
from hotline.database.types import Keys, use_keys
from hotline.lines import loading
from hotline.people.service import phones_of
from hotline.people.tables import Person
from hotline.settings import Settings, load_settings, split_keys
from hotline.taxonomies import professions

LINE = Path(__file__).resolve().parents[2] / "lines" / "entraide.toml"
FOLDER = Path("var/demo")
SETTINGS = "settings.json"
KINDS = {"psychologist": "psychologue", "coordinator": "coordination"}


@click.command()
@click.option("--port", default=8000, show_default=True, help="Port.")
@click.option(
    "--folder",
    default=FOLDER,
    show_default=True,
    type=click.Path(path_type=Path),
    help="Où garder la base et les clés. / Where the database and keys are kept.",
)
@click.pass_context
def demo(context: click.Context, port: int, folder: Path) -> None:
    """Une ligne entière à essayer, avec un opérateur simulé. / A whole line to try."""
    folder.mkdir(parents=True, exist_ok=True)
    port = _free_port(port)
    desk = _free_port(port + 1)
    _keep_settings(
        folder / SETTINGS,
        HOTLINE_DATABASE_URL=f"sqlite:///{(folder / 'hotline.db').resolve()}",
        HOTLINE_PUBLIC_URL=f"http://127.0.0.1:{port}",
        TWILIO_API_URL=f"http://127.0.0.1:{desk}",
        HOTLINE_LOG_LEVEL=os.environ.get("HOTLINE_LOG_LEVEL", "WARNING"),
    )
    use_demo_settings(folder)
    settings = load_settings()
    number, handsets = _load_line(settings)
    (folder / "phones.json").write_text(json.dumps(handsets, ensure_ascii=False), encoding="utf-8")
    carrier = _start_carrier(settings, desk, number, folder / "phones.json")
    try:
        _wait_for(desk)
        click.echo(_welcome(desk, port))
        run(context.ensure_object(ScriptInfo), settings, "127.0.0.1", port)
    finally:
        carrier.terminate()
        carrier.wait(timeout=10)


def use_demo_settings(folder: Path = FOLDER) -> None:
    """Takes the settings that the demo runs with, for a command beside it."""
    try:
        kept: dict[str, str] = json.loads((folder / SETTINGS).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise click.ClickException(
            "Lancez d'abord la démonstration : make run / Start the demo first: make run"
        ) from None
    os.environ.update(kept)


def _keep_settings(file: Path, **now: str) -> None:
    """The demo's settings. Its keys are made once: the database stays readable the next time."""
    made = {
        "HOTLINE_SECRET_KEY": secrets.token_hex(32),
        "HOTLINE_ENCRYPTION_KEYS": Fernet.generate_key().decode(),
        "HOTLINE_LOOKUP_KEY": secrets.token_hex(32),
        "TWILIO_ACCOUNT_SID": "AC" + secrets.token_hex(16),
        "TWILIO_AUTH_TOKEN": secrets.token_hex(16),
    }
    if file.exists():
        made = json.loads(file.read_text(encoding="utf-8"))
    file.touch(mode=0o600)
    file.write_text(json.dumps(made | now), encoding="utf-8")


def _load_line(settings: Settings) -> tuple[str, list[dict[str, str]]]:
    """Loads the demo line; its number, and the handsets of its people."""
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
        handsets = [
            {"label": f"{person.name}, {_what(person)}", "number": number}
            for person in people
            for number in phones[person.id]
        ]
    database.close()
    number = next(n.number for n in outcome.file.numbers if "reached" in n.roles)
    return number, handsets


def _what(person: Person) -> str:
    names = [professions()[code].name.fr.lower() for code in person.professions]
    return KINDS.get(person.kind, ", ".join(names))


def _start_carrier(
    settings: Settings, port: int, number: str, phones: Path
) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "simulator", "serve", "--port", str(port)]
    command += ["--service-url", settings.hotline_public_url, "--numbers", number]
    command += ["--phones", str(phones)]
    return subprocess.Popen(  # noqa: S603 - our own words only
        command, stdout=subprocess.DEVNULL
    )


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
  La ligne est ouverte. Ouvrez les téléphones :  http://127.0.0.1:{desk}/
  Appelez, tapez 1 ou 2 ; décrochez le téléphone qui sonne, tapez 1 puis encore 1.
  Les chiffres :  .venv/bin/hotline --demo statistics show

  The line is open. Open the telephones:  http://127.0.0.1:{desk}/
  Call, press 1 or 2; answer the telephone that rings, press 1, then 1 again.
  The figures:  .venv/bin/hotline --demo statistics show --language en
  Ctrl+C : fin / end.   (service : http://127.0.0.1:{port})
"""
