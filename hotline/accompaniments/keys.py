"""A responder's keys: made with their passphrase, opened with it, and never without."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from hotline.accompaniments.sealing import (
    Sealed,
    new_keys,
    open_under,
    passphrase_key,
    public_of,
    seal_data_key,
    seal_under,
)
from hotline.accompaniments.tables import Accompaniment, PageSession, ResponderKeys
from hotline.clock import Chance
from hotline.follow_ups.stretching import KEY, SALT

SHORTEST_PASSPHRASE = 16
"""Characters: three or four words. Nobody but its owner can choose a good one; it must at least be
no password that is tried first."""


@dataclass(frozen=True, slots=True)
class NewKeys:
    """Keys made outside of any transaction, since that is slow."""

    public: bytes
    private: bytes
    """Sealed under the passphrase."""
    salt: bytes
    opened: bytes
    """The private half itself."""


def made_with(passphrase: str, chance: Chance) -> NewKeys:
    """A new pair of keys under this passphrase."""
    private, salt = new_keys(chance(KEY)), chance(SALT)
    sealed = seal_under(passphrase_key(passphrase, salt), private)
    return NewKeys(public_of(private), sealed, salt, private)


def keys_of(session: Session, person_id: int) -> ResponderKeys | None:
    """This person's keys as they are kept; None when they have never chosen a passphrase."""
    return session.get(ResponderKeys, person_id)


def opened_with(kept: ResponderKeys, passphrase: str) -> bytes | None:
    """The private key; None when it is another passphrase. Slow on purpose."""
    try:
        return open_under(passphrase_key(passphrase, kept.salt), kept.private)
    except Sealed:
        return None


def keep_keys(session: Session, person_id: int, new: NewKeys, chance: Chance) -> None:
    """These are this person's keys from now on, in place of any they had: what was sealed to those
    opens with the callers' codes only, and whoever is signed in with them is signed out. Records
    in which nothing was written yet are theirs at once."""
    session.execute(delete(ResponderKeys).filter_by(person_id=person_id))
    session.execute(delete(PageSession).filter_by(person_id=person_id))
    session.add(
        ResponderKeys(person_id=person_id, public=new.public, private=new.private, salt=new.salt)
    )
    mine = update(Accompaniment).where(Accompaniment.person_id == person_id)
    session.execute(mine.values(for_responder=None).execution_options(synchronize_session=False))
    session.flush()
    unwritten = select(Accompaniment).where(
        Accompaniment.person_id == person_id, Accompaniment.content.is_(None)
    )
    again = unwritten.execution_options(populate_existing=True).with_for_update()
    for record in session.scalars(again):
        seal_new_data_key(record, new.public, chance)
    session.flush()


def seal_new_data_key(record: Accompaniment, public: bytes | None, chance: Chance) -> bytes:
    """A data key for a record that holds nothing yet, sealed to its responder where they have keys,
    and to its code where that is in force."""
    data_key = chance(KEY)
    record.for_responder = None if public is None else seal_data_key(public, data_key)
    if record.code_public is not None:
        record.for_code = seal_data_key(record.code_public, data_key)
    return data_key
