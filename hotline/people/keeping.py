"""People of a line's file, to rows and back."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from hotline.database.types import current_keys
from hotline.lines.file import PersonEntry
from hotline.people.service import phones_of
from hotline.people.tables import Person, Phone


def keep_people(session: Session, line_id: int, entries: Sequence[PersonEntry]) -> dict[str, int]:
    """Makes the line's people those of the file; gives the ids by slug of those who are there.

    Whoever is no longer in the file stays as a row, not active: past calls refer to them. Phones
    and mail left out of the file (None) stay as they are.
    """
    rows = {row.slug: row for row in session.scalars(select(Person).filter_by(line_id=line_id))}
    for gone in rows.keys() - {entry.slug for entry in entries}:
        rows[gone].active = False
    for entry in entries:
        row = rows.get(entry.slug)
        if row is None:
            row = rows[entry.slug] = Person(line_id=line_id, slug=entry.slug)
            session.add(row)
        row.name = entry.name
        row.kind = entry.kind
        row.professions = list(entry.professions)
        row.languages = list(entry.languages)
        row.territories = list(entry.territories)
        row.tags = list(entry.tags)
        row.deputy = entry.deputy
        row.contract = entry.contract
        row.time_zone = entry.time_zone
        row.holidays = entry.holidays
        row.active = not entry.left
        if entry.mail is not None:
            row.mail = entry.mail or None
    session.flush()
    _keep_phones(
        session,
        {rows[entry.slug].id: entry.phones for entry in entries if entry.phones is not None},
    )
    return {entry.slug: rows[entry.slug].id for entry in entries if not entry.left}


def active_people(session: Session, line_id: int) -> set[int]:
    """The ids of those who are on the line now."""
    return set(session.scalars(select(Person.id).filter_by(line_id=line_id, active=True)))


def deputies(session: Session, line_id: int) -> set[str]:
    """The slugs of those who stand in for somebody of the line; some may have left it."""
    there = select(Person.deputy).filter_by(line_id=line_id, active=True)
    return {slug for slug in session.scalars(there) if slug is not None}


def kept_people(
    session: Session, line_id: int, *, with_phones: bool, also: Collection[str] = ()
) -> tuple[PersonEntry, ...]:
    """The line's active people as the file writes them, and those of these slugs who have left;
    phones and mail only when asked for."""
    there = (Person.line_id == line_id, Person.active | Person.slug.in_(also))
    rows = session.scalars(select(Person).where(*there).order_by(Person.id)).all()
    phones = phones_of(session, [row.id for row in rows]) if with_phones else {}
    return tuple(
        PersonEntry.model_validate(
            {
                "slug": row.slug,
                "name": row.name,
                "kind": row.kind,
                "professions": row.professions,
                "languages": row.languages,
                "phones": phones.get(row.id),
                "mail": row.mail if with_phones else None,
                "territories": row.territories,
                "tags": row.tags,
                "deputy": row.deputy,
                "contract": row.contract,
                "time_zone": row.time_zone,
                "holidays": row.holidays,
                "left": not row.active,
            }
        )
        for row in rows
    )


def kept_contacts(session: Session, line_id: int) -> dict[str, dict[str, Any]]:
    """Telephones and mail by person's slug, of those not active too: they may come back."""
    rows = session.scalars(select(Person).filter_by(line_id=line_id)).all()
    phones = phones_of(session, [row.id for row in rows])
    return {
        row.slug: {"phones": list(phones[row.id])} | ({"mail": row.mail} if row.mail else {})
        for row in rows
    }


def _keep_phones(session: Session, wanted: Mapping[int, tuple[str, ...]]) -> None:
    kept = phones_of(session, wanted.keys())
    changed = [person_id for person_id, numbers in wanted.items() if kept[person_id] != numbers]
    # What was verified and tested of a telephone stays with it, in whatever place it is tried now.
    facts = (Phone.verified_at, Phone.tested_at, Phone.voicemail_after)
    rows = select(Phone.person_id, Phone.lookup, *facts).where(Phone.person_id.in_(changed))
    known = {(row.person_id, row.lookup): row for row in session.execute(rows)}
    session.execute(delete(Phone).where(Phone.person_id.in_(changed)))
    for person_id in changed:
        for position, number in enumerate(wanted[person_id]):
            lookup = current_keys().blind("phone", number)
            row = Phone(person_id=person_id, position=position, number=number, lookup=lookup)
            before = known.get((person_id, lookup))
            if before is not None:
                row.verified_at, row.tested_at = before.verified_at, before.tested_at
                row.voicemail_after = before.voicemail_after
            session.add(row)
    session.flush()
