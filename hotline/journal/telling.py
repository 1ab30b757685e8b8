"""Entries of the journal in words, with the names that people, accounts and teams have today."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from hotline.accounts.names import authors_in_words, names_of_accounts
from hotline.accounts.rights import ROLE_NAMES
from hotline.journal.tables import Entry
from hotline.journal.words import FIELDS, KINDS, SOURCES, WHAT
from hotline.people.service import people_by_ids
from hotline.rosters.history import KINDS as CHANGES
from hotline.rosters.teams import team_names
from hotline.taxonomies import Wording
from hotline.tokens.scopes import SCOPE_NAMES
from hotline.tokens.tables import ApiToken

_CODES: dict[str, Mapping[Any, Wording]] = {
    "roles": ROLE_NAMES,
    "scopes": SCOPE_NAMES,
    "kind": CHANGES,
}
"""Fields whose values are codes of a list."""
_YES, _NO = Wording("oui", "yes"), Wording("non", "no")
_LONGEST = 200
_WRITTEN = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d:\d\d)(?::\d\d)?)?")
"""A local time; one with an offset is told with it, as it is."""


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that is different; empty before, or after, where it was not there."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Told:
    """One entry, in the language asked for."""

    id: int
    at: datetime
    who: str
    what: str
    kind: str
    kind_code: str
    object_id: str
    called: str
    """What the object is called today; its number where it has no name."""
    fields: tuple[Field, ...]


def told(session: Session, line_id: int, rows: Sequence[Entry], language: str) -> list[Told]:
    """These entries in words. Five statements at most, however many they are."""
    names = _Names.of(session, line_id, rows, language)
    return [
        Told(
            row.id,
            row.at,
            names.author(row.author),
            WHAT[row.what].read_in(language) if row.what in WHAT else row.what,
            KINDS[row.kind].read_in(language) if row.kind in KINDS else row.kind,
            row.kind,
            row.object_id,
            names.called.get((row.kind, row.object_id), row.object_id),
            tuple(_fields(row, names)),
        )
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class _Names:
    language: str
    authors: Mapping[str, str]
    called: Mapping[tuple[str, str], str]
    teams: Mapping[str, str]

    @classmethod
    def of(cls, session: Session, line_id: int, rows: Sequence[Entry], language: str) -> _Names:
        ids = {
            kind: {int(row.object_id) for row in rows if _is(row, kind)}
            for kind in ("person", "account", "token")
        }
        for row in rows:
            both = ((row.before or {}).get("person"), (row.after or {}).get("person"))
            ids["person"] |= {one for one in both if isinstance(one, int)}
        found = {
            "person": {i: one.name for i, one in people_by_ids(session, ids["person"]).items()},
            "account": names_of_accounts(session, ids["account"]),
            "token": _token_names(session, ids["token"]),
        }
        teams = team_names(session, line_id)
        return cls(
            language,
            authors_in_words(session, {row.author for row in rows}),
            {(kind, str(i)): name for kind, names in found.items() for i, name in names.items()},
            {slug: name.read_in(language) for slug, name in teams.items()},
        )

    def author(self, author: str) -> str:
        source = SOURCES.get(author) or CHANGES.get(author)
        return source.read_in(self.language) if source else self.authors[author]

    def value(self, field: str, value: Any) -> str:
        if value is None:
            return ""
        if isinstance(value, list | tuple):
            return ", ".join(self.value(field, one) for one in value)
        if isinstance(value, Mapping):
            inner = (f"{key} {self.value(key, one)}" for key, one in value.items())
            return ", ".join(inner)[:_LONGEST]
        if isinstance(value, bool):
            return (_YES if value else _NO).read_in(self.language)
        return self._name(field, str(value)) or _moment(str(value), self.language)[:_LONGEST]

    def _name(self, field: str, value: str) -> str | None:
        if field == "person":
            return self.called.get(("person", value))
        if field in {"team", "teams"}:
            return self.teams.get(value)
        code = _CODES.get(field, {}).get(value)
        return code.read_in(self.language) if code else None


def _moment(text: str, language: str) -> str:
    """A day or a time as people write it in French; anything else as it is."""
    found = _WRITTEN.fullmatch(text)
    if found is None or language == "en":
        return text
    year, month, day, at = found.groups()
    return f"{day}/{month}/{year}" + (f" {at}" if at else "")


def _fields(row: Entry, names: _Names) -> list[Field]:
    before, after = row.before or {}, row.after or {}
    fields = []
    for key in dict.fromkeys((*before, *after)):
        was, now = names.value(key, before.get(key)), names.value(key, after.get(key))
        name = FIELDS[key].read_in(names.language) if key in FIELDS else key
        if was != now:
            fields.append(Field(name, was, now))
    return fields


def _is(row: Entry, kind: str) -> bool:
    return row.kind == kind and row.object_id.isdecimal()


def _token_names(session: Session, ids: set[int]) -> dict[int, str]:
    rows = select(ApiToken.id, ApiToken.name).where(ApiToken.id.in_(ids))
    return dict(session.execute(rows).all()) if ids else {}
