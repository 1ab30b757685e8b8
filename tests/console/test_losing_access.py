"""A forgotten passphrase, a telephone left at home: two ways back in, each used up by its use."""

from __future__ import annotations

import re
from typing import Any

import pytest

from hotline.accounts.tables import Account
from hotline.settings import Settings
from tests.console.ground import BASE, Console
from tests.console.test_signing_in import enters, mail_of, sends, token_of, with_totp

NEW = "quatre mots que je retiens"


@pytest.fixture
def letters(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """The mail that would leave: to whom, and what."""
    sent: list[tuple[str, str]] = []

    def send(_settings: Settings, to: str, _subject: str, body: str, _id: str) -> None:
        sent.append((to, body))

    monkeypatch.setattr("hotline.console.mailing.send_mail", send)
    return sent


def test_a_forgotten_passphrase_is_replaced_by_a_link_that_works_once(
    console: Console, letters: list[tuple[str, str]]
) -> None:
    account = console.account("responder", person="anne")
    old = console.signed_in_as(account)
    client = console.world.app.test_client()
    sends(client, "/compte/oubli", email=mail_of(console, account))
    ((to, body),) = letters
    assert to == mail_of(console, account)
    link = re.search(r"/compte/oubli/[\w.-]+", body)
    assert link is not None, body
    assert body.count(link[0]) == 2  # in both languages
    form: dict[str, Any] = {"password": NEW, "password_confirm": NEW}
    assert sends(client, link[0], **form).status_code == 302
    assert "Votre phrase secrète vient de changer" in letters[-1][1]
    assert client.get(link[0], base_url=BASE).status_code == 302  # used up
    assert enters(console, client, account, NEW).status_code == 302
    assert old.get("/compte").status_code == 303  # whoever had the old one is out


def test_an_address_without_an_account_is_answered_alike_and_sent_nothing(
    console: Console, letters: list[tuple[str, str]]
) -> None:
    client = console.world.app.test_client()
    known = mail_of(console, console.account("responder", person="anne"))
    pages = [
        re.sub(r'value="[^"]*"', "", sends(client, "/compte/oubli", email=mail).text).replace(
            mail, "…"
        )
        for mail in (known, "nobody@example.org")
    ]
    assert pages[0] == pages[1]
    assert [to for to, _ in letters] == [known]


def test_how_many_recovery_codes_are_left_is_said_and_they_are_never_shown_again(
    console: Console,
) -> None:
    account, _ = with_totp(console, "manager")
    client = console.signed_in_as(account)
    page = "/compte/codes-de-secours"
    # The address with which an earlier page promised to show them says the same.
    for path in (page, f"{page}?show_codes=1"):
        assert "aucun code de secours" in client.get(path).text
    client.post(page, {"generate_new_codes": "1"})
    for path in (page, f"{page}?show_codes=1"):
        shown = client.get(path).text
        assert "Codes qui restent : 8." in shown
        assert "<code>" not in shown
        assert "Montrer" not in shown


def test_a_recovery_code_stands_for_the_telephone_once(console: Console) -> None:
    account, _ = with_totp(console, "manager")
    signed_in = console.signed_in_as(account)
    made = signed_in.post("/compte/codes-de-secours", {"generate_new_codes": "1"})
    codes = re.findall(r"<li><code>([^<]+)</code>", made.text)
    assert len(codes) == 8
    with console.world.service.database.reading() as session:
        kept = session.get_one(Account, account).mf_recovery_codes or []
        assert len(kept) == 8
        assert not {*kept} & {*codes}
    # Not twice, nor by what a copy of the database shows; in large letters as well.
    for code, expected in (
        (codes[0], 302),
        (codes[0], 200),
        (kept[3], 200),
        (codes[1].upper(), 302),
    ):
        client = console.world.app.test_client()
        enters(console, client, account)
        shown = client.get("/compte/secours", base_url=BASE)
        data = {"code": code, "csrf_token": token_of(shown)}
        answer = client.post("/compte/secours", data=data, base_url=BASE)
        assert answer.status_code == expected
        inside = client.get("/compte", base_url=BASE).status_code
        assert inside == (200 if expected == 302 else 303)


def test_a_changed_passphrase_signs_other_devices_out(
    console: Console, letters: list[tuple[str, str]]
) -> None:
    account = console.account("responder", person="anne")
    here, other = console.signed_in_as(account), console.signed_in_as(account)
    form = {
        "password": "quelques mots pour entrer",
        "new_password": NEW,
        "new_password_confirm": NEW,
    }
    assert here.post("/compte/phrase", form).status_code == 302
    assert other.get("/compte").status_code == 303
    assert "vient de changer" in letters[-1][1]
