"""Addresses and forms that no page leads to: told so, never a failure; on each database."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DataError

from hotline.people.tables import Person
from tests.console.ground import BASE, Console
from tests.world import World

ROOT = Path(__file__).parents[2]
ODD = ("%00", "a%00b", "9" * 20, "%F0%9F%91%A9%CC%81")


@pytest.mark.parametrize("is_known", [False, True], ids=["a stranger", "an administrator"])
def test_no_address_fails_whatever_stands_in_it(world: World, is_known: bool) -> None:
    console = Console(world)
    roles = ["administrator", "coordinator", "responder"]
    known = console.signed_in(roles, person="anne").flask
    client = known if is_known else world.app.test_client()
    rules = [rule for rule in world.app.url_map.iter_rules() if "GET" in (rule.methods or ())]
    tried = 0
    for rule in rules:
        address = rule.rule.replace("<line>", console.line)
        for odd in ODD if "<" in address else ODD[:1]:
            path = re.sub(r"<(?:\w+:)?\w+>", odd, address)
            query = "?from=%00" if path == address else ""
            status = client.get(path + query, base_url=BASE).status_code
            assert status < 500, (rule.rule, odd, status)
            tried += 1
    assert tried > 150


@pytest.mark.parametrize(
    ("address", "told"),
    [("/console/compte", "Rien n'a été changé"), ("/api/v1/lines", '"status":')],
)
def test_what_no_database_can_hold_is_refused_in_words(
    world: World, address: str, told: str
) -> None:
    with world.app.test_request_context(address, base_url=BASE):
        answer = world.app.make_response(
            world.app.handle_user_exception(DataError("INSERT", {}, Exception("not told")))
        )
    assert 400 <= answer.status_code < 500
    assert told in unescape(answer.get_data(as_text=True))
    assert "INSERT" not in answer.get_data(as_text=True)


NUMBERS = ("9" * 20, "9" * 5000, "٣", "-1", "")
TIMES = ("0001-01-01T00:00", "9999-12-31T23:59", "9" * 5000, "")
FORGED = [
    *(("/mes-permanences/proposer", {"source": "r", "local_start": at}) for at in TIMES),
    *(("/mes-permanences/empechement", {"starts": at, "ends": at}) for at in TIMES),
    *(("/mes-permanences/absence", {"starts": at, "ends": at}) for at in TIMES),
    *(("/planning/changer", {"starts": at, "ends": at}) for at in TIMES),
    *(("/aujourdhui/reprendre", {"duty": f"r {at} 1"}) for at in TIMES),
    *(("/aujourdhui/reprendre", {"duty": f"r 2026-11-22T08:00 {number}"}) for number in NUMBERS),
    *(("/aujourdhui/echange", {"debriefed": number}) for number in NUMBERS),
    *(("/planning/changements/1/annuler", {"seen": number}) for number in NUMBERS),
    *(("/ligne/brouillon/annuler", {"seen": number}) for number in NUMBERS),
]


@pytest.mark.parametrize(
    ("path", "form"), FORGED, ids=[f"{path} {nth}" for nth, (path, _) in enumerate(FORGED)]
)
def test_no_form_fails_whatever_is_forged_into_it(
    console: Console, path: str, form: dict[str, str]
) -> None:
    client = console.signed_in(["administrator", "coordinator", "responder"], person="anne")
    assert client.post(path, form).status_code < 500


@pytest.mark.parametrize(
    "path",
    [
        *(f"/mes-permanences/proposer?source=r&local_start={at}" for at in TIMES),
        *(f"/ligne/et-si?at={at}" for at in TIMES),
        *(f"/ligne/versions?avant={number}" for number in NUMBERS),
        *(f"/planning?from={at[:10]}" for at in TIMES),
        *(f"/mes-permanences/heures?mois={at[:7]}" for at in TIMES),
        *(f"/chiffres?du={at[:10]}&au={at[:10]}" for at in TIMES),
        *(f"/journal?avant={number}&du={number}" for number in NUMBERS),
    ],
)
def test_no_query_fails_whatever_is_forged_into_it(console: Console, path: str) -> None:
    client = console.signed_in(["administrator", "coordinator", "responder"], person="anne")
    assert client.get(path).status_code < 500


def test_nobody_takes_over_from_somebody_who_is_not_of_the_line(console: Console) -> None:
    client = console.signed_in(["coordinator", "responder"], person="anne")
    console.world.load((ROOT / "lines" / "mots.toml").read_text(encoding="utf-8"))
    with console.world.service.database.reading() as session:
        others = select(Person.id).filter(Person.line_id != console.line_id)
        stranger = session.scalars(others.limit(1)).one()
    for person in ("0", "4711", str(stranger)):
        form = {"duty": f"r 2026-11-22T08:00 {person}"}
        assert client.post("/aujourdhui/reprendre", form).status_code == 404
