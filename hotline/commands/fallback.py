"""`hotline fallback`: the second process that answers the carrier, and what stands behind it."""

from __future__ import annotations

import os
import sys
from datetime import datetime
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import click
from flask.cli import with_appcontext
from sqlalchemy import select
from sqlalchemy.orm import Session

from hotline.commands.asking import Refused, language_option, line_asked_for, opened
from hotline.nets.published import CALLERS, RESPONDERS, PrivateNumber, documents, looked_at
from hotline.people.tables import Phone
from hotline.taxonomies import Wording

_PRIVATE = Wording(
    "« {name} » est le numéro d'une personne de la ligne : rien n'est publié.",
    "“{name}” is the number of somebody of the line: nothing is published.",
)
_WRITTEN = Wording("{file} est écrit.", "{file} is written.")
_MISSING = Wording("{place} : introuvable.", "{place}: not found.")
_FOREIGN = Wording(
    "{place} : ce n'est pas un document de la ligne.", "{place}: this is none of the line's."
)
_CURRENT = Wording(
    "{place} : publié le {day}, à jour.", "{place}: published on {day}, as it would be now."
)
_OTHER = Wording(
    "{place} : publié le {day} ; la ligne a changé depuis. Publiez de nouveau.",
    "{place}: published on {day}; the line has changed since. Publish it again.",
)
_OLD = Wording(
    "{place} : publié le {day}, il y a plus d'une semaine. Publiez de nouveau.",
    "{place}: published on {day}, more than a week ago. Publish it again.",
)


@click.group(invoke_without_command=True)
@click.option("--host", default="127.0.0.1", show_default=True, help="Où écouter. / Where.")
@click.option("--port", default=8001, show_default=True, help="Port.")
@click.pass_context
def fallback(context: click.Context, host: str, port: int) -> None:
    """Répond quand le service ne répond pas. / Answers when the service does not."""
    if context.invoked_subcommand is None:
        # In place of this process, which has the whole service loaded: the other one is small.
        module = ["-m", "hotline.nets.server", "--host", host, "--port", str(port)]
        os.execv(sys.executable, [sys.executable, *module])  # noqa: S606 - our own module


@fallback.command()
@click.option("--output", type=click.Path(path_type=Path), required=True, help="Dossier. / Folder.")
@click.option("--line", "slug", help="Quelle ligne. / Which line.")
@language_option
@with_appcontext
def publish(output: Path, slug: str | None, language: str) -> None:
    """Écrit les documents d'un hébergeur. / Writes the documents for a static host."""
    wanted = _wanted(slug, language)
    output.mkdir(parents=True, exist_ok=True)
    for name, text in wanted.items():
        (output / name).write_text(text, encoding="utf-8")
        # Whatever the umask: a web server reads it, as somebody else.
        (output / name).chmod(0o644)
        click.echo(_WRITTEN.filled(file=output / name).read_in(language))


@fallback.command()
@click.argument("place")
@click.option("--line", "slug", help="Quelle ligne. / Which line.")
@language_option
@with_appcontext
def check(place: str, slug: str | None, language: str) -> None:
    """Dit ce qui est publié là, et de quand. / Says what is published there, and of when."""
    wanted = _wanted(slug, language)
    is_folder = "://" not in place and Path(place).is_dir()
    places = [str(Path(place) / name) for name in wanted] if is_folder else [place]
    told = [_told(one, wanted, opened().now()) for one in places]
    for sentence, _ in told:
        click.echo(sentence.read_in(language))
    if not all(fine for _, fine in told):
        sys.exit(1)


def _told(place: str, wanted: dict[str, str], now: datetime) -> tuple[Wording, bool]:
    """What is to be said of what is there, and whether it can stay."""
    text = _read(place)
    if text is None:
        return _MISSING.filled(place=place), False
    name = RESPONDERS if place.endswith(RESPONDERS) else CALLERS
    found = looked_at(text, wanted[name])
    if found is None:
        return _FOREIGN.filled(place=place), False
    told = _OTHER if not found.is_current else _OLD if found.is_old(now) else _CURRENT
    return told.filled(place=place, day=f"{found.made_at:%d/%m/%Y}"), told is _CURRENT


def _read(place: str) -> str | None:
    try:
        if place.startswith(("https://", "http://")):
            with urlopen(place, timeout=10) as answer:  # noqa: S310 - http(s), as just seen
                content: bytes = answer.read(1 << 20)
            return content.decode("utf-8", "replace")
        return Path(place).read_text(encoding="utf-8")
    except (OSError, URLError, ValueError):
        return None


def _wanted(slug: str | None, language: str) -> dict[str, str]:
    service = opened()
    with service.database.reading() as session:
        document = line_asked_for(session, slug, language).document
        private = _telephones(session)
    try:
        return documents(document, service.now(), private)
    except PrivateNumber as number:
        raise Refused(_PRIVATE.filled(name=str(number)), language) from None


def _telephones(session: Session) -> set[str]:
    return set(session.scalars(select(Phone.number)))
