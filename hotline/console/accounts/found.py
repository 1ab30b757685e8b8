"""An account of this line, and nobody else's."""

from __future__ import annotations

from flask import abort
from sqlalchemy import select
from sqlalchemy.orm import Session

from hotline.accounts.tables import Account, Grant
from hotline.console.here import Here


def account_here(session: Session, here: Here, account_id: int) -> Account:
    """The account of that id, which holds something on this line; 404 for any other."""
    held = select(Grant.id).filter_by(account_id=account_id, line_id=here.line.id).limit(1)
    account = session.get(Account, account_id)
    if account is None or session.scalar(held) is None:
        abort(404)
    return account


def lines_of(session: Session, account_id: int) -> set[int]:
    """The lines on which it holds anything."""
    return {*session.scalars(select(Grant.line_id).filter_by(account_id=account_id))}
