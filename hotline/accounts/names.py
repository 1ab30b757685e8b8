"""Accounts as others read of them."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from hotline.accounts.tables import Account
from hotline.tokens.tables import ApiToken

AUTHOR = "account:"
PROGRAM = "token:"
"""Before the number of the token by which another program made a change."""


def author_of(account_id: int) -> str:
    """How changes name an account that made them: by its number, never by a name."""
    return f"{AUTHOR}{account_id}"


def names_of_accounts(session: Session, ids: Collection[int]) -> dict[int, str]:
    """What these accounts are called today, by id. One statement."""
    rows = session.execute(select(Account.id, Account.name).where(Account.id.in_(ids)))
    return dict(rows.all()) if ids else {}


def authors_in_words(session: Session, authors: Collection[str]) -> dict[str, str]:
    """Each of these authors as others read of them: an account by what it is called today, another
    program by the name of its token."""
    accounts = {author: found for author in authors if (found := account_in(author)) is not None}
    names = names_of_accounts(session, {*accounts.values()})
    told = {author: names.get(accounts.get(author, 0), author) for author in authors}
    tokens = {author: found for author in authors if (found := _after(PROGRAM, author)) is not None}
    if tokens:
        rows = select(ApiToken.id, ApiToken.name).where(ApiToken.id.in_(tokens.values()))
        called = dict(session.execute(rows).all())
        told |= {author: f"API ({called[i]})" for author, i in tokens.items() if i in called}
    return told


def account_in(author: str) -> int | None:
    """The account that an author's name stands for; None when it is no account."""
    return _after(AUTHOR, author)


def _after(prefix: str, author: str) -> int | None:
    number = author.removeprefix(prefix)
    return int(number) if author.startswith(prefix) and number.isdecimal() else None
