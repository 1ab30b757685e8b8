"""The demo's accounts, named on the sign-in page: in the demo, on one's own machine, only."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flask import session
from flask_security import current_user, hash_password
from flask_security.proxies import _security
from sqlalchemy import select

from hotline.accounts.keeping import Given, MailTaken, add_account, give
from hotline.accounts.rights import ONE_FACTOR, ROLE_NAMES, Role
from hotline.accounts.tables import Account
from hotline.console.datastore import accounts_session
from hotline.console.language import console_language
from hotline.lines.service import line_by_slug
from hotline.people.tables import Person
from hotline.service import Hotline, hotline

PASSPHRASE = "une phrase pour essayer"  # noqa: S105 - not a secret
"""Known to everybody: accounts that have it exist in the demo only."""


@dataclass(frozen=True, slots=True)
class DemoAccounts:
    """What the sign-in pages tell of them."""

    passphrase: str
    accounts: list[tuple[str, str]]
    code: Callable[[], str]


def mail_of_demo(role: Role) -> str:
    """The address of the demo's account of that role."""
    return f"{role}@demo.example"


def demo_accounts() -> DemoAccounts | None:
    """None outside of the demo."""
    if not hotline().settings.hotline_demo:
        return None
    language = console_language()
    named = [(ROLE_NAMES[role].read_in(language), mail_of_demo(role)) for role in Role]
    return DemoAccounts(PASSPHRASE, named, _code)


def open_demo_accounts(service: Hotline, line_slug: str) -> None:
    """One account a role on this line, unless they are there: a manager of the psychologists; the
    coordinator and the responder are people of the line."""
    with service.database.writing() as writing:
        line = line_by_slug(writing, line_slug)
        assert line is not None  # it was loaded just before
        people = {
            person.kind: person.id
            for person in writing.scalars(
                select(Person).filter_by(line_id=line.id, active=True).order_by(Person.id.desc())
            )
        }
        for role in Role:
            person = people.get(_IS.get(role, ""))
            try:
                made = add_account(
                    writing,
                    name=f"{ROLE_NAMES[role].fr} (démo)",
                    mail=mail_of_demo(role),
                    person_id=person,
                    now=service.now(),
                )
            except MailTaken:
                continue
            made.password = hash_password(PASSPHRASE)
            if role not in ONE_FACTOR:
                made.tf_primary_method = "authenticator"
                made.tf_totp_secret = _security._totp_factory.generate_totp_secret()
            give(writing, made.id, line.id, [Given(role, ("psychologists",))])


_IS = {Role.COORDINATOR: "coordinator", Role.RESPONDER: "psychologist"}
"""The kind of the person whose account it is."""


def _code() -> str:
    """The code that the application of whoever is signing in would show now."""
    account = current_user if current_user.is_authenticated else None
    if account is None:
        who = session.get("tf_user_id", "")
        account = accounts_session.scalar(select(Account).filter_by(fs_uniquifier=who))
    if account is None or not account.tf_totp_secret:
        return ""
    code: str = _security._totp_factory.generate_totp_password(account.tf_totp_secret)
    return code
