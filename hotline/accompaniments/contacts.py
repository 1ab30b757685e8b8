"""Contacts: their dates and notes are sealed in the record; how many there were is in the clear."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from hotline.accompaniments.content import MOST_CONTACTS, Contact, Content
from hotline.accompaniments.records import write
from hotline.accompaniments.tables import Accompaniment, ContactCount, ContactMonth
from hotline.database import add_to_counter


def add_contact(
    session: Session,
    record: Accompaniment,
    private: bytes,
    contact: Contact,
    *,
    line: str,
    today: date,
) -> bool:
    """One more contact in this record (locked), and in the counts of it and of the line's month.
    False, and nothing counted, for one that came before, or one too many. Raises as `write`."""
    added = False

    def with_it(content: Content) -> Content:
        nonlocal added
        known = {one.key for one in content.contacts}
        if contact.key in known or len(known) >= MOST_CONTACTS:
            return content
        added = True
        contacts = sorted((*content.contacts, contact), key=lambda one: (one.day, one.key))
        return content.model_copy(update={"contacts": tuple(contacts)})

    write(record, private, with_it, today)
    if not added:
        return False
    amounts = {"contacts": 1, "minutes": contact.minutes}
    of_record = {"accompaniment_id": record.id, "channel": str(contact.channel)}
    add_to_counter(session, ContactCount, of_record, amounts)
    month = contact.day.replace(day=1)
    of_month = {"line": line, "month": month, "channel": str(contact.channel)}
    add_to_counter(session, ContactMonth, of_month, amounts)
    return True


@dataclass(frozen=True, slots=True)
class Counted:
    """How many contacts there were by a channel, and how many minutes they took."""

    contacts: int
    minutes: int


def contacts_of(session: Session, records: list[str]) -> dict[str, dict[str, Counted]]:
    """By record and channel."""
    rows = session.scalars(
        select(ContactCount)
        .where(ContactCount.accompaniment_id.in_(records))
        .order_by(ContactCount.channel)
    )
    found: dict[str, dict[str, Counted]] = {}
    for row in rows:
        counted = Counted(row.contacts, row.minutes)
        found.setdefault(row.accompaniment_id, {})[row.channel] = counted
    return found
