"""A backup is made: beside the service, while calls go on."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.metadata import version

from cryptography.fernet import Fernet, InvalidToken
from sqlalchemy import Text, func, select, type_coerce
from sqlalchemy.orm import Session

from hotline.accounts import second_factor
from hotline.accounts.tables import Account
from hotline.backups.contents import About, checksum, name_of_key, packed
from hotline.backups.copying import copy_rows, go_on_from, numbers_given
from hotline.backups.held import left_out, make_fit_to_keep
from hotline.backups.scratch import image_of, in_memory
from hotline.database.migrating import has_own_tables, migrate, newest_revision
from hotline.database.rotating import encrypted_columns
from hotline.every_table import Base
from hotline.service import Hotline
from hotline.settings import split_keys


class OtherTables(Exception):
    """The database's tables are of another version of the software."""


def made(service: Hotline, *, moving: bool = False) -> tuple[About, bytes]:
    """What a backup of now tells of itself, and all that goes under its seal. The tables are read
    in one view, and nobody waits for it meanwhile; the copy is in memory. Raises OtherTables."""
    with service.database.engine.connect() as connection:
        if not has_own_tables(connection):
            raise OtherTables
    leave = left_out(moving=moving)
    with in_memory() as copy:
        migrate(copy)
        with service.database.reading() as source, copy.writing() as target:
            copy_rows(source.connection(), target.connection(), leave)
            numbers = numbers_given(source.connection())
            not_held = {name: _count(source, name) for name in sorted(leave)}
            go_on_from(target.connection(), numbers)
        live = make_fit_to_keep(copy, service, moving=moving)
        with copy.reading() as session:
            rows = {name: _count(session, name) for name in Base.metadata.tables}
            keys = _needed(session, split_keys(service.settings.hotline_encryption_keys))
        image = image_of(copy)
    about = About(
        version=version("entraide"),
        revision=newest_revision(),
        made_at=service.now(),
        rows={name: count for name, count in rows.items() if count},
        live_calls=live,
        not_held=not_held,
        keys=keys,
        lookup_key=name_of_key(service.settings.hotline_lookup_key.get_secret_value()),
        moving=moving,
        numbers=numbers,
        checksum=checksum(image),
    )
    return about, packed(about, image)


def _count(session: Session, table: str) -> int:
    return session.scalar(select(func.count()).select_from(Base.metadata.tables[table])) or 0


def _needed(session: Session, keys: list[str]) -> list[str]:
    """The names of those without which something in it could not be read."""
    codes = session.scalars(
        select(Account.tf_totp_secret).where(Account.tf_totp_secret.is_not(None))
    ).all()
    texts = [
        text
        for column in encrypted_columns(Base.metadata)
        for text in session.scalars(select(type_coerce(column, Text)).where(column.is_not(None)))
    ]
    return [name_of_key(key) for key in keys if _opens_any(key, texts) or _opens_code(key, codes)]


def _opens_any(key: str, texts: Iterable[str]) -> bool:
    fernet = Fernet(key)
    for text in texts:
        try:
            fernet.decrypt(text.encode())
        except InvalidToken:
            continue
        return True
    return False


def _opens_code(key: str, secrets: Iterable[str | None]) -> bool:
    for secret in secrets:
        try:
            second_factor.renewed(secret or "", [key])
        except (ValueError, KeyError):
            continue
        return True
    return False
