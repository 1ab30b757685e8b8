"""A pseudonym put in the place of somebody who is erased, wherever rows name them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Table, select, update
from sqlalchemy.orm import Session

from hotline.cases.tables import Case
from hotline.clock import Chance
from hotline.database import Base, Encrypted
from hotline.lines.service import LoadedLine
from hotline.people.tables import Person
from hotline.rosters.tables import RosterRule

AUTHORS = frozenset({"author", "made_by", "settled_by", "checked_by"})
"""Columns that say who did something, as whoever did it was called."""
SOURCES = frozenset({"source", "return_source"})
"""Columns that name a rotation or shift, whose own name may hold somebody's."""
WORDS = frozenset({"body", "reason", "words"})
"""Encrypted columns in which somebody wrote, or is told, something."""
ADDRESSES = frozenset({"address", "code", "code_given", "code_keyed", "mail", "number", "sealed"})
"""Encrypted columns that are an address or a code of whoever has the row: others may share it."""
UNALTERABLE = "journal_entry"
_NAMED_BY = frozenset({"person", "people"})


@dataclass(frozen=True, slots=True)
class Pseudonym:
    """What somebody is called from now on; drawn, so that it leads back to nobody."""

    slug: str
    name: str


def draw(session: Session, line_id: int, chance: Chance) -> Pseudonym:
    """One that nobody of the line has."""
    taken = set(session.scalars(select(Person.slug).filter_by(line_id=line_id)))
    while True:
        drawn = chance(2).hex()
        if f"personne-{drawn}" not in taken:
            return Pseudonym(f"personne-{drawn}", f"Personne {drawn}")


@dataclass(frozen=True, slots=True)
class Replacing:
    """Somebody's names and addresses, and what stands there instead."""

    slug: str
    texts: tuple[str, ...]
    """Name, slug, numbers and addresses, wherever words are free."""
    by: Pseudonym

    def in_slug(self, slug: str) -> str:
        """The same slug, without theirs as a part of it."""
        return re.sub(rf"(?<![a-z0-9]){re.escape(self.slug)}(?![a-z0-9])", self.by.slug, slug)

    def in_words(self, words: str) -> str:
        """The same words, without any of their texts as a word."""
        for text in sorted(self.texts, key=len, reverse=True):
            found = re.compile(rf"(?<!\w){re.escape(text)}(?!\w)", re.IGNORECASE)
            words = found.sub(self.by.name, words)
        return words

    def in_rule(self, value: Any, key: str = "") -> Any:
        """A rotation or shift as a file writes it: who takes part, and its own name."""
        if isinstance(value, dict):
            return {name: self.in_rule(inner, name) for name, inner in value.items()}
        if isinstance(value, list):
            return [self.in_rule(inner, key) for inner in value]
        if isinstance(value, str) and key in _NAMED_BY:
            return self.by.slug if value == self.slug else value
        return self.in_slug(value) if isinstance(value, str) and key == "slug" else value


def replace_everywhere(session: Session, line: LoadedLine, replacing: Replacing) -> None:
    """In rules of the roster and what names them, in authors, in deputies, and in encrypted
    words. Tables are found by their columns: a new one is looked into as well. The
    journal, which nothing alters, holds numbers in place of names."""
    _rules(session, line.id, replacing)
    deputies = update(Person).filter_by(line_id=line.id, deputy=replacing.slug)
    session.execute(deputies.values(deputy=None).execution_options(synchronize_session=False))
    for table in Base.metadata.sorted_tables:
        if table.name == UNALTERABLE:
            continue
        mine = _of_line(table, line)
        for column in table.columns:
            if column.name in SOURCES and mine is not None:
                _each(session, table, column.name, mine, replacing.in_slug)
            elif column.name in AUTHORS and mine is not None:
                called = {replacing.slug, *replacing.texts}
                _each(
                    session,
                    table,
                    column.name,
                    mine & column.in_(called),
                    lambda _: replacing.by.slug,
                )
            elif column.name in WORDS and isinstance(column.type, Encrypted):
                _each(session, table, column.name, column.is_not(None), replacing.in_words)


def _rules(session: Session, line_id: int, replacing: Replacing) -> None:
    for rule in session.scalars(select(RosterRule).filter_by(line_id=line_id)):
        rule.slug = replacing.in_slug(rule.slug)
        rule.rule = replacing.in_rule(rule.rule)
    session.flush()


def _of_line(table: Table, line: LoadedLine) -> ColumnElement[bool] | None:
    """The rows of a table that are of this line; None for a table whose rows are of none."""
    if "line_id" in table.c:
        return table.c.line_id == line.id
    if "case_id" in table.c:
        return table.c.case_id.in_(select(Case.id).filter_by(line_id=line.id))
    return table.c.line == line.document.line.slug if "line" in table.c else None


def _each(
    session: Session,
    table: Table,
    name: str,
    which: ColumnElement[bool],
    change: Callable[[str], str],
) -> None:
    key: Iterable[Any] = tuple(table.primary_key.columns)
    column = table.c[name]
    for *place, text in session.execute(select(*key, column).where(which)).all():
        if text is not None and change(text) != text:
            here = (part == value for part, value in zip(key, place, strict=True))
            session.execute(update(table).where(*here).values({column: change(text)}))
