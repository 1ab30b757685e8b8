"""Blocking a caller for a time, without keeping their number.

A fingerprint (HMAC) under a random key stands for it. Keys are of one purpose, a new one every day,
and are destroyed when nothing made with them matters any more; then not even somebody who holds all
numbers can tell who was blocked. Whoever asked for nothing is not called back either.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum

from sqlalchemy import bindparam, delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from hotline.blocks.tables import Block, ShortLivedKey

KEY_BYTES = 32


class Purpose(StrEnum):
    """What somebody is turned away from; each has keys of its own."""

    ABUSE = "abuse"
    """Calling the line."""
    CALLBACK = "callback"
    """Being called back."""


LONGEST_BLOCK = {Purpose.ABUSE: timedelta(days=1), Purpose.CALLBACK: timedelta(days=30)}
"""A key of one day lives so much longer, and so outlives every block that was made with it."""

_KEYS_IN_USE = select(ShortLivedKey).where(
    ShortLivedKey.purpose == bindparam("of"), ShortLivedKey.until > bindparam("now")
)


def block(
    session: Session,
    line_id: int,
    number: str,
    *,
    now: datetime,
    length: timedelta,
    chance: Callable[[int], bytes],
    purpose: Purpose = Purpose.ABUSE,
) -> None:
    """This number (E.164) is turned away on this line for `length`, at most as long as its purpose
    allows. One that is blocked already stays so for as long as was said first."""
    if length <= timedelta() or is_blocked(session, line_id, number, now, purpose):
        return
    key = _key_of_today(session, now, chance, purpose)
    fingerprint = _fingerprint(key, number)
    session.execute(delete(Block).where(Block.line_id == line_id, Block.fingerprint == fingerprint))
    until = now + min(length, LONGEST_BLOCK[purpose])
    try:
        with session.begin_nested():
            session.add(Block(line_id=line_id, key_id=key.id, fingerprint=fingerprint, until=until))
    except IntegrityError:
        return  # the same word of the carrier, told twice at this instant


def is_blocked(
    session: Session,
    line_id: int,
    number: str,
    now: datetime,
    purpose: Purpose = Purpose.ABUSE,
) -> bool:
    """Whether this number (E.164) is turned away on this line now."""
    keys = session.scalars(_KEYS_IN_USE, {"of": purpose, "now": now}).all()
    if not keys:
        return False
    found = select(Block.id).where(
        Block.line_id == line_id,
        Block.fingerprint.in_([_fingerprint(key, number) for key in keys]),
        Block.until > now,
    )
    return session.scalar(found.limit(1)) is not None


def forget_blocks(session: Session, now: datetime) -> None:
    """Drops the blocks that are over, and destroys the keys that no block needs."""
    session.execute(delete(Block).where(Block.until <= now))
    session.execute(delete(ShortLivedKey).where(ShortLivedKey.until <= now))


def _key_of_today(
    session: Session, now: datetime, chance: Callable[[int], bytes], purpose: Purpose
) -> ShortLivedKey:
    tomorrow = datetime.combine(now.astimezone(UTC).date(), time(), UTC) + timedelta(days=1)
    until = tomorrow + LONGEST_BLOCK[purpose]
    todays = select(ShortLivedKey).where(
        ShortLivedKey.purpose == purpose, ShortLivedKey.until == until
    )
    known = session.scalar(todays)
    if known is not None:
        return known
    key = ShortLivedKey(purpose=purpose, until=until, key=chance(KEY_BYTES))
    try:
        with session.begin_nested():
            session.add(key)
    except IntegrityError:
        return session.scalars(todays).one()  # another worker made it at this instant
    return key


def _fingerprint(key: ShortLivedKey, number: str) -> str:
    return hmac.digest(key.key, f"{key.purpose}:{number}".encode(), "sha256").hex()
