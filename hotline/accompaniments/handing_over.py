"""A record goes to another responder: through the caller's code, and in no other way."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from hotline.accompaniments.keys import keys_of
from hotline.accompaniments.sealing import (
    code_keys,
    open_content,
    open_data_key,
    public_of,
    seal_content,
    seal_data_key,
)
from hotline.accompaniments.tables import Accompaniment
from hotline.clock import Chance
from hotline.follow_ups.stretching import KEY
from hotline.follow_ups.tables import FollowUp


@dataclass(frozen=True, slots=True)
class Handed:
    """What the caller's code opens of one record."""

    record: str
    private: bytes


def record_behind(session: Session, follow_up_id: str) -> Accompaniment | None:
    """The record of this code; None when it was deleted."""
    return session.scalar(select(Accompaniment).filter_by(follow_up_id=follow_up_id))


def opened_by(record: Accompaniment, code: str) -> Handed | None:
    """The key that the caller's code stands for; None when it is not the code of this record. Slow
    on purpose: outside of any transaction."""
    private = code_keys(code, record.code_salt or b"\0" * 16)
    return Handed(record.id, private) if public_of(private) == record.code_public else None


def take_over(session: Session, handed: Handed, person_id: int, chance: Chance) -> bool:
    """The record, and the code that leads to it, are this person's from now on. Whoever had it
    before loses it: what is written is sealed anew under a new data key, so that a copy of the old
    one opens nothing. False when the code is over.

    In one transaction: whatever stops it before its end, the record is whole, and the former
    responder's. Somebody without keys of their own yet opens it later, by the same code. Raises
    Sealed when the record was tampered with.
    """
    locked = select(Accompaniment).where(Accompaniment.id == handed.record).with_for_update()
    record = session.scalar(locked.execution_options(populate_existing=True))
    if record is None or record.follow_up_id is None or record.code_public is None:
        return False
    follow_up = session.get_one(FollowUp, record.follow_up_id)
    before = open_data_key(handed.private, record.for_code)
    after = chance(KEY)
    if record.content is not None:
        record.content = seal_content(after, open_content(before, record.content))
    kept = keys_of(session, person_id)
    record.for_code = seal_data_key(record.code_public, after)
    record.for_responder = seal_data_key(kept.public, after) if kept else None
    record.person_id = person_id
    follow_up.person_id = person_id
    session.flush()
    return True
