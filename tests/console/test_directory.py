"""« Annuaire »: found by trade, need and place; checked, changed, archived and back."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

import pytest
from sqlalchemy import select

from hotline.structures.service import checked
from hotline.structures.tables import Structure
from hotline.taxonomies import orientations
from tests.console.ground import Client, Console

FORM = {
    "fr": "Réseau d'aide aux vétérinaires",
    "kind": "MED",
    "professions": ["VET"],
    "territories": "13, 2A",
    "numbers": "04 91 00 00 00\n3114",
    "address": "https://reseau.example.org/aide",
    "order": "Ordre des vétérinaires",
    "hours": "en semaine, 9 h – 18 h",
}


def kind() -> str:
    return next(code for code in orientations() if code != "NONE")


def adds(client: Client, **more: object) -> None:
    answer = client.post("/annuaire/nouvelle", FORM | {"kind": kind()} | more)
    assert answer.status_code == 303, answer.text


def test_a_structure_is_found_by_trade_place_and_word(console: Console) -> None:
    client = console.signed_in("coordinator")
    adds(client)
    shown = client.get("/annuaire?metier=VET&lieu=2a&mots=reseau").text
    assert "Réseau d&#39;aide" in shown
    assert "lié à Ordre des vétérinaires" in shown
    assert "Vérifiée le 22/11/2026" in shown
    for other in ("metier=MED", "lieu=75", "mots=dentiste", "a-verifier=1"):
        assert "Réseau d&#39;aide" not in client.get(f"/annuaire?{other}").text


def test_an_empty_directory_says_so_and_how_to_begin(console: Console) -> None:
    client = console.signed_in("coordinator")
    nothing = "Aucune structure n'est inscrite pour l'instant. "
    assert f"{nothing}Commencez par" in unescape(client.get("/annuaire").text)
    reader = console.signed_in("responder", person="anne")
    assert f"{nothing}La coordination peut" in unescape(reader.get("/annuaire").text)
    searched = client.get("/annuaire?mots=dentiste").text
    assert "Aucune structure ne correspond. Élargissez la recherche." in searched
    assert "Toutes les structures" in searched


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"fr": ""}, "Remplissez ce champ"),
        ({"territories": "13, Marseille"}, "ni un département"),
        ({"numbers": "appelez-moi"}, "ne se compose pas"),
        ({"address": "http://reseau.example.org"}, "commence par https"),
        ({"address": "https://[oops"}, "commence par https"),
        ({"code": "99"}, "pas dans l"),
    ],
)
def test_what_is_wrong_is_told_and_kept(console: Console, wrong: dict[str, str], told: str) -> None:
    client = console.signed_in("coordinator")
    answer = client.post("/annuaire/nouvelle", FORM | {"kind": kind()} | wrong)
    assert answer.status_code == 422
    assert told in answer.text
    assert "en semaine, 9 h" in answer.text


def test_after_half_a_year_it_is_to_be_checked_again(console: Console) -> None:
    client = console.signed_in("coordinator")
    adds(client)
    with console.world.service.database.writing() as session:
        session.scalars(select(Structure)).one().check_after = date(2026, 11, 1)
    assert "à vérifier" in client.get("/annuaire?a-verifier=1").text
    client.follow(client.post("/annuaire/1/verifiee"))
    assert "Réseau" not in client.get("/annuaire?a-verifier=1").text


def test_it_is_due_after_the_months_that_were_chosen(console: Console) -> None:
    client = console.signed_in("coordinator")
    adds(client, check_every="3")

    def due() -> date:
        with console.world.service.database.reading() as session:
            return session.scalars(select(Structure.check_after)).one()

    assert due() == date(2027, 2, 22)
    client.post("/annuaire/1", FORM | {"kind": kind(), "check_every": "12"})
    assert due() == date(2027, 11, 22)
    assert (
        client.post("/annuaire/1", FORM | {"kind": kind(), "check_every": "5"}).status_code == 422
    )
    assert due() == date(2027, 11, 22)


def test_no_structure_leads_nowhere(console: Console) -> None:
    client = console.signed_in("coordinator")
    assert client.post("/annuaire/nouvelle", FORM | {"kind": "NONE"}).status_code == 422
    assert "Aucune orientation" not in client.get("/annuaire").text


def test_what_is_ticked_is_a_group_with_a_name(console: Console) -> None:
    page = console.signed_in("coordinator").get("/annuaire/nouvelle").text
    assert "<legend>Pour quels métiers</legend>" in page
    assert '<label for="professions">' not in page


def test_it_is_archived_and_restored(console: Console) -> None:
    client = console.signed_in("coordinator")
    adds(client)
    page = client.follow(client.post("/annuaire/1/archiver"))
    assert "La rétablir" in page.text
    assert "Aucune structure n" in page.text
    assert "Réseau" in client.get("/annuaire?archivees=1").text
    client.follow(client.post("/annuaire/1/retablir"))
    assert "Réseau" in client.get("/annuaire").text


def test_a_responder_reads_it_and_changes_nothing(console: Console) -> None:
    adds(console.signed_in("coordinator"))
    client = console.signed_in("responder", person="anne")
    assert "Réseau" in client.get("/annuaire").text
    for path in ("/annuaire/nouvelle", "/annuaire/1"):
        assert client.get(path).status_code == 403
    assert client.post("/annuaire/1/archiver").status_code == 403


def test_the_example_beside_a_field_is_right(console: Console) -> None:
    client = console.signed_in("coordinator")
    example = re.findall(r"Par exemple ([\d\w, ]+)\.", client.get("/annuaire/nouvelle").text)[0]
    adds(client, territories=example)


@pytest.mark.parametrize(
    ("months", "due"),
    [("3", date(2027, 2, 28)), ("6", date(2027, 5, 30)), ("12", date(2027, 11, 30))],
)
def test_a_month_that_is_too_short_ends_earlier(months: str, due: date) -> None:
    row = Structure(check_every=int(months))
    checked(row, "account:1", date(2026, 11, 30))
    assert row.check_after == due
