"""`hotline encryption rotate`: all that is encrypted comes under the newest key, so that an older
one can be taken away."""

from __future__ import annotations

import sys

import click
from flask.cli import with_appcontext

from hotline.accounts import second_factor
from hotline.commands.asking import language_option, opened
from hotline.database import Database
from hotline.database.rotating import Rotated, encrypted_columns, rotate
from hotline.database.types import current_keys
from hotline.every_table import Base
from hotline.settings import split_keys
from hotline.taxonomies import Wording

_ROW = Wording(
    "{column} : {renewed} chiffrés de nouveau sur {texts}.",
    "{column}: {renewed} encrypted again, of {texts}.",
)
_DONE = Wording(
    "{renewed} en tout. Relancez la commande après avoir redémarré le service avec la nouvelle"
    " clé : quand elle dit 0, l'ancienne clé peut être retirée de HOTLINE_ENCRYPTION_KEYS.",
    "{renewed} in all. Run it once more after the service was restarted with the new key: when it"
    " says 0, the old key can be taken out of HOTLINE_ENCRYPTION_KEYS.",
)
_NOTHING = Wording(
    "0 : tout est déjà chiffré avec la clé la plus récente. Les autres clés peuvent être retirées"
    " de HOTLINE_ENCRYPTION_KEYS.",
    "0: all is encrypted with the newest key already. The other keys can be taken out of"
    " HOTLINE_ENCRYPTION_KEYS.",
)
_UNREADABLE = Wording(
    "{column} : {unreadable} qu'aucune clé ne lit. Ils sont restés tels quels : remettez la clé qui"
    " les a chiffrés, puis relancez.",
    "{column}: {unreadable} that no key reads. They were left as they are: put back the key that"
    " encrypted them, then run it again.",
)


@click.group()
def encryption() -> None:
    """Les clés de chiffrement. / The encryption keys."""


@encryption.command("rotate")
@language_option
@with_appcontext
def rotate_(language: str) -> None:
    """Tout chiffrer avec la clé la plus récente. / Encrypt all with the newest key."""
    service = opened()
    keys = split_keys(service.settings.hotline_encryption_keys)
    found = all_rotated(service.database, keys)
    for one in found:
        column = f"{one.table}.{one.column}"
        if one.renewed:
            said = _ROW.read_in(language)
            click.echo(said.format(column=column, renewed=one.renewed, texts=one.texts))
        if one.unreadable:
            said = _UNREADABLE.read_in(language)
            click.echo(said.format(column=column, unreadable=one.unreadable), err=True)
    if any(one.unreadable for one in found):
        sys.exit(1)
    renewed = sum(one.renewed for one in found)
    click.echo((_DONE if renewed else _NOTHING).read_in(language).format(renewed=renewed))


def all_rotated(database: Database, keys: list[str]) -> list[Rotated]:
    """Each encrypted column, and the secrets of code applications, under the newest of the keys
    (that come first)."""
    found = [
        rotate(database, column, current_keys().renewed)
        for column in encrypted_columns(Base.metadata)
    ]
    codes = Base.metadata.tables["account"].c.tf_totp_secret
    return [*found, rotate(database, codes, lambda text: second_factor.renewed(text, keys))]
