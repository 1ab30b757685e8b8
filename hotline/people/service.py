"""People as calls need them: who they are, and (only to dial) their telephones."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Protocol

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from hotline.database.types import current_keys
from hotline.people.tables import Person, Phone

_RUNG_ON = select(Phone.person_id).where(Phone.lookup == bindparam("lookup"))


@dataclass(frozen=True, slots=True)
class Responder:
    """Someone who answers; no telephone in it, so that it can be shown anywhere."""

    id: int
    slug: str
    name: str
    kind: str
    professions: tuple[str, ...]
    languages: tuple[str, ...]
    tags: tuple[str, ...]
    active: bool


def people_by_ids(session: Session, ids: Collection[int]) -> dict[int, Responder]:
    """These people by id, in one statement; an unknown id is left out."""
    rows = session.scalars(select(Person).where(Person.id.in_(ids))) if ids else ()
    return {row.id: _responder(row) for row in rows}


def ids_by_slug(session: Session, line_id: int) -> dict[str, int]:
    """The ids of a line's people by their slug, those who left included."""
    rows = session.execute(select(Person.slug, Person.id).where(Person.line_id == line_id))
    return {row.slug: row.id for row in rows}


def phones_of(session: Session, ids: Collection[int]) -> dict[int, tuple[str, ...]]:
    """Their telephones in E.164, in the order to try them, decrypted: ask for it only to dial.

    One statement. Someone without a telephone has an empty tuple.
    """
    phones: dict[int, list[str]] = defaultdict(list)
    if ids:
        rows = session.execute(
            select(Phone.person_id, Phone.number)
            .where(Phone.person_id.in_(ids))
            .order_by(Phone.person_id, Phone.position)
        )
        for person_id, number in rows:
            phones[person_id].append(number)
    return {person_id: tuple(phones[person_id]) for person_id in ids}


def people_without_phone(session: Session, line_id: int) -> frozenset[int]:
    """The line's people who cannot be rung at all, by id. One statement; nothing is decrypted."""
    reached = select(Phone.person_id).where(Phone.person_id == Person.id).exists()
    return frozenset(session.scalars(select(Person.id).where(Person.line_id == line_id, ~reached)))


def own_line_of(session: Session, person_id: int) -> int:
    """The id of the line whose roster this person is on; calls of other lines may ring them too.
    Raises NoResultFound for an unknown person."""
    return session.scalars(select(Person.line_id).where(Person.id == person_id)).one()


def mail_of(session: Session, person_id: int) -> str | None:
    """Their mail address, decrypted: ask for it only to write to them. None when they have none."""
    return session.scalar(select(Person.mail).where(Person.id == person_id))


class Speaks(Protocol):
    """Whoever speaks languages, the ones they would rather speak first."""

    @property
    def languages(self) -> Sequence[str]: ...


def language_of(person: Speaks, spoken: Sequence[str]) -> str:
    """The language in which the line speaks to somebody of its own: the first of theirs that it
    speaks, else its own first."""
    return next((language for language in person.languages if language in spoken), spoken[0])


def people_rung_on(session: Session, number: str) -> frozenset[int]:
    """People who can be rung on this number (E.164), by id: most often nobody. One statement."""
    lookup = current_keys().blind("phone", number)
    return frozenset(session.scalars(_RUNG_ON, {"lookup": lookup}))


def _responder(row: Person) -> Responder:
    return Responder(
        row.id,
        row.slug,
        row.name,
        row.kind,
        tuple(row.professions),
        tuple(row.languages),
        tuple(row.tags),
        row.active,
    )
