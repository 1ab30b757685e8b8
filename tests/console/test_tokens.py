"""« Jetons »: made for something, shown once, listed, revoked after being asked about."""

from __future__ import annotations

import re
from typing import Any

import pytest

from hotline.tokens.keeping import token_shown
from hotline.tokens.scopes import Scope
from tests.console.ground import Client, Console

SCREEN: dict[str, Any] = {
    "name": "Écran du service",
    "scopes": ["on-duty", "coverage"],
    "teams": ["vets"],
    "days": "30",
}


def made(client: Client, form: dict[str, Any]) -> str:
    answer = client.post("/jetons/nouveau", form)
    assert answer.status_code == 200, answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    found = re.search(r"entraide_\d+_[\w-]{43}", answer.text)
    assert found is not None
    return found[0]


def test_it_is_made_shown_once_used_and_revoked(console: Console) -> None:
    client, world = console.signed_in("administrator", name="Nora"), console.world
    assert "Aucun programme" in client.get("/jetons").text
    written = made(client, SCREEN)
    with world.service.database.reading() as session:
        token = token_shown(session, written, world.clock.now())
    assert token is not None
    assert token.scopes == {Scope.ON_DUTY, Scope.COVERAGE}
    assert token.teams == frozenset({"vets"})
    answer = world.app.test_client().get(
        f"/api/v1/lines/{console.line}/on-duty", headers={"Authorization": f"Bearer {written}"}
    )
    assert answer.status_code == 200
    shown = client.get("/jetons").text
    assert written[-43:] not in shown
    for told in ("Écran du service", "Créé par Nora", "Vétérinaires", "servi le 22/11/2026"):
        assert told in " ".join(shown.split())
    asked = client.get(f"/jetons/{token.id}/retirer").text
    assert "Cela ne s'annule pas" in asked.replace("&#39;", "'")
    after = client.follow(client.post(f"/jetons/{token.id}/retirer"))
    assert "ouvre plus rien" in after.text
    assert "retiré" in after.text
    with world.service.database.reading() as session:
        assert token_shown(session, written, world.clock.now()) is None
    journal = console.signed_in("auditor").get("/journal").text
    assert "jeton créé" in journal
    assert "jeton retiré" in journal


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"name": " "}, "Remplissez ce champ"),
        ({"name": "x" * 61}, "60 caractères au plus"),
        ({"scopes": []}, "Cochez au moins une chose"),
        ({"scopes": ["statistics"]}, "Les chiffres sont ceux de toute la ligne"),
        ({"scopes": ["everything"]}, "error"),
        ({"teams": ["nowhere"]}, "error"),
        ({"days": "4000"}, "error"),
    ],
)
def test_what_does_not_fit_is_told_beside_its_field_and_makes_nothing(
    console: Console, more: dict[str, Any], said: str
) -> None:
    client = console.signed_in("administrator")
    answer = client.post("/jetons/nouveau", SCREEN | more)
    assert answer.status_code == 422
    assert said in answer.text
    assert "entraide_" not in answer.text
    assert "Aucun programme" in client.get("/jetons").text


def test_the_same_form_sent_again_makes_no_second_one(console: Console) -> None:
    client = console.signed_in("administrator", language="en")
    made(client, SCREEN)
    again = client.post("/jetons/nouveau", SCREEN)
    assert again.status_code == 422
    assert "has this name already" in again.text
    assert client.get("/jetons").text.count("Revoke…") == 1


def test_a_token_of_another_line_does_not_exist_here(console: Console) -> None:
    client = console.signed_in("administrator")
    for number in ("7", str(2**31 - 1), str(10**12)):
        assert client.get(f"/jetons/{number}/retirer").status_code == 404
        # A number that no database has is no such address at all.
        assert client.post(f"/jetons/{number}/retirer").status_code in {404, 405}


@pytest.mark.parametrize("role", ["manager", "coordinator", "statistician", "auditor"])
def test_whoever_may_let_nobody_in_sees_none_of_it(console: Console, role: str) -> None:
    teams = ["vets"] if role == "manager" else []
    client = console.signed_in(role, teams=teams)
    for path in ("/jetons", "/jetons/nouveau", "/jetons/1/retirer"):
        assert client.get(path).status_code == 403
    assert client.post("/jetons/nouveau", SCREEN).status_code == 403
