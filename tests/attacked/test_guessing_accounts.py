"""Whoever guesses at the console's door learns from no answer whether there is an account, and is
given ten tries, however many come at once and whatever page they come by."""

from __future__ import annotations

import re
from functools import partial

import pytest
from flask.testing import FlaskClient
from flask_security import hash_password
from sqlalchemy import select, update
from werkzeug.test import TestResponse

from app import create_service
from hotline.accounts.keeping import close_account
from hotline.accounts.lockout import MOST, WAITS, give_back, take_try
from hotline.accounts.tables import Account
from hotline.errands import AtOnce
from hotline.lines.service import line_by_id
from hotline.people.tables import Person
from hotline.privacy.erasing import erase
from hotline.service import Hotline
from tests.attacked.slow import Slow, counted
from tests.console.ground import BASE, PASSPHRASE, Console
from tests.console.test_signing_in import enters, mail_of, sends, token_of, with_totp
from tests.races import at_once
from tests.world import World

WRONG = "une phrase inexacte"
NOBODY = "nobody@example.org"


@pytest.fixture
def console(still_world: World) -> Console:
    """The console of that world's line."""
    return Console(still_world)


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Slow:
    """What was computed that is slow on purpose."""
    return counted(monkeypatch)


def visitors(console: Console) -> dict[str, tuple[str, str]]:
    """An address and a passphrase of each kind of somebody whom nothing opens."""
    world, service = console.world, console.world.service
    known, waiting, closed, invited = (
        console.account("coordinator", passphrase=passphrase)
        for passphrase in (True, True, True, False)
    )
    erased = console.account("responder", person="anne")
    mails = [mail_of(console, one) for one in (known, waiting, closed, invited, erased)]
    with world.app.app_context():
        kept = hash_password(PASSPHRASE)  # as the service makes it: no reason to make it anew
    with service.database.writing() as session:
        chosen = update(Account).where(Account.password.is_not(None))
        session.execute(chosen.values(password=kept))
        full = update(Account).where(Account.id == waiting)
        session.execute(full.values(failures=MOST, failed_at=world.clock.now()))
        close_account(session, session.get_one(Account, closed), [])
        anne = session.scalars(select(Person).filter_by(slug="anne")).one()
        line = line_by_id(session, console.line_id)
        assert line is not None
        erase(session, line, anne, now=world.clock.now(), chance=service.chance)
    return {
        "nobody": (NOBODY, WRONG),
        "a wrong passphrase": (mails[0], WRONG),
        "one that waits, wrong": (mails[1], WRONG),
        "one that waits, right": (mails[1], PASSPHRASE),
        "closed, wrong": (mails[2], WRONG),
        "closed, right": (mails[2], PASSPHRASE),
        "never opened": (mails[3], WRONG),
        "erased": (mails[4], PASSPHRASE),
    }


def told(answer: TestResponse, mail: str) -> tuple[int, list[str], str]:
    """What an answer says, but for the form's token and for what was filled in."""
    text = re.sub(r'name="csrf_token" value="[^"]+"', "", answer.text).replace(mail, "")
    text = re.sub(r'"csrf_token": ?"[^"]+"', "", text)
    lengths = {"Content-Length", "Set-Cookie"}
    return answer.status_code, sorted({*answer.headers.keys()} - lengths), text


@pytest.mark.parametrize("asked", ["page", "json"])
def test_whatever_opens_nothing_is_told_alike_and_costs_the_same(
    console: Console, slow: Slow, asked: str
) -> None:
    answers: dict[str, object] = {}
    for who, (mail, phrase) in visitors(console).items():
        client = console.world.app.test_client()
        token = token_of(client.get("/compte/entrer", base_url=BASE))
        form = {"email": mail, "password": phrase, "csrf_token": token}
        json = {"json": form, "headers": {"Accept": "application/json", "X-CSRFToken": token}}
        slow.clear()
        answer = client.post(
            "/compte/entrer", base_url=BASE, **(json if asked == "json" else {"data": form})
        )
        answers[who] = (told(answer, mail), [*slow])
        assert client.get("/compte", base_url=BASE).status_code == 303
    assert len({repr(answer) for answer in answers.values()}) == 1, answers
    assert answers["nobody"][1] == ["argon2"]  # type: ignore[index]


@pytest.mark.parametrize("asked", ["page", "json"])
def test_whoever_asks_for_a_link_is_told_the_same(console: Console, slow: Slow, asked: str) -> None:
    answers: dict[str, object] = {}
    for who, (mail, _) in visitors(console).items():
        client = console.world.app.test_client()
        token = token_of(client.get("/compte/oubli", base_url=BASE))
        form = {"email": mail, "csrf_token": token}
        json = {"json": form, "headers": {"Accept": "application/json", "X-CSRFToken": token}}
        slow.clear()
        answer = client.post(
            "/compte/oubli", base_url=BASE, **(json if asked == "json" else {"data": form})
        )
        answers[who] = (told(answer, mail), [*slow])
    assert len({repr(answer) for answer in answers.values()}) == 1, answers
    assert answers["nobody"][1] == ["argon2"]  # type: ignore[index]


def test_a_link_to_choose_a_passphrase_ends_with_its_account(console: Console) -> None:
    account = console.account("coordinator")
    links: list[str] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            "hotline.console.mailing.mail_account", lambda _to, _words, link: links.append(link)
        )
        sends(console.world.app.test_client(), "/compte/oubli", email=mail_of(console, account))
    path = links[0].removeprefix(console.world.settings.hotline_public_url)
    client = console.world.app.test_client()
    assert client.get(path, base_url=BASE).status_code == 200
    with console.world.service.database.writing() as session:
        close_account(session, session.get_one(Account, account), [])
        before = session.get_one(Account, account).password
    answer = client.get(path, base_url=BASE)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/compte/oubli")
    phrase = "quatre mots bien choisis"
    sends(client, path, "/compte/entrer", password=phrase, password_confirm=phrase)
    with console.world.service.database.reading() as session:
        assert session.get_one(Account, account).password == before


def halfway(console: Console, account: int) -> FlaskClient:
    """A browser that has shown the right passphrase and is asked for the second factor."""
    client = console.world.app.test_client()
    assert enters(console, client, account).headers["Location"].startswith("/compte/code")
    return client


def second_factors(console: Console) -> tuple[int, dict[str, str]]:
    """An account with a code application and codes on paper; the right answer by page."""
    account, code = with_totp(console, "manager")
    signed_in = console.signed_in_as(account)
    made = signed_in.post("/compte/codes-de-secours", {"generate_new_codes": "1"})
    on_paper = re.findall(r"<li><code>([^<]+)</code>", made.text)[0]
    return account, {"/compte/code": code, "/compte/secours": on_paper}


@pytest.mark.parametrize("page", ["/compte/code", "/compte/secours"])
def test_ten_wrong_second_factors_and_the_right_one_is_told_like_a_wrong_one(
    console: Console, page: str
) -> None:
    account, right = second_factors(console)
    client = halfway(console, account)
    wrong = [sends(client, page, code="0000-0000-0000") for _ in range(MOST)]
    refused = sends(client, page, code=right[page])
    assert client.get("/compte", base_url=BASE).status_code == 303
    answers = {repr(told(answer, right[page])) for answer in [*wrong, refused]}
    assert len({answer.replace("0000-0000-0000", "") for answer in answers}) == 1
    console.world.clock.run_for(WAITS.total_seconds() + 1)
    if page == "/compte/secours":
        assert sends(client, page, code=right[page]).status_code == 302
        assert client.get("/compte", base_url=BASE).status_code == 200


def test_both_second_factors_share_one_count(console: Console) -> None:
    account, right = second_factors(console)
    client = halfway(console, account)
    for page in [*right] * (MOST // 2):
        sends(client, page, code="000000")
    for page, code in right.items():
        sends(client, page, code=code)
    assert client.get("/compte", base_url=BASE).status_code == 303


@pytest.mark.parametrize(
    ("page", "old"), [("/compte/verifier", "password"), ("/compte/phrase", "password")]
)
def test_whoever_finds_a_browser_open_has_ten_guesses_at_its_passphrase_too(
    console: Console, page: str, old: str
) -> None:
    client = console.signed_in("responder", person="anne")
    new = {"new_password": "quatre mots choisis", "new_password_confirm": "quatre mots choisis"}
    more = new if page == "/compte/phrase" else {}
    for _ in range(MOST):
        assert client.post(page, {old: WRONG, **more}, seen_on="/compte").status_code == 200
    assert client.post(page, {old: PASSPHRASE, **more}, seen_on="/compte").status_code == 200
    console.world.clock.run_for(WAITS.total_seconds() + 1)
    assert client.post(page, {old: PASSPHRASE, **more}, seen_on="/compte").status_code == 302


def test_a_new_passphrase_that_will_not_do_is_no_guess_at_the_old_one(console: Console) -> None:
    client = console.signed_in("responder", person="anne")
    for _ in range(MOST + 1):
        form = {"password": PASSPHRASE, "new_password": "court", "new_password_confirm": "court"}
        assert client.post("/compte/phrase", form, seen_on="/compte").status_code == 200
    with console.world.service.database.reading() as session:
        assert session.get_one(Account, client.account).failures == 0


def test_tries_that_wait_do_not_make_the_account_wait_longer(console: Console) -> None:
    account = console.account("responder", person="anne")
    client = console.world.app.test_client()
    for _ in range(MOST):
        enters(console, client, account, WRONG)
    console.world.clock.run_for(WAITS.total_seconds() - 60)
    assert enters(console, client, account, WRONG).status_code == 200
    console.world.clock.run_for(61)
    assert enters(console, client, account).status_code == 302


def test_of_tries_at_the_same_instant_in_several_workers_ten_are_looked_at(world: World) -> None:
    world.jobs.cancel()
    account, clock = Console(world).account("responder", person="anne"), world.clock.now
    workers = [create_service(world.settings, clock=clock, errands=AtOnce()) for _ in range(3)]

    def tries(worker: Hotline) -> int:
        looked_at = 0
        for _ in range(MOST):
            with worker.database.writing() as session:
                looked_at += take_try(session, Account.id == account, clock())
        return looked_at

    assert sum(at_once([partial(tries, worker) for worker in workers])) == MOST
    with world.service.database.writing() as session:
        give_back(session, account)
    with world.service.database.writing() as session:
        assert take_try(session, Account.id == account, clock())
        assert not take_try(session, Account.id == account, clock())
        assert not take_try(session, Account.id == account + 1, clock())
    for worker in workers:
        worker.database.close()


@pytest.mark.parametrize("page", ["/compte/code", "/compte/secours"])
def test_a_code_shown_twice_at_the_same_instant_opens_once(console: Console, page: str) -> None:
    account, right = second_factors(console)
    browsers = [halfway(console, account) for _ in range(2)]
    tokens = [token_of(browser.get(page, base_url=BASE)) for browser in browsers]

    def shows(browser: FlaskClient, token: str) -> int:
        form = {"code": right[page], "csrf_token": token}
        return browser.post(page, data=form, base_url=BASE).status_code

    pairs = zip(browsers, tokens, strict=True)
    assert sorted(at_once([partial(shows, *pair) for pair in pairs])) == [200, 302]


def test_spaces_and_capitals_in_an_address_begin_no_new_count(console: Console) -> None:
    account = console.account("responder", person="anne")
    mail, client = mail_of(console, account), console.world.app.test_client()
    spelt = [mail, mail.upper(), f"  {mail}", f"{mail}\t", mail.title()]
    for nth in range(2 * MOST):
        sends(client, "/compte/entrer", email=spelt[nth % len(spelt)], password=WRONG)
    assert enters(console, client, account).status_code == 200


@pytest.mark.parametrize(
    "mail", [5, None, ["a@example.org"], "\ud800@example.org", "a\0@b.org", ""]
)
def test_what_is_no_address_is_refused_and_nothing_fails(console: Console, mail: object) -> None:
    client = console.world.app.test_client()
    token = token_of(client.get("/compte/entrer", base_url=BASE))
    headers = {"Accept": "application/json", "X-CSRFToken": token}
    form = {"email": mail, "password": WRONG}
    answer = client.post("/compte/entrer", base_url=BASE, json=form, headers=headers)
    assert answer.status_code == 400
