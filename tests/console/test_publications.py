"""« Publications »: the same numbers for everybody, and none of the exact ones."""

from __future__ import annotations

import html
import io
import re
import zipfile
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from hotline.journal.tables import Entry
from hotline.publishing.bundle.files import files_of
from hotline.publishing.tables import Publication
from hotline.publishing.written import as_json, from_json
from tests.console.ground import Client, Console
from tests.publishing.counted import a_counted_year, a_published_year, few_tables

YEAR = 2025


def text_of(page: str) -> str:
    """What is read."""
    return " ".join(html.unescape(re.sub("<[^>]+>", " ", page.partition("<main")[2])).split())


@pytest.fixture
def counted(console: Console, monkeypatch: pytest.MonkeyPatch) -> Console:
    """A line whose last year is over, with few tables."""
    few_tables(monkeypatch)
    with console.world.service.database.writing() as session:
        a_counted_year(session, console.line, YEAR, calls=303)
    return console


def published(console: Console) -> list[Publication]:
    with console.world.service.database.reading() as session:
        return [*session.scalars(select(Publication))]


def publishes(client: Client, year: int = YEAR) -> str:
    return client.follow(client.post(f"/publications/{year}/publier")).text


def test_an_administrator_publishes_a_year_that_is_over(counted: Console) -> None:
    client = counted.signed_in("administrator")
    assert "Publier l'année 2025" in text_of(client.get("/publications").text)
    asked = text_of(client.get(f"/publications/{YEAR}/publier").text)
    assert "ce qui est donné ne se reprend pas" in asked
    assert "Les chiffres de 2025 sont publiés" in text_of(publishes(client))
    (row,) = published(counted)
    assert row.made_by == f"account:{client.account}"
    assert client.get(f"/publications/{YEAR}/publier").status_code == 303
    publishes(client)
    assert len(published(counted)) == 1
    with counted.world.service.database.reading() as session:
        entry = session.scalars(select(Entry).filter_by(what="figures-published")).one()
        assert (entry.object_id, entry.author) == ("2025", row.made_by)


def test_a_statistician_sees_released_numbers_and_no_exact_one(counted: Console) -> None:
    publishes(counted.signed_in("administrator"))
    client = counted.signed_in("statistician", language="en")
    assert "Publish the year" not in client.get("/publications").text
    shown = text_of(client.get(f"/publications/{YEAR}").text)
    release = from_json(published(counted)[0].content)
    assert "(N = 305)" in shown
    assert "not shown" in shown
    assert "Not recorded" in shown
    allowed = {str(t.n) for t in release.tables.values()}
    for table in release.tables.values():
        allowed |= {str(calls) for calls in table.cells.values()}
        allowed |= {str(table.share(cell)) for cell in table.cells}
    allowed |= {str(value) for value in release.measures.values()}
    tables = client.get(f"/publications/{YEAR}").text.partition("<tbody>")[2]
    cells = re.findall(r'<td class="number">(\d+)', tables)
    assert len(cells) > 20
    assert {*cells} <= allowed
    assert "303" not in shown
    assert client.get("/publications/2024").status_code == 404
    assert client.post(f"/publications/{YEAR}/publier").status_code == 403


@pytest.mark.parametrize("role", ["coordinator", "responder", "auditor"])
def test_whoever_has_nothing_to_do_with_figures_sees_none(console: Console, role: str) -> None:
    person = {"person": "anne"} if role == "responder" else {}
    assert console.signed_in(role, **person).get("/publications").status_code == 403


def test_a_year_that_cannot_be_published_says_when_it_can(counted: Console) -> None:
    client = counted.signed_in("administrator")
    with counted.world.service.database.writing() as session:
        a_counted_year(session, counted.line, 2026, calls=2)
    assert "à publier à partir du 03/01/2027" in text_of(client.get("/publications").text)
    answer = client.get("/publications/2026/publier")
    assert answer.status_code == 409
    assert "03/01/2027" in answer.text
    assert "Rien n'a été publié" in text_of(publishes(client, 2026))
    assert client.get("/publications/1999/publier").status_code == 404
    assert client.post("/publications/1999/publier").status_code == 404
    assert published(counted) == []


def test_files_are_those_of_the_command(console: Console) -> None:
    now = datetime(2026, 1, 3, 9, tzinfo=UTC)
    with console.world.service.database.writing() as session:
        release = a_published_year(session, console.line, YEAR, now)
    client = console.signed_in("statistician")
    assert client.get(f"/publications/{YEAR}/tableaux.json").text == as_json(release)
    sheet = client.get(f"/publications/{YEAR}/tableaux.csv")
    assert sheet.text.startswith("\ufefftable,row_code,row_fr")
    assert 'filename="histoires-2025.csv"' in sheet.headers["Content-Disposition"]
    archive = zipfile.ZipFile(io.BytesIO(client.get(f"/publications/{YEAR}/tout.zip").data))
    reports = {
        language: client.get(f"/rapport/{YEAR}/{language}.pdf").data for language in ("fr", "en")
    }
    assert reports["fr"].startswith(b"%PDF-")
    assert {name: archive.read(name) for name in archive.namelist()} == files_of(release, reports)
    ods = client.get(f"/publications/{YEAR}/tableaux.ods")
    assert ods.data == archive.read("tables.ods")
    for ending in ("tableaux.csv", "tableaux.ods", "tableaux.json", "tout.zip"):
        assert client.get(f"/publications/2024/{ending}").status_code == 404


def test_a_table_with_columns_shows_its_margins_last(console: Console) -> None:
    world = console.world
    with world.service.database.writing() as session:
        a_published_year(session, console.line, YEAR, world.clock.now())
    shown = text_of(console.signed_in("statistician").get(f"/publications/{YEAR}").text)
    assert "Jour de la semaine × Moment de la journée (N = 120)" in shown
    assert shown.endswith(" 120")
