"""Records: opened when a code is given, read and written by their responder, closed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from hotline.accompaniments.content import Content
from hotline.accompaniments.keys import keys_of, seal_new_data_key
from hotline.accompaniments.sealing import (
    Sealed,
    code_keys,
    open_content,
    open_data_key,
    public_of,
    seal_content,
)
from hotline.accompaniments.tables import Accompaniment
from hotline.clock import Chance
from hotline.follow_ups.stretching import SALT


@dataclass(frozen=True, slots=True)
class CodeKeys:
    """What a code's keys leave behind: the half that may be known, and the salt."""

    public: bytes
    salt: bytes


def keys_of_code(code: str, chance: Chance) -> CodeKeys:
    """Keys for a new code. Slow on purpose: outside of any transaction."""
    salt = chance(SALT)
    return CodeKeys(public_of(code_keys(code, salt)), salt)


def open_record(
    session: Session,
    *,
    record_id: str,
    line_id: int,
    person_id: int,
    follow_up_id: str,
    code: CodeKeys,
    today: date,
    chance: Chance,
) -> None:
    """A record for the code that was just given. The responder's passphrase is not needed, nor that
    they have one: see `keep_keys`."""
    record = Accompaniment(
        id=record_id,
        line_id=line_id,
        person_id=person_id,
        follow_up_id=follow_up_id,
        started_on=today,
        code_public=code.public,
        code_salt=code.salt,
    )
    kept = keys_of(session, person_id)
    seal_new_data_key(record, kept.public if kept else None, chance)
    session.add(record)
    session.flush()


def records_of(session: Session, person_id: int) -> list[Accompaniment]:
    """This person's records, those that go on first, then the latest."""
    rows = session.scalars(select(Accompaniment).where(Accompaniment.person_id == person_id))
    latest = sorted(rows, key=lambda row: (row.started_on, row.id), reverse=True)
    return sorted(latest, key=lambda row: row.ended_on is not None)


def record_of(
    session: Session, person_id: int, record_id: str, *, lock: bool = False
) -> Accompaniment | None:
    """This record, if it is this person's; None for anybody else's. With `lock`, others who would
    change it wait until this transaction is over."""
    mine = select(Accompaniment).where(
        Accompaniment.id == record_id, Accompaniment.person_id == person_id
    )
    return session.scalar(mine.with_for_update() if lock else mine)


def read(record: Accompaniment, private: bytes) -> Content:
    """What it holds. Raises Sealed when this key does not open it."""
    data_key = open_data_key(private, record.for_responder)
    if record.content is None:
        return Content()
    return Content.model_validate_json(open_content(data_key, record.content))


def write(
    record: Accompaniment, private: bytes, change: Callable[[Content], Content], today: date
) -> Content:
    """Changes what it holds, in the transaction that has locked it: two forms that are sent at once
    lose nothing of each other. Raises Sealed; ValueError for a record that is closed."""
    if record.ended_on is not None:
        raise ValueError("a closed record is not written to")
    before = read(record, private)
    after = change(before)
    if after != before:
        data_key = open_data_key(private, record.for_responder)
        record.content = seal_content(data_key, after.model_dump_json().encode())
        if record.idle_since is not None:
            record.idle_since = today
    return after


def close(record: Accompaniment, today: date) -> None:
    """Nothing is added any more; it can be read until it is deleted."""
    if record.ended_on is None:
        record.ended_on = record.idle_since = today


def can_be_opened(record: Accompaniment, private: bytes) -> bool:
    """Whether this key opens it, without reading it."""
    try:
        open_data_key(private, record.for_responder)
    except Sealed:
        return False
    return True
