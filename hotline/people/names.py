"""Who is meant by a name that somebody wrote in a calendar or a spreadsheet.

Accents, case, spaces and the order of first and last name do not matter; nothing is guessed.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from hotline.people.tables import Person

K = TypeVar("K")

_TITLES = frozenset("dr docteur docteure pr professeur professeure m mr mme mlle mrs ms".split())  # noqa: SIM905 - read as words
_LIKE = 0.75
_SUGGESTIONS = 3


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody of the line as files name them."""

    id: int
    slug: str
    name: str
    kind: str
    mail: str | None = None


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nobody has this name; `like` are those whose names come nearest, the nearest first."""

    written: str
    like: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """Several people have this name."""

    written: str
    people: tuple[Named, ...]


Found = Named | Unknown | Ambiguous
"""Whom a name meant."""


class Names:
    """The people of a line, to be found by name, slug or mail address."""

    def __init__(self, people: Iterable[Named]) -> None:
        self._people = tuple(people)
        self._found: dict[str, Found] = {}
        self._by_slug = {plain(person.slug): person for person in self._people}
        self._by_words: dict[tuple[str, ...], list[Named]] = defaultdict(list)
        self._by_mail: dict[str, list[Named]] = defaultdict(list)
        for person in self._people:
            self._by_words[_words(person.name)].append(person)
            if person.mail:
                self._by_mail[person.mail.strip().casefold()].append(person)

    def find(self, written: str) -> Found:
        """The person of this slug or name. No two people share a slug, so one that is written as
        it is settles it; "Anne" does not, where the slug is anne and there are two Annes."""
        # A sheet of thousands of rows holds few names, and looking for what is like one takes long.
        if written not in self._found:
            self._found[written] = self._find(written)
        return self._found[written]

    def at(self, mail: str) -> Found:
        """The person of this mail address."""
        return self._only(mail, self._by_mail.get(mail.strip().casefold(), ()))

    def _find(self, written: str) -> Found:
        slug = self._by_slug.get(plain(written))
        if slug is None:
            return self._only(written, self._by_words.get(_words(written), ()))
        wanted = set(_words(written))
        also = [one for one in self._people if one != slug and wanted <= set(_words(one.name))]
        return slug if written.strip() == slug.slug else self._only(written, (slug, *also))

    def _only(self, written: str, found: Iterable[Named]) -> Found:
        people = tuple(found)
        if len(people) == 1:
            return people[0]
        return Ambiguous(written, people) if people else Unknown(written, self._like(written))

    def _like(self, written: str) -> tuple[Named, ...]:
        wanted = _words(written)

        def likeness(person: Named) -> float:
            words = _words(person.name)
            if wanted and all(any(_begins(one, other) for other in words) for one in wanted):
                return 1.0  # a first or last name alone, or one cut short
            return SequenceMatcher(None, " ".join(wanted), " ".join(words)).ratio()

        ranked = sorted(((likeness(one), one) for one in self._people), key=lambda pair: -pair[0])
        return tuple(person for ratio, person in ranked[:_SUGGESTIONS] if ratio >= _LIKE)


def names_of(session: Session, line_id: int) -> Names:
    """The active people of a line, with their mail addresses. One statement."""
    rows = session.scalars(
        select(Person).filter_by(line_id=line_id, active=True).order_by(Person.id)
    )
    return Names(Named(row.id, row.slug, row.name, row.kind, row.mail) for row in rows)


def plain(text: str) -> str:
    """Small letters without accents, words with one space between them: what a name is compared
    by."""
    spelt = text.casefold().replace("œ", "oe").replace("æ", "ae")
    bare = "".join(
        letter
        for letter in unicodedata.normalize("NFKD", spelt)
        if not unicodedata.combining(letter)
    )
    return " ".join(re.findall(r"\w+", bare.replace("_", " ")))


def by_name(choices: Iterable[tuple[K, str]]) -> list[tuple[K, str]]:
    """Keys with names to choose from, in the order in which people look for a name: neither
    accents nor capitals count."""
    return sorted(choices, key=lambda choice: plain(choice[1]))


def _begins(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) >= 3 and long.startswith(short)


def _words(name: str) -> tuple[str, ...]:
    words = plain(name).split()
    return tuple(sorted(word for word in words if word not in _TITLES)) or tuple(words)
