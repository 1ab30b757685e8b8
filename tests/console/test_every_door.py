"""Every address of the console and every role: who is let in, and to whose things."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from hotline.accounts.rights import RIGHTS, Right, Role
from hotline.console.guard import BEHIND, Step
from hotline.lines import loading
from hotline.lines.tables import Line
from hotline.people.tables import Person, Phone
from hotline.structures.tables import Structure
from tests.console.ground import BASE, Client, Console

ROOT = Path(__file__).resolve().parents[2]
WITHOUT_A_ROLE = {
    "/console",
    "/console/static/<path:filename>",
    "/console/manifest.webmanifest",
    "/console/sw.js",
    "/console/hors-ligne",
}
"""Nothing of anybody, or where whoever is signed in is led on."""
PERSON = {Role.RESPONDER: "fanny"}


def doors(app: Flask) -> Iterator[tuple[str, str, Step]]:
    """Each method and address under a line, and what is behind it."""
    for rule in app.url_map.iter_rules():
        if rule.rule.startswith("/console/<line>"):
            for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
                yield method, rule.rule, BEHIND[app.view_functions[rule.endpoint]]


def filled(address: str) -> str:
    """An address with something in the place of what varies."""
    path = address.removeprefix("/console/<line>")
    return re.sub(r"<(?:\w+:)?\w+>", "1", path)


def opens(client: Client, method: str, address: str) -> int:
    """The status of an address; forms are sent empty."""
    path = client.address(filled(address))
    if method == "GET":
        return client.flask.get(path, base_url=BASE).status_code
    data = {"csrf_token": client.token()}
    return client.flask.post(path, data=data, base_url=BASE).status_code


def test_no_address_is_without_a_door(console: Console) -> None:
    rules = {rule.rule for rule in console.world.app.url_map.iter_rules()}
    mine = {rule for rule in rules if rule.startswith("/console")}
    behind = {address for _, address, _ in doors(console.world.app)}
    assert mine - behind == WITHOUT_A_ROLE
    assert len(behind) > 60


@pytest.mark.parametrize("role", list(Role))
def test_a_role_opens_what_the_table_says_and_nothing_else(console: Console, role: Role) -> None:
    console.account("statistician")  # the first one, which an administrator closes on the way
    person = {"person": PERSON[role]} if role in PERSON else {}
    client = console.signed_in(str(role), teams=["vets"], **person)
    for method, address, step in doors(console.world.app):
        status = opens(client, method, address)
        allowed = step.right in RIGHTS[role]
        if step.right is Right.OWN and not person:
            allowed = False
        assert (status != 403) is allowed, (role, method, address, status)
        assert status < 500, (role, method, address, status)


def test_whoever_is_not_signed_in_is_led_to_the_door(console: Console) -> None:
    client = console.world.app.test_client()
    for method, address, _ in doors(console.world.app):
        path = f"/console/{console.line}{filled(address)}"
        answer = client.open(path, method=method, base_url=BASE)
        expected = {303} if method == "GET" else {400}
        assert answer.status_code in expected, (method, address, answer.status_code)


def test_a_form_without_its_token_does_nothing(console: Console) -> None:
    client = console.signed_in(["administrator", "coordinator", "responder"], person="anne")
    for method, address, _ in doors(console.world.app):
        if method == "POST":
            path = client.address(filled(address))
            assert client.flask.post(path, base_url=BASE).status_code == 400, address


def test_every_answer_has_the_strict_policy(console: Console) -> None:
    client = console.signed_in(["administrator", "coordinator", "responder"], person="anne")
    for method, address, _ in doors(console.world.app):
        if method == "GET":
            answer = client.get(filled(address))
            policy = answer.headers["Content-Security-Policy"]
            assert "default-src 'none'" in policy, address
            assert "unsafe" not in policy, address
            if answer.mimetype == "text/html":
                assert not re.search(r"<[^>]+\s(?:style|on\w+)=", answer.text), address


@pytest.fixture
def theirs(console: Console) -> dict[str, str]:
    """Things of another team (the psychologists'), and of another line."""
    with console.world.service.database.writing() as session:
        text = (ROOT / "lines" / "mots.toml").read_text(encoding="utf-8")
        loading.load(session, text, console.world.clock.now())
        other = session.scalars(select(Line).filter(Line.id != console.line_id)).one()
        stranger = session.scalars(select(Person.id).filter_by(line_id=other.id)).first()
        anne = session.scalars(select(Person.id).filter_by(slug="anne")).one()
        phone = session.scalars(select(Phone.id).filter_by(person_id=anne)).first()
        today = console.world.clock.now().date()
        structure = Structure(
            line_id=other.id,
            name={"fr": "Ailleurs"},
            kind="NONE",
            professions=[],
            territories=[],
            numbers=[],
            check_after=today,
        )
        session.add(structure)
        session.flush()
        found = {"stranger": str(stranger), "anne": str(anne), "phone": str(phone)}
        found |= {"structure": str(structure.id), "line": other.slug}
        line_id = other.id
    console.signed_in("coordinator").get("/aujourdhui")
    elsewhere = console.account("administrator", line_id=line_id)
    return found | {"account": str(elsewhere)}


@pytest.mark.parametrize("role", ["administrator", "manager", "coordinator", "auditor"])
@pytest.mark.parametrize(
    "address",
    [
        "/equipe/{stranger}",
        "/equipe/{stranger}/changer",
        "/equipe/{stranger}/depart",
        "/annuaire/{structure}",
        "/comptes/{account}",
        "/planning?team=doctors-elsewhere",
        "/planning/imprimer?team=doctors-elsewhere",
    ],
)
def test_nothing_of_another_line_is_there(
    console: Console, theirs: dict[str, str], role: str, address: str
) -> None:
    client = console.signed_in(role, teams=["vets"])
    assert client.get(address.format(**theirs)).status_code in {403, 404}
    assert client.get(f"/console/{theirs['line']}/planning").status_code == 404


@pytest.mark.parametrize(
    ("method", "address"),
    [
        ("GET", "/equipe/{anne}"),
        ("GET", "/equipe/{anne}/changer"),
        ("POST", "/equipe/{anne}/changer"),
        ("POST", "/equipe/{anne}/depart"),
        ("POST", "/equipe/{anne}/retour"),
        ("POST", "/equipe/{anne}/qualifications"),
        ("POST", "/equipe/{anne}/telephones/{phone}/appeler"),
        ("POST", "/equipe/{anne}/telephones/{phone}/code"),
        ("GET", "/planning?team=psychologists"),
        ("GET", "/planning/exporter?team=psychologists"),
        ("GET", "/planning/imprimer?team=psychologists"),
        ("POST", "/planning/changements/1/annuler"),
    ],
)
def test_nothing_of_another_team_is_there_for_its_manager(
    console: Console, theirs: dict[str, str], method: str, address: str
) -> None:
    client = console.signed_in("manager", teams=["vets"])
    path = address.format(**theirs)
    answer = client.get(path) if method == "GET" else client.post(path)
    assert answer.status_code == 404


@pytest.mark.parametrize("role", ["administrator", "auditor", "statistician", "responder"])
def test_a_role_on_one_line_is_nothing_on_another(
    console: Console, theirs: dict[str, str], role: str
) -> None:
    person = {"person": "anne"} if role == "responder" else {}
    client = console.signed_in(role, **person)
    for _, address, _ in doors(console.world.app):
        path = f"/console/{theirs['line']}{filled(address)}"
        assert client.flask.get(path, base_url=BASE).status_code in {404, 405}, address
