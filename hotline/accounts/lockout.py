"""Wrong passphrases and codes, counted by account: after ten the account waits."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import case, update
from sqlalchemy.orm import Session

from hotline.accounts.tables import Account

MOST = 10
WAITS = timedelta(minutes=15)
"""Ten guesses a quarter of an hour are 960 a day: too few for any passphrase of twelve characters,
or for a code of six digits that also needs the passphrase."""


def is_locked(account: Account, now: datetime) -> bool:
    """Whether nothing opens this account for now, not even what is right."""
    recent = account.failed_at is not None and now - account.failed_at < WAITS
    return recent and account.failures >= MOST


def count_failure(session: Session, account_id: int, now: datetime) -> None:
    """One more wrong answer; those of more than a quarter of an hour ago count no longer. One
    statement, so that answers at the same instant are all counted."""
    recent = Account.failed_at > now - WAITS
    session.execute(
        update(Account)
        .where(Account.id == account_id)
        .values(failures=case((recent, Account.failures + 1), else_=1), failed_at=now)
        .execution_options(synchronize_session=False)
    )


def forget_failures(session: Session, account_id: int) -> None:
    """The right answer was given."""
    session.execute(
        update(Account)
        .where(Account.id == account_id, Account.failures > 0)
        .values(failures=0, failed_at=None)
        .execution_options(synchronize_session=False)
    )
