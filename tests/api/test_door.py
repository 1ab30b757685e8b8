"""Nobody is let in without a token that is good, for what it was made, as often as it may."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from sqlalchemy import update

from hotline.accounts.tables import Account, Grant
from hotline.api.routes import BASE, OPERATIONS
from hotline.tokens.keeping import revoke
from hotline.tokens.limits import Limits
from hotline.tokens.scopes import Scope
from hotline.tokens.tables import ApiToken
from tests.api.conftest import Program, program_of
from tests.console.ground import Console
from tests.databases import Sqlite
from tests.world import SUNDAY_NIGHT, World


@pytest.mark.parametrize(("method", "address"), [*OPERATIONS])
def test_no_address_is_open_without_a_token_nor_with_one_that_is_for_nothing_of_it(
    outside: Program, method: str, address: str
) -> None:
    place = {"<line>": outside.line, "<int:number>": "2", "<int:year>": "2025"}
    path = BASE + re.sub("<.*?>", lambda blank: place[blank[0]], address)
    client = outside.world.app.test_client()
    assert client.open(path, method=method).status_code == 401
    assert client.open(path, method="HEAD").status_code in {401, 405}
    assert client.open(path, method="OPTIONS").status_code == 405
    needed = OPERATIONS[method, address].scope
    others = [scope for scope in Scope if scope is not needed]
    allowed = {"Authorization": f"Bearer {outside.with_token(*others).written}"}
    status = client.open(path, method=method, headers=allowed).status_code
    assert (status == 403) == (needed is not None)


def test_every_address_below_api_has_an_entry_in_the_table(outside: Program) -> None:
    rules = [rule for rule in outside.world.app.url_map.iter_rules() if rule.endpoint[:4] == "api."]
    there = {(method, rule.rule) for rule in rules for method in rule.methods or ()}
    known = {(method, BASE + address) for method, address in OPERATIONS}
    assert {one for one in there if one[0] != "HEAD"} == known | {("GET", f"{BASE}/openapi.json")}


@pytest.mark.parametrize(
    "written",
    [
        "",
        "Bearer",
        "Bearer entraide_1_",
        "Basic {good}",
        "Bearer {good}x",
        "Bearer entraide_999999999_" + "a" * 43,
        "Bearer entraide_99999999999999999999_" + "a" * 43,
        "Bearer entraide_٣_" + "a" * 43,
        "Bearer {other}",
    ],
)
def test_what_is_no_token_is_asked_for_one(outside: Program, written: str) -> None:
    good = outside.with_token().written
    other = good[:-43] + outside.with_token().written[-43:]
    header = written.format(good=good, other=other).encode().decode("latin-1")
    refused = outside.get("/teams", headers={"Authorization": header})
    assert refused.status_code == 401
    assert refused.headers["WWW-Authenticate"] == "Bearer"
    assert refused.json is not None
    assert refused.json["code"] == "token"


def test_a_token_ends_with_its_time_and_when_it_is_revoked(outside: Program) -> None:
    world, short, long = (
        outside.world,
        *(outside.with_token(lasts=timedelta(hours=hours)) for hours in (1, 9)),
    )
    assert short.get("/teams").status_code == 200
    world.wait(3600)
    assert short.get("/teams").status_code == 401
    assert long.get("/teams").status_code == 200
    with world.service.database.writing() as session:
        assert revoke(session, 1, long.token_id, account=None, now=world.clock.now())
        assert not revoke(session, 1, long.token_id, account=None, now=world.clock.now())
    assert long.get("/teams").status_code == 401


@pytest.mark.parametrize(
    "end", [update(Account).values(active=False), update(Grant).values(role="auditor")]
)
def test_a_token_opens_nothing_once_whoever_made_it_may_make_none(
    outside: Program, end: object
) -> None:
    account = Console(outside.world).account("administrator")
    theirs = outside.with_token(account=account)
    assert theirs.get("/teams").status_code == 200
    with outside.world.service.database.writing() as session:
        session.execute(end)  # type: ignore[call-overload]  # an update
    assert theirs.get("/teams").status_code == 401


def test_the_secret_is_kept_nowhere_and_only_the_day_of_its_use_is(outside: Program) -> None:
    program = outside.with_token()
    program.get("/teams")
    program.get("/teams")
    with outside.world.service.database.reading() as session:
        row = session.get_one(ApiToken, program.token_id)
    assert row.used_on == date(2026, 11, 22)
    kept = " ".join(str(value) for value in vars(row).values())
    assert program.written[-43:] not in kept


def test_whoever_asks_too_often_is_told_when_to_ask_again(sqlite: Sqlite) -> None:
    with sqlite.database() as url:
        world = World(url, hotline_api_per_minute=3)
        outside = program_of(world)
        program, other = outside.with_token(), outside.with_token()
        answers = [program.get("/teams") for _ in range(4)]
        assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
        assert answers[-1].headers["Retry-After"] == "20"
        assert other.get("/teams").status_code == 200
        world.clock.run_for(20)
        assert program.get("/teams").status_code == 200
        assert program.get("/teams").status_code == 429
        world.close()


def test_a_clock_that_goes_back_gives_nothing_and_takes_nothing() -> None:
    limits = Limits()
    assert limits.wait(1, 1, SUNDAY_NIGHT) == 0
    assert limits.wait(1, 1, SUNDAY_NIGHT - timedelta(hours=1)) > 0


def test_a_token_is_for_one_line(program: Program) -> None:
    for line in ("autre", "HISTOIRES", "1"):
        answer = program.get(f"/api/v1/lines/{line}/teams")
        assert answer.status_code == 404
        assert answer.mimetype == "application/problem+json"


def test_problems_are_told_in_the_language_that_is_asked_for(program: Program) -> None:
    french = program.get("/on-duty?at=demain")
    assert french.json is not None
    assert french.status_code == 422
    assert french.json["errors"][0]["place"] == "at"
    assert "Écrivez un moment" in french.json["errors"][0]["detail"]
    for told in (
        program.get("/on-duty?at=demain&language=en"),
        program.get("/on-duty?at=demain", headers={"Accept-Language": "en-GB"}),
    ):
        assert "Write an instant" in told.text
        assert told.headers["Content-Language"] == "en"


@pytest.mark.parametrize(
    ("path", "status"), [("/api/v1/nowhere", 404), ("/api/2", 404), ("/api/v1/openapi.json", 405)]
)
def test_addresses_that_are_nobodys_answer_as_the_others(
    outside: Program, path: str, status: int
) -> None:
    answer = outside.post(path, {})
    assert answer.status_code == status
    assert answer.mimetype == "application/problem+json"
    assert (answer.headers.get("Allow") is not None) == (status == 405)


def test_pages_keep_their_own_way_of_saying_that_there_is_nothing(outside: Program) -> None:
    answer = outside.world.app.test_client().get("/nowhere")
    assert answer.status_code == 404
    assert answer.mimetype == "text/html"


def test_what_is_too_large_or_no_json_is_refused(program: Program) -> None:
    client, headers = (
        program.world.app.test_client(),
        {"Authorization": f"Bearer {program.written}"},
    )
    path = f"/api/v1/lines/{program.line}/decisions"
    assert client.post(path, data="{}", headers=headers).status_code == 415
    for size in (70_000, 700_000):
        large = client.post(path, json={"reason": "x" * size}, headers=headers)
        assert large.status_code == 413
        assert large.mimetype == "application/problem+json"
    broken = client.post(path, data="{", headers=headers | {"Content-Type": "application/json"})
    assert broken.status_code == 422
