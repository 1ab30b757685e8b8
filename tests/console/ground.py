"""Somebody signed in to the console of a world's line."""

from __future__ import annotations

import re
import secrets
import time
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from argon2 import PasswordHasher
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from hotline.accounts import sessions
from hotline.accounts.keeping import Given, add_account, give
from hotline.accounts.rights import Role
from hotline.accounts.tables import Account
from hotline.console.security import SESSION
from hotline.lines.tables import Line
from hotline.people.tables import Person
from tests.world import World

BASE = "https://localhost"
PASSPHRASE = "quelques mots pour entrer"
LANGUAGES = {"fr": "fr-FR", "en": "en-GB"}


@cache
def cheap_hash() -> str:
    """The passphrase as it is kept, made fast: what it costs is not what is tested."""
    return PasswordHasher(time_cost=1, memory_cost=64, parallelism=1).hash(PASSPHRASE)


class Console:
    """Accounts of a world, and clients that are signed in."""

    def __init__(self, world: World) -> None:
        self.world = world
        with world.service.database.reading() as session:
            row = session.scalars(select(Line).order_by(Line.id)).first()
            assert row is not None
            self.line_id, self.line = row.id, row.slug

    def account(
        self,
        role: str | Sequence[str] = "administrator",
        *,
        teams: Iterable[str] = (),
        person: str | None = None,
        name: str | None = None,
        passphrase: bool = True,
        second_factor: bool = True,
        line_id: int | None = None,
    ) -> int:
        """A new account with these roles (one, or several); `person`: the slug of whom it is."""
        roles = [role] if isinstance(role, str) else [*role]
        with self.world.service.database.writing() as session:
            person_id = None
            if person is not None:
                person_id = session.scalars(select(Person.id).filter_by(slug=person)).one()
            made = add_account(
                session,
                name=name or f"Compte {roles[0]}",
                mail=f"{secrets.token_hex(4)}@example.org",
                person_id=person_id,
                now=self.world.clock.now(),
            )
            made.password = cheap_hash() if passphrase else None
            if second_factor and {*roles} - {"responder"}:
                made.tf_primary_method, made.tf_totp_secret = "authenticator", "not asked for here"
            given = [Given(Role(one), tuple(teams)) for one in roles]
            give(session, made.id, line_id or self.line_id, given)
            return made.id

    def signed_in(
        self, role: str | Sequence[str] = "administrator", *, language: str = "fr", **account: Any
    ) -> Client:
        """A client signed in to a new account with this role (see `account`)."""
        return self.signed_in_as(self.account(role, **account), language=language)

    def signed_in_as(self, account_id: int, *, language: str = "fr") -> Client:
        """A client signed in to this account: as the sign-in page would have left it."""
        client = self.world.app.test_client()
        secret, service = secrets.token_urlsafe(16), self.world.service
        with service.database.writing() as session:
            account = session.get_one(Account, account_id)
            sessions.begin(
                session,
                account_id,
                secret,
                browser="?",
                now=service.now(),
                lasts=sessions.A_MONTH,
            )
            key = account.fs_uniquifier
        with client.session_transaction(base_url=BASE) as cookie:
            cookie["_user_id"], cookie["_fresh"], cookie[SESSION] = key, True, secret
            cookie["language"], cookie["fs_paa"] = language, time.time()
        return Client(client, self.line, account_id)


class Client:
    """A browser without JavaScript. Paths that begin with a slash are the line's own."""

    def __init__(self, client: FlaskClient, line: str, account: int) -> None:
        self.flask = client
        self.account = account
        self._line = line

    def get(self, path: str, **more: Any) -> TestResponse:
        """Opens a page."""
        return self.flask.get(self.address(path), base_url=BASE, **more)

    def post(
        self,
        path: str,
        form: Mapping[str, Any] | None = None,
        *,
        seen_on: str | None = None,
        **more: Any,
    ) -> TestResponse:
        """Sends a form, with the token that its page carries (`seen_on`: that page)."""
        token = self.token(seen_on)
        data = {**(form or {}), "csrf_token": token}
        return self.flask.post(self.address(path), data=data, base_url=BASE, **more)

    def token(self, seen_on: str | None = None) -> str:
        """The token of forms, as a page carries it."""
        shown = self.flask.get(self.address(seen_on) if seen_on else "/compte", base_url=BASE)
        found = re.search(r'name="csrf_token" value="([^"]+)"', shown.text)
        assert found is not None, shown.text
        return found[1]

    def follow(self, response: TestResponse) -> TestResponse:
        """Opens the page that a form's answer leads to."""
        assert response.status_code == 303, (response.status_code, response.text)
        return self.flask.get(response.headers["Location"], base_url=BASE)

    def saves(self, path: str, form: Mapping[str, Any]) -> TestResponse:
        """Sends a form that changes the roster, looks at what it would change, and saves it;
        the page that follows."""
        shown = self.post(path, form)
        assert shown.status_code == 200, (shown.status_code, shown.text)
        seen = re.search(r'name="seen" value="(\d+)"', shown.text)
        assert seen is not None, shown.text
        return self.follow(self.post(path, {**form, "seen": seen[1], "known": "1"}))

    def address(self, path: str) -> str:
        """The whole path of a page of the line; of the account, as it is."""
        outside = path.startswith(("/compte", "/console", "/api", "/fiche"))
        own_accounts = path.startswith("/comptes")
        return path if outside and not own_accounts else f"/console/{self._line}{path}"
