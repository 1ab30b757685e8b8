"""Personal codes: eight digits, one a person, no two alike in the whole service."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from hotline.clock import Chance
from hotline.database.types import current_keys
from hotline.people.service import Responder, people_by_ids
from hotline.people.tables import Person
from hotline.responders.tables import PersonalCode

DIGITS = 8


def new_code(session: Session, person_id: int, now: datetime, chance: Chance) -> str:
    """Gives this person a code in place of the one they had: it can be read here and now, and never
    again."""
    while True:
        code = f"{int.from_bytes(chance(16), 'big') % 10**DIGITS:0{DIGITS}}"
        if keep_code(session, person_id, code, now):
            return code


def keep_code(session: Session, person_id: int, code: str, now: datetime) -> bool:
    """This code (eight digits) is this person's from now on, and no other. False, and nothing
    changed, when it is somebody's already."""
    row = PersonalCode(person_id=person_id, fingerprint=_fingerprint(code), made_at=now)
    try:
        with session.begin_nested():
            session.execute(delete(PersonalCode).filter_by(person_id=person_id))
            session.add(row)
    except IntegrityError:
        return False
    return True


def revoke_code(session: Session, person_id: int) -> bool:
    """This person has no code any more. False when they had none."""
    had = session.get(PersonalCode, person_id)
    if had is not None:
        session.delete(had)
        session.flush()
    return had is not None


def person_known_by(session: Session, line_id: int, code: str) -> Responder | None:
    """Whose code this is, of the people of this line; None for anything else that was keyed in."""
    found = session.scalar(
        select(Person.id)
        .join(PersonalCode, PersonalCode.person_id == Person.id)
        .where(
            PersonalCode.fingerprint == _fingerprint(code),
            Person.line_id == line_id,
            Person.active,
        )
    )
    return None if found is None else people_by_ids(session, [found])[found]


def is_code(keys: str) -> bool:
    """Whether these keys could be a code."""
    return len(keys) == DIGITS and keys.isascii() and keys.isdecimal()


def _fingerprint(code: str) -> str:
    return current_keys().blind("personal code", code)
