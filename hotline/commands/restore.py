"""`hotline restore FILE`: what `hotline backup` wrote, into an empty database."""

from __future__ import annotations

from pathlib import Path

import click
from flask.cli import with_appcontext
from sqlalchemy.exc import SQLAlchemyError

from hotline.backups.contents import About
from hotline.backups.putting_back import (
    KeysMissing,
    NewerDatabase,
    NotEmpty,
    OtherLookupKey,
    check_keys,
    opened_backup,
    put_back,
)
from hotline.backups.sealing import Trouble, Unreadable
from hotline.commands.asking import Refused, language_option
from hotline.commands.away import why
from hotline.commands.backup import NO_DATABASE
from hotline.service import Hotline, hotline
from hotline.taxonomies import Wording

_NO_FILE = Wording(
    "« {file} » ne peut pas être lu : {problem}.", '"{file}" cannot be read: {problem}.'
)
_TROUBLE = {
    Trouble.NOT_A_BACKUP: Wording(
        "« {file} » n'est pas une sauvegarde : donnez un fichier écrit par hotline backup.",
        '"{file}" is no backup: give a file that hotline backup has written.',
    ),
    Trouble.TOO_NEW: Wording(
        "« {file} » vient d'une version plus récente du logiciel : installez-la d'abord.",
        '"{file}" comes from a later version of the software: install that one first.',
    ),
    Trouble.WRONG_KEY: Wording(
        "« {file} » a été chiffré avec une autre clé : mettez dans HOTLINE_BACKUP_KEY celle du jour"
        " où il a été fait.",
        '"{file}" was encrypted with another key: put into HOTLINE_BACKUP_KEY the one of the day on'
        " which it was made.",
    ),
    Trouble.DAMAGED: Wording(
        "« {file} » est abîmé ou incomplet : prenez-en une autre copie, ou la sauvegarde d'avant.",
        '"{file}" is damaged or incomplete: take another copy of it, or the backup before.',
    ),
}
_KEYS_MISSING = Wording(
    "Il manque dans HOTLINE_ENCRYPTION_KEYS des clés sans lesquelles des téléphones ne pourraient"
    " plus être lus : {names}. Ajoutez-les (le nom d'une clé : printf %s CLÉ | sha256sum |"
    " cut -c 1-8).",
    "Keys are missing in HOTLINE_ENCRYPTION_KEYS without which telephones could not be read any"
    " more: {names}. Add them (a key's name: printf %s KEY | sha256sum | cut -c 1-8).",
)
_OTHER_LOOKUP_KEY = Wording(
    "HOTLINE_LOOKUP_KEY n'est pas celle de la sauvegarde : remettez celle du service perdu, sinon"
    " personne ne serait reconnu à son code ni à son adresse.",
    "HOTLINE_LOOKUP_KEY is not the one of the backup: put back that of the service that was lost,"
    " or nobody would be known by their code or their address.",
)
_NO_KEY = Wording(
    "HOTLINE_BACKUP_KEY n'est pas réglée : mettez celle du jour où la sauvegarde a été faite.",
    "HOTLINE_BACKUP_KEY is not set: put there the one of the day on which the backup was made.",
)
_NOT_EMPTY = Wording(
    "Cette base n'est pas vide : rien ne s'y mélange. Donnez dans HOTLINE_DATABASE_URL une base"
    " neuve.",
    "This database is not empty, and nothing is mixed into it. Give a new one in"
    " HOTLINE_DATABASE_URL.",
)
_NEWER_DATABASE = Wording(
    "Cette base a servi à une version plus récente du logiciel : donnez une base neuve, ou"
    " installez cette version.",
    "This database was used by a later version of the software: give a new one, or install that"
    " version.",
)
_NOTHING_DONE = Wording("Rien n'a été changé.", "Nothing was changed.")
_STATE = Wording(
    "Sauvegarde du {made_at} (UTC), version {version} : {rows} lignes de tables.",
    "Backup of {made_at} (UTC), version {version}: {rows} rows.",
)
_GOOD = Wording(
    "Elle est entière, et ce service a les clés pour la lire. Rien n'a été changé.",
    "It is whole, and this service has the keys to read it. Nothing was changed.",
)
_DONE = Wording(
    "C'est restauré : {rows} lignes de tables ; ce qui devait être oublié depuis l'est.",
    "It is restored: {rows} rows; what was to be forgotten since then is.",
)
_CALLBACKS = Wording(
    "Rappels promis ce jour-là, et perdus : {count}. Dites à l'équipe que ces personnes peuvent"
    " rappeler.",
    "Calls back promised on that day, and lost: {count}. Tell the team that they may call again.",
)
_NEXT = Wording(
    "Ensuite :\n"
    "1. hotline on-duty et hotline coverage : la permanence a pu changer depuis la sauvegarde ;\n"
    "2. hotline serve, puis un appel d'essai ;\n"
    "3. refaites ce qui a été décidé depuis : échanges, absences, comptes fermés, et surtout les"
    " effacements demandés (hotline privacy erase) ;\n"
    "4. supprimez chez l'opérateur les appels reçus depuis : cette base ne les connaît pas.\n"
    "Chacun se connecte de nouveau.",
    "Next:\n"
    "1. hotline on-duty and hotline coverage: the roster may have changed since the backup;\n"
    "2. hotline serve, then a call to try it;\n"
    "3. do again what was decided since: swaps, absences, accounts closed, and above all what"
    " people asked to have erased (hotline privacy erase);\n"
    "4. delete at the carrier the calls that came since: this database does not know them.\n"
    "Everybody signs in again.",
)


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--check",
    is_flag=True,
    help="Vérifie seulement le fichier et les clés. / Only checks the file and the keys.",
)
@language_option
@with_appcontext
def restore(*, file: Path, check: bool, language: str) -> None:
    """Restaure une sauvegarde, dans une base vide. / Restores a backup, into an empty database."""
    service = hotline()
    about, image = _checked(service, file, language)
    said = _STATE.read_in(language)
    made_at, rows = f"{about.made_at:%Y-%m-%d %H:%M}", sum(about.rows.values())
    click.echo(said.format(made_at=made_at, version=about.version, rows=rows))
    if check:
        click.echo(_GOOD.read_in(language))
        return
    kept = _put_back(service, about, image, language)
    click.echo(_DONE.read_in(language).format(rows=sum(kept.values())))
    callbacks = about.not_held.get("callback", 0)
    if callbacks:
        click.echo(_CALLBACKS.read_in(language).format(count=callbacks))
    click.echo(_NEXT.read_in(language))


def _checked(service: Hotline, file: Path, language: str) -> tuple[About, bytes]:
    key = service.settings.hotline_backup_key.get_secret_value()
    if not key:
        raise Refused(_NO_KEY, language)
    try:
        about, image = opened_backup(file.read_bytes(), key)
        check_keys(about, service.settings)
    except OSError as problem:
        raise _refused(_NO_FILE, language, file=file, problem=problem.strerror) from None
    except Unreadable as problem:
        raise _refused(_TROUBLE[problem.trouble], language, file=file) from None
    except KeysMissing as problem:
        raise _refused(_KEYS_MISSING, language, names=", ".join(problem.names)) from None
    except OtherLookupKey:
        raise _refused(_OTHER_LOOKUP_KEY, language) from None
    return about, image


def _put_back(service: Hotline, about: About, image: bytes, language: str) -> dict[str, int]:
    try:
        return put_back(service, about, image)
    except NotEmpty:
        raise _refused(_NOT_EMPTY, language) from None
    except NewerDatabase:
        raise _refused(_NEWER_DATABASE, language) from None
    except SQLAlchemyError as problem:
        raise _refused(NO_DATABASE, language, problem=why(problem)) from None


def _refused(wording: Wording, language: str, **values: object) -> Refused:
    why = wording.filled(**values)
    both = Wording(f"{why.fr} {_NOTHING_DONE.fr}", f"{why.en} {_NOTHING_DONE.en}")
    return Refused(both, language)
