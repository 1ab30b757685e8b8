"""Where an account is signed in: listed, and ended one by one."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from hotline.accounts.tables import SignedIn

A_NIGHT = timedelta(hours=14)
"""For whoever sees others' work: a night's duty, and its handover."""
A_MONTH = timedelta(days=30)
"""For whoever sees only their own duties, on their own telephone."""
SEEN_EVERY = timedelta(minutes=15)


def begin(
    session: Session,
    account_id: int,
    secret: str,
    *,
    browser: str,
    now: datetime,
    lasts: timedelta,
) -> None:
    """Signed in from now on, in the browser that was given this secret."""
    session.add(
        SignedIn(
            id=_fingerprint(secret),
            account_id=account_id,
            browser=browser,
            since=now,
            seen_at=now,
            ends_at=now + lasts,
        )
    )


def forget_over(session: Session, now: datetime) -> None:
    """Drops the browsers whose time is over."""
    session.execute(delete(SignedIn).where(SignedIn.ends_at <= now))


def current(session: Session, account_id: int, secret: str, now: datetime) -> SignedIn | None:
    """The browser that holds this secret, while it is signed in; None when it no longer is."""
    row = session.get(SignedIn, _fingerprint(secret))
    return row if row and row.account_id == account_id and row.ends_at > now else None


def seen(session: Session, row_id: str, now: datetime) -> None:
    """Notes that it was used."""
    session.execute(
        update(SignedIn)
        .where(SignedIn.id == row_id)
        .values(seen_at=now)
        .execution_options(synchronize_session=False)
    )


def of_account(session: Session, account_id: int, now: datetime) -> Sequence[SignedIn]:
    """All browsers in which the account is signed in, the last used first."""
    rows = select(SignedIn).where(SignedIn.account_id == account_id, SignedIn.ends_at > now)
    return session.scalars(rows.order_by(SignedIn.seen_at.desc(), SignedIn.since.desc())).all()


def end(session: Session, account_id: int, row_id: str) -> None:
    """Signs that browser out; nothing when it is not one of the account's."""
    session.execute(delete(SignedIn).filter_by(id=row_id, account_id=account_id))


def end_all(session: Session, account_id: int, but: str = "") -> None:
    """Signs the account out everywhere, but in that one."""
    session.execute(delete(SignedIn).where(SignedIn.account_id == account_id, SignedIn.id != but))


def _fingerprint(secret: str) -> str:
    # Of 32 random bytes: there is nothing to guess, so nothing to make slow.
    return hashlib.sha256(secret.encode()).hexdigest()
