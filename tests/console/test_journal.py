"""« Journal »: every change is found again, by whoever may look for it."""

from __future__ import annotations

import csv
import html
import io
import re
import zipfile
from datetime import timedelta

import pytest
from sqlalchemy import event

from hotline.journal.service import record
from tests.console.ground import Console


def text_of(page: str) -> str:
    """What is read, without the menu's choices."""
    main = re.sub(r"(?s)<select.*?</select>", "", page.partition("<main")[2])
    return " ".join(html.unescape(re.sub("<[^>]+>", " ", main)).split())


def writes(console: Console, account: int | None = None, count: int = 1, **more: object) -> None:
    """So many entries, a minute apart."""
    told = {"what": "person-changed", "kind": "person", "object_id": "1"} | more
    with console.world.service.database.writing() as session:
        for minute in range(count):
            now = console.world.clock.now() + timedelta(minutes=minute)
            record(session, line_id=console.line_id, account=account, now=now, **told)  # type: ignore[arg-type]  # as given


def test_who_what_before_after_and_when_are_read_in_todays_names(console: Console) -> None:
    author = console.account("administrator", name="Nora Petit")
    writes(
        console,
        author,
        before={"roles": ["responder"], "teams": [], "person": 2},
        after={"roles": ["manager"], "teams": ["vets"], "person": 1, "until": "2026-12-24"},
    )
    shown = text_of(console.signed_in("auditor").get("/journal").text)
    assert "dimanche 22 novembre 2026" in shown
    assert "03:00:17 fiche changée Anne par Nora Petit" in shown
    assert "rôles : avant Répondant → après Responsable d'équipe" in shown
    assert "équipes : après Vétérinaires" in shown
    assert "jusqu'au : après 24/12/2026" in shown
    assert "personne : avant Bruno → après Anne" in shown
    assert "planning changé changement n° 1 par fichier chargé" in shown


def test_it_is_searched_by_its_address(console: Console) -> None:
    nora, omar = (console.account("administrator", name=name) for name in ("Nora", "Omar"))
    writes(console, nora)
    writes(console, omar, object_id="2", what="phone-shown")
    client = console.signed_in("auditor")
    for query, there, not_there in (
        (f"qui={nora}", "par Nora", "par Omar"),
        ("quoi=phone-shown", "par Omar", "par Nora"),
        ("objet=person&numero=2", "affiché Bruno par", "changée Anne par"),
        ("objet=change", "changement n° 1", "changée Anne par"),
        ("au=2026-11-21", "Rien ne correspond", "par Nora"),
        ("du=2026-11-22&au=2026-11-22", "par Nora", "Rien ne correspond"),
    ):
        answer = client.get(f"/journal?{query}")
        assert answer.status_code == 200
        shown = text_of(answer.text)
        assert there in shown, query
        assert not_there not in shown, query


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("du=demain", "Écrivez un jour"),
        ("du=2026-11-30&au=2026-11-01", "Le premier jour doit venir avant le dernier"),
        ("quoi=tout", "Choisissez dans la liste"),
        ("objet=x", "Choisissez dans la liste"),
        ("qui=999", "Choisissez dans la liste"),
    ],
)
def test_what_does_not_fit_is_told_beside_its_field(
    console: Console, query: str, said: str
) -> None:
    client = console.signed_in("auditor")
    answer = client.get(f"/journal?{query}")
    assert answer.status_code == 422
    assert said in answer.text
    assert answer.text.count('aria-invalid="true"') == 1
    assert client.get(f"/journal/export.csv?{query}").status_code == 404


def test_older_entries_follow_page_by_page_and_none_twice(console: Console) -> None:
    writes(console, count=120)
    client, address, seen = console.signed_in("auditor"), "/journal?quoi=person-changed", []
    while address:
        page = client.get(address).text
        seen += re.findall(r'class="since">(\d\d:\d\d:\d\d)', page)
        older = re.search(r'rel="next" href="[^"]*?(/journal[^"]*)"', page)
        address = html.unescape(older[1]) if older else ""
    assert len(seen) == 120
    assert seen == sorted(seen, reverse=True)
    assert client.get("/journal?avant=99999999999999999999").status_code == 200


def test_it_is_taken_away_with_numbers_in_place_of_names(console: Console) -> None:
    author = console.account("administrator", name="=Nora")
    writes(console, author, after={"roles": ["manager"]})
    client = console.signed_in("auditor")
    answer = client.get("/journal/export.csv?objet=person")
    rows = list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))
    assert [(row["who"], row["what"], row["object"], row["after"]) for row in rows] == [
        (f"account:{author}", "person-changed", "1", '{"roles": ["manager"]}')
    ]
    assert rows[0]["at"] == "2026-11-22T02:00:17Z"
    assert "Nora" not in answer.text
    sheet = client.get("/journal/export.ods")
    with zipfile.ZipFile(io.BytesIO(sheet.data)) as packed:
        content = packed.read("content.xml").decode()
    assert "roster-changed" in content
    assert "Nora" not in content
    assert 'filename="journal-histoires.ods"' in sheet.headers["Content-Disposition"]


@pytest.mark.parametrize("role", ["manager", "coordinator", "responder", "statistician"])
def test_whoever_may_not_see_it_does_not(console: Console, role: str) -> None:
    teams = ["vets"] if role == "manager" else []
    person = "anne" if role == "responder" else None
    client = console.signed_in(role, teams=teams, person=person)
    for path in ("/journal", "/journal/export.csv", "/journal/export.ods"):
        assert client.get(path).status_code == 403


def test_its_page_takes_as_many_statements_for_fifty_entries_as_for_one(console: Console) -> None:
    client, statements = console.signed_in("auditor"), [0]

    def counted(*_: object) -> None:
        statements[0] += 1

    def taken() -> int:
        statements[0] = 0
        assert len(client.get("/journal?objet=person").data) < 100_000
        return statements[0]

    writes(console, console.account("administrator"))
    engine = console.world.service.database.engine
    event.listen(engine, "before_cursor_execute", counted)
    taken()  # the first one reads the line
    few = taken()
    for _ in range(4):
        writes(console, console.account("administrator"), count=15)
    assert taken() == few
    event.remove(engine, "before_cursor_execute", counted)
