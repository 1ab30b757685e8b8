"""Signing in as somebody does: passphrase, code, passkey's page, lockout, devices, invitations."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from typing import Any

import argon2
import pytest
from flask.testing import FlaskClient
from flask_security.proxies import _security
from passlib.totp import TOTP
from sqlalchemy import select
from werkzeug.test import TestResponse

from app import create_service
from hotline.accounts.lockout import MOST, WAITS
from hotline.accounts.tables import Account, SignedIn
from hotline.console.account.invited import invitation_for
from hotline.errands import AtOnce
from tests.console.ground import BASE, PASSPHRASE, Console
from tests.world import app_of


def token_of(page: TestResponse) -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)"', page.text)
    assert found is not None, page.text
    return found[1]


def sends(client: FlaskClient, path: str, seen_on: str | None = None, **form: str) -> TestResponse:
    shown = client.get(seen_on or path, base_url=BASE)
    data = {**form, "csrf_token": token_of(shown)}
    return client.post(path, data=data, base_url=BASE)


def mail_of(console: Console, account_id: int) -> str:
    with console.world.service.database.reading() as session:
        return session.get_one(Account, account_id).email


def enters(
    console: Console, client: FlaskClient, account: int, phrase: str = PASSPHRASE
) -> TestResponse:
    return sends(client, "/compte/entrer", email=mail_of(console, account).upper(), password=phrase)


def test_a_responder_signs_in_with_a_passphrase_alone(console: Console) -> None:
    client = console.world.app.test_client()
    answer = enters(console, client, console.account("responder", person="anne"))
    assert (answer.status_code, answer.headers["Location"]) == (302, "/console")
    assert "Appareils connectés" in client.get("/compte", base_url=BASE).text


def test_whoever_signs_in_lands_on_the_very_page_they_asked_for(console: Console) -> None:
    client = console.world.app.test_client()
    asked = f"/console/{console.line}/planning?from=2026-11-23&view=month"
    door = client.get(asked, base_url=BASE).headers["Location"]
    sent = re.search(r'<form action="([^"]+)"', client.get(door, base_url=BASE).text)
    assert sent is not None
    account = console.account("responder", person="anne")
    form = {"email": mail_of(console, account), "password": PASSPHRASE}
    answer = sends(client, unescape(sent[1]), door, **form)
    assert (answer.status_code, answer.headers["Location"]) == (302, asked)


def test_every_other_role_sets_up_a_second_factor_first(console: Console) -> None:
    client = console.world.app.test_client()
    account = console.account("coordinator", second_factor=False)
    answer = enters(console, client, account)
    assert answer.headers["Location"] == "/compte/second-facteur"
    assert client.get("/compte", base_url=BASE).status_code == 303  # not signed in yet
    shown = sends(client, "/compte/second-facteur", setup="authenticator")
    key = re.search(r"<code>([A-Z2-7-]+)</code>", shown.text)
    assert key is not None
    code = code_for(console, key[1].replace("-", ""))
    answer = client.post(
        "/compte/code", data={"code": code, "csrf_token": token_of(shown)}, base_url=BASE
    )
    assert answer.status_code == 302
    assert client.get("/compte", base_url=BASE).status_code == 200


def code_for(console: Console, key: str) -> str:
    return str(TOTP(key=key, format="base32").generate().token)


def with_totp(console: Console, role: str) -> tuple[int, str]:
    """An account whose code application is set up, and what it would show now."""
    account = console.account(role, second_factor=False)
    with console.world.app.app_context():
        secret = _security._totp_factory.generate_totp_secret()
        code = _security._totp_factory.generate_totp_password(secret)
    with console.world.service.database.writing() as session:
        row = session.get_one(Account, account)
        row.tf_primary_method, row.tf_totp_secret = "authenticator", secret
    return account, code


def test_a_code_opens_once(console: Console) -> None:
    account, code = with_totp(console, "manager")
    first, second = console.world.app.test_client(), console.world.app.test_client()
    for client in (first, second):
        assert enters(console, client, account).headers["Location"].startswith("/compte/code")
    assert sends(first, "/compte/code", code=code).status_code == 302
    assert first.get("/compte", base_url=BASE).status_code == 200
    refused = sends(second, "/compte/code", code=code)
    assert refused.status_code == 200
    assert 'aria-invalid="true"' in refused.text
    assert second.get("/compte", base_url=BASE).status_code == 303


def test_a_wrong_address_and_a_wrong_passphrase_are_told_alike(console: Console) -> None:
    account = console.account("responder", person="anne")
    client = console.world.app.test_client()
    wrong = enters(console, client, account, "une phrase inexacte")
    stranger = {"email": "nobody@example.org", "password": "une phrase inexacte"}
    unknown = sends(client, "/compte/entrer", **stranger)
    told = [re.search(r'id="wrong" role="alert">([^<]+)', page.text) for page in (wrong, unknown)]
    assert told[0] is not None
    assert told[1] is not None
    assert told[0][1] == told[1][1]


@pytest.mark.parametrize("who", ["known", "unknown", "waiting"])
def test_whoever_asks_the_same_work_is_done(
    console: Console, monkeypatch: pytest.MonkeyPatch, who: str
) -> None:
    """One slow computation each: how long the answer takes tells nobody whether there is an
    account."""
    slow: list[str] = []
    for name in ("hash_secret", "verify_secret"):
        real = getattr(argon2.low_level, name)

        def counted(*told: Any, real: Any = real, name: str = name, **more: Any) -> Any:
            slow.append(name)
            return real(*told, **more)

        monkeypatch.setattr(argon2.low_level, name, counted)
    account = console.account("responder", person="anne")
    client = console.world.app.test_client()
    if who == "waiting":
        for _ in range(MOST):
            enters(console, client, account, "une phrase inexacte")
    email = "nobody@example.org" if who == "unknown" else mail_of(console, account)
    slow.clear()
    sends(client, "/compte/entrer", email=email, password="une phrase inexacte")
    assert len(slow) == 1


def test_after_ten_wrong_passphrases_not_even_the_right_one_opens_for_a_while(
    console: Console,
) -> None:
    account = console.account("responder", person="anne")
    client = console.world.app.test_client()
    for _ in range(MOST):
        assert enters(console, client, account, "une phrase inexacte").status_code == 200
    assert enters(console, client, account).status_code == 200
    console.world.jobs.cancel()
    console.world.clock.run_for((WAITS + timedelta(seconds=1)).total_seconds())
    assert enters(console, client, account).status_code == 302


def test_wrong_passphrases_are_counted_by_all_workers_together(console: Console) -> None:
    world = console.world
    other = create_service(world.settings, clock=world.clock.now, errands=AtOnce())
    account = console.account("responder", person="anne")
    clients = [world.app.test_client(), app_of(other).test_client()]
    for client in clients:
        for _ in range(MOST // 2):
            assert enters(console, client, account, "une phrase inexacte").status_code == 200
    for client in clients:
        assert enters(console, client, account).status_code == 200
    other.database.close()


def test_a_device_is_closed_from_another(console: Console) -> None:
    account = console.account("responder", person="anne")
    lost, kept = console.signed_in_as(account), console.signed_in_as(account)
    shown = kept.get("/compte").text
    assert shown.count("/fermer") == 2  # the other one, and all others
    path = re.search(r"/compte/appareils/[0-9a-f]{64}/fermer", shown)
    assert path is not None
    kept.follow(kept.post(path[0]))
    assert lost.get("/compte").status_code == 303
    assert kept.get("/compte").status_code == 200


def test_a_device_of_somebody_else_cannot_be_closed(console: Console) -> None:
    anne, bruno = (
        console.signed_in("responder", person="anne"),
        console.signed_in("responder", person="bruno"),
    )
    with console.world.service.database.reading() as session:
        row = session.scalars(select(SignedIn.id).filter_by(account_id=bruno.account)).one()
    anne.post(f"/compte/appareils/{row}/fermer")
    assert bruno.get("/compte").status_code == 200


def test_an_invitation_opens_an_account_once(console: Console) -> None:
    account = console.account("responder", person="anne", passphrase=False)
    with console.world.app.app_context(), console.world.service.database.reading() as session:
        link = invitation_for(session.get_one(Account, account))
    client = console.world.app.test_client()
    assert sends(client, link, password="trop court", again="trop court").status_code == 422
    phrase = "quatre mots bien choisis"
    answer = sends(client, link, password=phrase, again=phrase)
    assert answer.headers["Location"] == "/compte/entrer"
    assert client.get(link, base_url=BASE).status_code == 410
    assert enters(console, client, account, phrase).status_code == 302


@pytest.mark.parametrize("path", ["/console", "/console/nowhere/aujourdhui", "/compte"])
def test_whoever_is_not_signed_in_is_led_to_the_sign_in_page(console: Console, path: str) -> None:
    answer = console.world.app.test_client().get(path, base_url=BASE)
    assert answer.status_code in {303, 404}


def test_a_form_without_its_token_is_refused(console: Console) -> None:
    account = console.account("responder", person="anne")
    client = console.world.app.test_client()
    form = {"email": mail_of(console, account), "password": PASSPHRASE}
    client.post("/compte/entrer", data=form, base_url=BASE)
    assert client.get("/compte", base_url=BASE).status_code == 303
