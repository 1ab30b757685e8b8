"""Follow-up codes: ten digits, the last of which checks the others. No two alike in the service.

A code is kept nowhere. What is kept of it is a fingerprint that needs the keys of this process, and
that is slow to make, so that even with those keys all codes cannot be tried in an afternoon.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from hotline.clock import Chance
from hotline.database.types import current_keys
from hotline.follow_ups.check_digit import check_digit, is_checked
from hotline.follow_ups.stretching import SALT, stretched
from hotline.follow_ups.tables import FollowUp

DIGITS = 10
CODES = 9 * 10 ** (DIGITS - 2)
"""How many there are: the check digit follows from the others, and none begins with 0, the key that
means danger."""


def drawn_code(chance: Chance) -> str:
    """A code that cannot be guessed."""
    digits = str(CODES // 9 + int.from_bytes(chance(16), "big") % CODES)
    return digits + check_digit(digits)


def is_code(keys: str) -> bool:
    """Whether these keys can be a code: ten digits that check. Else somebody mistyped."""
    digits = len(keys) == DIGITS and keys.isascii() and keys.isdecimal()
    return digits and keys[0] != "0" and is_checked(keys)


def fingerprint(code: str) -> str:
    """What is kept of a code. Takes most of a second: never call it inside a transaction."""
    keys = current_keys()
    # The same salt for all codes, since it is by this that one is found; nobody knows it without
    # the look-up key.
    salt = bytes.fromhex(keys.blind("follow-up salt", ""))[:SALT]
    return keys.blind("follow-up code", stretched(code.encode(), salt).hex())


def keep_code(
    session: Session, *, follow_up_id: str, line_id: int, person_id: int, kept: str, expires: date
) -> bool:
    """The code of this fingerprint leads to this person until that day. False, and nothing changed,
    when it is somebody's already: draw another."""
    row = FollowUp(
        id=follow_up_id,
        line_id=line_id,
        person_id=person_id,
        fingerprint=kept,
        expires_on=expires,
    )
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:
        return False
    return True


def follow_up_of(session: Session, line_id: int, kept: str, today: date) -> FollowUp | None:
    """The code of this fingerprint, if it is in force on this line."""
    known = select(FollowUp).where(
        FollowUp.fingerprint == kept, FollowUp.line_id == line_id, FollowUp.expires_on > today
    )
    return session.scalar(known)


def prolong(follow_up: FollowUp, today: date, days: int) -> None:
    """Each use begins its time anew: a code lasts as long as it is used."""
    follow_up.expires_on = max(follow_up.expires_on, today + timedelta(days=days))


@dataclass(frozen=True, slots=True)
class InForce:
    """How many codes lead to somebody, and the first and last day on which one of them ends."""

    person_id: int
    codes: int
    first: date
    last: date


def codes_in_force(session: Session, line_id: int, today: date) -> list[InForce]:
    """By person, in the order of people. No code can be shown, and none is told apart."""
    rows = session.execute(
        select(FollowUp.person_id, FollowUp.expires_on)
        .where(FollowUp.line_id == line_id, FollowUp.expires_on > today)
        .order_by(FollowUp.person_id, FollowUp.expires_on)
    )
    ends: dict[int, list[date]] = {}
    for person, expires_on in rows:
        ends.setdefault(person, []).append(expires_on)
    return [InForce(person, len(days), days[0], days[-1]) for person, days in ends.items()]


def codes_over(session: Session, line_id: int, today: date) -> list[str]:
    """The ids of this line's codes that are not known any more."""
    over = select(FollowUp.id).where(FollowUp.line_id == line_id, FollowUp.expires_on <= today)
    return list(session.scalars(over))


def codes_of(session: Session, person_id: int) -> list[str]:
    """The ids of this person's codes."""
    return list(session.scalars(select(FollowUp.id).where(FollowUp.person_id == person_id)))


def drop_codes(session: Session, ids: list[str]) -> None:
    """These codes lead nowhere any more. See hotline.accompaniments.lapsing first: what refers to
    them comes before."""
    session.execute(delete(FollowUp).where(FollowUp.id.in_(ids)))
