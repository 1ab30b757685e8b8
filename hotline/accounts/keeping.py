"""Accounts made, changed and closed by whoever looks after them."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from hotline.accounts import sessions
from hotline.accounts.grants import Grants
from hotline.accounts.rights import Role
from hotline.accounts.tables import Account, Grant, mail_lookup


class MailTaken(ValueError):
    """Another account has this address."""


class PersonTaken(ValueError):
    """That person has an account already."""


class LastAdministrator(ValueError):
    """Nobody would be left who can give roles on this line."""


@dataclass(frozen=True, slots=True)
class Given:
    """A role on a line; `teams` for managers only."""

    role: Role
    teams: tuple[str, ...] = ()


def add_account(
    session: Session, *, name: str, mail: str, person_id: int | None, now: datetime
) -> Account:
    """A new account that nothing opens yet. Raises MailTaken or PersonTaken."""
    if session.scalar(select(Account.id).filter_by(mail_lookup=mail_lookup(mail))) is not None:
        raise MailTaken
    taken = select(Account.id).filter_by(person_id=person_id)
    if person_id is not None and session.scalar(taken) is not None:
        raise PersonTaken
    account = Account(
        name=name,
        email=mail.strip(),
        mail_lookup=mail_lookup(mail),
        person_id=person_id,
        fs_uniquifier=secrets.token_hex(32),
        fs_webauthn_user_handle=secrets.token_hex(32),
        created_at=now,
    )
    session.add(account)
    session.flush()
    return account


def give(session: Session, account_id: int, line_id: int, given: Sequence[Given]) -> None:
    """Makes these the account's roles on the line, instead of those it had there. Raises
    LastAdministrator."""
    is_one = any(role.role is Role.ADMINISTRATOR for role in given)
    _keep_an_administrator(session, account_id, line_id, is_one)
    session.execute(delete(Grant).filter_by(account_id=account_id, line_id=line_id))
    session.add_all(
        Grant(account_id=account_id, line_id=line_id, role=role.role, team=team)
        for role in given
        for team in (role.teams if role.role is Role.MANAGER else ("",))
    )
    session.flush()


def close_account(session: Session, account: Account, line_ids: Collection[int]) -> None:
    """Nothing opens it any more, from this instant on. Raises LastAdministrator."""
    for line_id in line_ids:
        _keep_an_administrator(session, account.id, line_id, False)
    account.active = False
    sessions.end_all(session, account.id)


def reopen_account(account: Account) -> None:
    """It opens again, with what opened it before."""
    account.active = True


def without_second_factor(session: Session, account: Account) -> None:
    """For whoever lost their telephone: they choose another at their next sign-in, which their
    passphrase alone then opens as far as that."""
    account.tf_primary_method = account.tf_totp_secret = account.totp_counter = None
    account.mf_recovery_codes = None
    for passkey in [*account.webauthn]:
        session.delete(passkey)
    sessions.end_all(session, account.id)


def accounts_of(session: Session, line_id: int) -> list[tuple[Account, Grants]]:
    """All accounts that hold anything on the line, with what they hold there, by name."""
    rows = session.execute(
        select(Account, Grant)
        .join(Grant, Grant.account_id == Account.id)
        .where(Grant.line_id == line_id)
        .order_by(Account.id, Grant.id)
    ).all()
    held: dict[int, list[Grant]] = {}
    for account, grant in rows:
        held.setdefault(account.id, []).append(grant)
    accounts = {account.id: account for account, _ in rows}
    found = [
        (
            accounts[account_id],
            Grants(
                frozenset(Role(grant.role) for grant in grants),
                frozenset(grant.team for grant in grants if grant.team),
            ),
        )
        for account_id, grants in held.items()
    ]
    return sorted(found, key=lambda pair: pair[0].name.casefold())


def _keep_an_administrator(session: Session, account_id: int, line_id: int, is_one: bool) -> None:
    others = (
        select(Account.id)
        .join(Grant, Grant.account_id == Account.id)
        .where(
            Grant.line_id == line_id,
            Grant.role == Role.ADMINISTRATOR,
            Account.active,
            Account.id != account_id,
        )
    )
    was = select(Grant.id).filter_by(
        account_id=account_id, line_id=line_id, role=str(Role.ADMINISTRATOR)
    )
    if not is_one and session.scalar(was) is not None and session.scalar(others) is None:
        raise LastAdministrator
