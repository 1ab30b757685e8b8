"""Wrong passphrases and codes, counted by account: after ten the account waits."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, case, or_, update
from sqlalchemy.orm import Session

from hotline.accounts.tables import Account
from hotline.database import changed

MOST = 10
WAITS = timedelta(minutes=15)
"""Ten guesses a quarter of an hour are 960 a day: too few for any passphrase of twelve characters,
or for a code of six digits that also needs the passphrase."""


def take_try(session: Session, whose: ColumnElement[bool], now: datetime) -> bool:
    """Counts one try at the account that this tells, before it is looked at; those of more than a
    quarter of an hour ago count no longer. False, and nothing is counted, when there is none, or
    while it waits: then not even what is right opens it.

    One conditional statement: of tries at the same instant, in whatever process, no more than ten
    are looked at.
    """
    recent = Account.failed_at > now - WAITS
    free = or_(Account.failed_at.is_(None), ~recent, Account.failures < MOST)
    more = case((recent, Account.failures + 1), else_=1)
    return changed(session, update(Account).where(whose, free).values(failures=more, failed_at=now))


def give_back(session: Session, account_id: int) -> None:
    """The try was right: it does not count. Those before it do, until all that opens the account
    was shown (see `forget_failures`)."""
    session.execute(
        update(Account)
        .where(Account.id == account_id, Account.failures > 0)
        .values(failures=Account.failures - 1)
        .execution_options(synchronize_session=False)
    )


def forget_failures(session: Session, account_id: int) -> None:
    """All that opens it was shown."""
    session.execute(
        update(Account)
        .where(Account.id == account_id, Account.failures > 0)
        .values(failures=0, failed_at=None)
        .execution_options(synchronize_session=False)
    )
