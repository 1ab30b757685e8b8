"""`hotline backup`: all that a line has lived into one sealed file, while calls go on."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import click
from flask.cli import with_appcontext
from sqlalchemy.exc import SQLAlchemyError

from hotline.backups.contents import About
from hotline.backups.files import delete_old, name_at, write
from hotline.backups.making import OtherTables, made
from hotline.backups.sealing import sealed
from hotline.commands.asking import Refused, language_option
from hotline.commands.away import why
from hotline.service import Hotline, hotline
from hotline.taxonomies import Wording

LONGEST_DAYS = 90
"""What is forgotten here is gone from all backups so many days later, at most."""

_NO_KEY = Wording(
    "HOTLINE_BACKUP_KEY n'est pas réglée. Faites une clé (openssl rand -base64 32 | tr '+/' '-_'),"
    " et gardez-la aussi ailleurs que sur cette machine : sans elle, rien n'est restauré.",
    "HOTLINE_BACKUP_KEY is not set. Make a key (openssl rand -base64 32 | tr '+/' '-_'), and keep"
    " it elsewhere than on this machine too: without it nothing is restored.",
)
NO_DATABASE = Wording(
    "La base de données ne répond pas : vérifiez HOTLINE_DATABASE_URL. ({problem})",
    "The database does not answer: check HOTLINE_DATABASE_URL. ({problem})",
)
_WHERE = Wording(
    "Dites où : un fichier, ou un dossier avec --directory.",
    "Say where: a file, or a folder with --directory.",
)
_NOT_KEPT = Wording(
    "Une sauvegarde pour déménager ne se garde pas : donnez-lui un fichier, pas un dossier.",
    "A backup for moving is not to be kept: give it a file, not a folder.",
)
_THERE = Wording(
    "« {file} » existe déjà : donnez un autre nom, ou --force pour l'écraser.",
    '"{file}" is there already: give another name, or --force to write over it.',
)
_OTHER_TABLES = Wording(
    "Les tables de la base sont celles d'une autre version du logiciel : sauvegardez avec la"
    " version qui est en service, puis mettez à jour.",
    "The database's tables are of another version of the software: make the backup with the"
    " version that is running, then upgrade.",
)
_NOT_WRITTEN = Wording(
    "« {file} » n'a pas pu être écrit : {problem}.", '"{file}" could not be written: {problem}.'
)
_WRITTEN = Wording(
    "« {file} » : {rows} lignes de tables, {size} ko.", '"{file}": {rows} rows, {size} kB.'
)
_LIVE = Wording(
    "Appels en cours, qui n'y sont pas : {count}.", "Calls under way, not in it: {count}."
)
_CALLBACKS = Wording(
    "Rappels promis, qui n'y sont pas : {count}. Aucun numéro d'appelant ne se garde si longtemps.",
    "Calls back that were promised, not in it: {count}. No caller's number is kept for so long.",
)
_MOVING = Wording(
    "Elle contient des numéros d'appelants : supprimez-la dès que la ligne a déménagé.",
    "There are callers' numbers in it: delete it as soon as the line has moved.",
)
_GONE = Wording("« {file} », trop ancien, est supprimé.", '"{file}", too old, is deleted.')


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), required=False)
@click.option(
    "--directory",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Un dossier où chacune a sa date pour nom. / A folder where each is named by its date.",
)
@click.option(
    "--keep",
    type=click.IntRange(1, LONGEST_DAYS),
    default=30,
    show_default=True,
    help="Jours après lesquels celles du dossier sont supprimées."
    " / Days after which those of the folder are deleted.",
)
@click.option("--force", is_flag=True, help="Écrase le fichier. / Writes over the file.")
@click.option(
    "--moving",
    is_flag=True,
    help="Pour déménager, service arrêté : avec les rappels promis."
    " / To move, the service stopped: with the calls back that were promised.",
)
@language_option
@with_appcontext
def backup(
    *,
    file: Path | None,
    directory: Path | None,
    keep: int,
    force: bool,
    moving: bool,
    language: str,
) -> None:
    """Sauvegarde tout dans un fichier chiffré. / Backs all up into an encrypted file."""
    service = hotline()
    key = service.settings.hotline_backup_key.get_secret_value()
    if (file is None) == (directory is None):
        raise Refused(_WHERE, language)
    if moving and directory is not None:
        raise Refused(_NOT_KEPT, language)
    if not key:
        raise Refused(_NO_KEY, language)
    if directory is not None:
        file = directory / name_at(service.now())
    assert file is not None  # one of both was given
    if not force and _is_there(file, language):
        raise Refused(_THERE, language, file=str(file))
    about, text = _made(service, language, moving=moving)
    try:
        size = write(file, sealed(key, text, service.chance))
        gone = delete_old(directory, timedelta(days=keep), service.now()) if directory else []
    except OSError as problem:
        raise Refused(
            _NOT_WRITTEN,
            language,
            file=str(problem.filename or file),
            problem=str(problem.strerror),
        ) from None
    rows, kilobytes = sum(about.rows.values()), -(-size // 1000)
    click.echo(_WRITTEN.read_in(language).format(file=file, rows=rows, size=kilobytes))
    for sentence in _left_out(about):
        click.echo(sentence.read_in(language))
    for old in gone:
        click.echo(_GONE.read_in(language).format(file=old))


def _is_there(file: Path, language: str) -> bool:
    try:
        return file.exists()
    except OSError as problem:
        told = str(problem.strerror)
        raise Refused(_NOT_WRITTEN, language, file=str(file), problem=told) from None


def _made(service: Hotline, language: str, *, moving: bool) -> tuple[About, bytes]:
    try:
        return made(service, moving=moving)
    except OtherTables:
        raise Refused(_OTHER_TABLES, language) from None
    except SQLAlchemyError as problem:
        raise Refused(NO_DATABASE, language, problem=why(problem)) from None


def _left_out(about: About) -> list[Wording]:
    said = [_LIVE.filled(count=about.live_calls)] if about.live_calls else []
    callbacks = about.not_held.get("callback", 0)
    if callbacks:
        said.append(_CALLBACKS.filled(count=callbacks))
    return [*said, _MOVING] if about.moving else said
