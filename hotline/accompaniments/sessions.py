"""Signed in on the page: for a short while, and in one browser.

The private key is needed for every look at a record. It stands in the row of the session, sealed
under a key that only the cookie holds; the row is found by a fingerprint of that.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from hotline.accompaniments.sealing import Sealed, open_under, seal_under
from hotline.accompaniments.tables import PageSession
from hotline.clock import Chance
from hotline.database.types import current_keys
from hotline.follow_ups.stretching import KEY
from hotline.people.service import Responder, people_by_ids

IDLE = timedelta(minutes=15)
"""After so long without a look at the page."""
LONGEST = timedelta(hours=4)


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who it is, and the key that opens their records."""

    person: Responder
    private: bytes


def sign_in(session: Session, person_id: int, private: bytes, now: datetime, chance: Chance) -> str:
    """Begins a session: what its cookie is to hold, kept nowhere here."""
    key = chance(KEY)
    session.add(
        PageSession(
            fingerprint=_fingerprint(key.hex()),
            person_id=person_id,
            private=seal_under(key, private),
            until=now + IDLE,
            latest=now + LONGEST,
        )
    )
    session.flush()
    return key.hex()


def signed_in(session: Session, cookie: str, now: datetime) -> SignedIn | None:
    """Whose session this cookie holds, used just now; None when it is over, or none at all."""
    kept = session.get(PageSession, _fingerprint(cookie))
    if kept is None or now >= min(kept.until, kept.latest):
        return None
    person = people_by_ids(session, [kept.person_id])[kept.person_id]
    if not person.active:
        return None
    try:
        private = open_under(bytes.fromhex(cookie), kept.private)
    except (Sealed, ValueError):
        return None
    kept.until = now + IDLE
    return SignedIn(person, private)


def sign_out(session: Session, cookie: str) -> None:
    """Over at once."""
    session.execute(delete(PageSession).filter_by(fingerprint=_fingerprint(cookie)))


def _fingerprint(cookie: str) -> str:
    return current_keys().blind("page session", cookie)
