"""Encrypting again, with the newest key, what an older one encrypted: batch by batch, beside a
service that runs. What was done already is left alone, so it can be stopped and begun again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from cryptography.fernet import InvalidToken
from sqlalchemy import Column, MetaData, Text, select, tuple_, type_coerce, update
from sqlalchemy.orm import Session

from hotline.database.types import Encrypted
from hotline.database.work import Database, changed

AT_ONCE = 200
"""Rows in one transaction: whoever answers a call waits for no more than these."""

Renew = Callable[[str], str | None]
"""What is to stand in place of a text, or None when it stays. Raises InvalidToken, ValueError or
KeyError where it cannot be read."""


@dataclass(frozen=True, slots=True)
class Rotated:
    """What became of one column's texts."""

    table: str
    column: str
    texts: int
    """Those that there are."""
    renewed: int
    unreadable: int
    """No key of this process reads them: they were left as they are."""


def encrypted_columns(metadata: MetaData) -> list[Column[Any]]:
    """Every encrypted column of every table, as the tables' code has them: none is listed here."""
    return [
        column
        for table in metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, Encrypted)
    ]


def rotate(
    database: Database, column: Column[Any], renew: Renew, at_once: int = AT_ONCE
) -> Rotated:
    """Renews all texts of a column, each only if it is still what was read: a change that the
    service makes meanwhile is never overwritten."""
    parts = len(column.table.primary_key.columns)
    after: tuple[Any, ...] | None = None
    texts = renewed = unreadable = 0
    while True:
        with database.reading() as session:
            rows = _read(session, column, after, at_once)
        new: list[tuple[tuple[Any, ...], str, str]] = []
        for *place, text in rows:
            try:
                fresh = renew(text)
            except (InvalidToken, ValueError, KeyError):
                unreadable += 1
                continue
            if fresh is not None:
                new.append((tuple(place), text, fresh))
        if new:
            with database.writing() as session:
                renewed += sum(_write(session, column, *one) for one in new)
        texts += len(rows)
        if len(rows) < at_once:
            return Rotated(column.table.name, column.name, texts, renewed, unreadable)
        after = tuple(rows[-1][:parts])


def _read(
    session: Session, column: Column[Any], after: tuple[Any, ...] | None, at_once: int
) -> list[tuple[Any, ...]]:
    key = tuple(column.table.primary_key.columns)
    wanted = select(*key, type_coerce(column, Text)).where(column.is_not(None))
    if after is not None:
        wanted = wanted.where(tuple_(*key) > tuple_(*after))
    return [tuple(row) for row in session.execute(wanted.order_by(*key).limit(at_once))]


def _write(
    session: Session, column: Column[Any], place: tuple[Any, ...], text: str, new: str
) -> bool:
    table = column.table
    here = (part == value for part, value in zip(table.primary_key.columns, place, strict=True))
    still = type_coerce(column, Text) == text
    statement = update(table).where(*here, still).values({column: type_coerce(new, Text)})
    return changed(session, statement)
