"""Accounts as the library that signs in reads and writes them: one session a request."""

from __future__ import annotations

from typing import Any

from flask import Flask
from flask.globals import app_ctx
from flask_security import RoleMixin, SQLAlchemySessionUserDatastore
from sqlalchemy import select
from sqlalchemy.orm import Session, scoped_session

from hotline.accounts.tables import Account, Passkey, mail_lookup
from hotline.service import hotline


def _session() -> Session:
    return hotline().database.reading_and_writing()


def _this_request() -> int:
    context: Any = app_ctx
    return id(context._get_current_object())


accounts_session: scoped_session[Session] = scoped_session(
    _session,  # type: ignore[arg-type]  # any function that makes a session will do
    scopefunc=_this_request,
)
"""The session of this request: committed by whoever changes an account, dropped at its end."""


class Accounts(SQLAlchemySessionUserDatastore):
    """Finds accounts by their address without reading any other: addresses are encrypted."""

    def __init__(self) -> None:
        # It knows no roles: they are held per line, and are no business of signing in.
        super().__init__(accounts_session, Account, RoleMixin, Passkey)

    def find_user(
        self,
        case_insensitive: bool = False,  # noqa: ARG002 - addresses never mind
        **by: Any,
    ) -> Account | None:
        """The account with this address, id or key; None when there is none. What carries its key
        (a browser, a link to choose a passphrase) is good for nothing once it is closed."""
        ((attribute, value),) = by.items()
        if attribute == "email":
            attribute, value = "mail_lookup", mail_lookup(str(value))
        found = select(Account).where(getattr(Account, attribute) == value)
        if attribute == "fs_uniquifier":
            found = found.where(Account.active)
        return accounts_session.scalar(found)


def drop_session(_problem: BaseException | None) -> None:
    """What was not committed is undone."""
    accounts_session.remove()


def keeps_accounts(app: Flask) -> Accounts:
    """The accounts of the service that this application answers for."""
    app.teardown_appcontext(drop_session)
    return Accounts()
