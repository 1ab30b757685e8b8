"""« Rapport annuel »: the line's own words, without JavaScript; the file, for who may have it."""

from __future__ import annotations

import html
import re

import pytest
from sqlalchemy import select

from hotline.journal.tables import Entry
from hotline.publishing.report.keeping import LONGEST
from hotline.publishing.tables import Publication
from tests.console.ground import Client, Console
from tests.console.test_publications import text_of
from tests.publishing.counted import a_counted_year, few_tables

YEAR = 2025
PAGE = f"/rapport/{YEAR}"


@pytest.fixture
def counted(console: Console, monkeypatch: pytest.MonkeyPatch) -> Console:
    """A line whose last year is over, with few tables."""
    few_tables(monkeypatch)
    with console.world.service.database.writing() as session:
        a_counted_year(session, console.line, YEAR)
    return console


def form_of(client: Client) -> dict[str, str]:
    """What the page's form holds, as a browser would send it."""
    shown = client.get(PAGE).text
    found = dict(
        re.findall(r'<textarea[^>]* name="(\w+)"[^>]*>\r?\n?(.*?)</textarea>', shown, re.S)
    )
    seen = re.search(r'name="seen" value="(\w+)"', shown)
    assert seen is not None
    return {name: html.unescape(body) for name, body in found.items()} | {"seen": seen[1]}


def test_words_are_written_kept_journaled_and_taken_away(counted: Console) -> None:
    client = counted.signed_in("administrator")
    page = client.get(PAGE).text
    assert "rien qui parle d'une personne" in text_of(page)
    assert len(form_of(client)) == 13
    form = form_of(client) | {"foreword_fr": "Merci.\r\n\r\n- à vous", "closing_en": "Thanks."}
    assert "Les textes sont enregistrés" in client.follow(client.post(PAGE, form)).text
    kept = form_of(client)
    assert kept["foreword_fr"] == "Merci.\n\n- à vous"
    assert "Rien n'a changé" in text_of(client.follow(client.post(PAGE, kept)).text)
    client.post(PAGE, kept | {"closing_en": " "})
    assert form_of(client)["closing_en"] == ""
    with counted.world.service.database.reading() as session:
        rows = session.scalars(select(Entry).filter_by(what="report-written").order_by(Entry.id))
        after = [row.after for row in rows]
    assert after == [{"places": ["foreword fr", "closing en"]}, {"places": ["closing en"]}]
    journal = text_of(counted.signed_in("auditor").get("/journal").text)
    assert "rapport annuel rédigé rapport annuel n° 2025" in journal
    assert "Merci" not in journal


def test_what_somebody_else_saved_meanwhile_is_not_written_over_unseen(counted: Console) -> None:
    first, second = (counted.signed_in("administrator") for _ in range(2))
    mine, theirs = form_of(first), form_of(second)
    second.post(PAGE, theirs | {"foreword_fr": "Les leurs <b>"})
    answer = first.post(PAGE, mine | {"foreword_fr": "Les miens"})
    assert answer.status_code == 409
    assert "Enregistré entre-temps ici : Les leurs <b>" in text_of(answer.text)
    assert form_of(first)["foreword_fr"] == "Les leurs <b>"
    seen = re.search(r'name="seen" value="(\w+)"', answer.text)
    assert seen is not None
    again = first.post(PAGE, mine | {"foreword_fr": "Les miens", "seen": seen[1]})
    assert again.status_code == 303
    assert form_of(first)["foreword_fr"] == "Les miens"


def test_words_that_are_too_long_are_told_and_none_is_kept(counted: Console) -> None:
    client = counted.signed_in("administrator")
    form = form_of(client) | {"foreword_fr": "x" * (LONGEST + 1), "closing_fr": "Merci."}
    answer = client.post(PAGE, form)
    assert answer.status_code == 422
    assert answer.text.count('aria-invalid="true"') == 1
    assert form_of(client)["closing_fr"] == ""


def test_a_draft_is_for_those_who_write_it_and_publishes_nothing(counted: Console) -> None:
    client, other = counted.signed_in("administrator"), counted.signed_in("statistician")
    assert "Préparer le rapport 2025" in text_of(client.get("/publications").text)
    assert "C'est un brouillon" in text_of(client.get(PAGE).text)
    draft = client.get(f"{PAGE}/fr.pdf")
    assert draft.mimetype == "application/pdf"
    assert draft.data.startswith(b"%PDF")
    with counted.world.service.database.reading() as session:
        assert session.scalars(select(Publication)).all() == []
    assert f"{PAGE}/fr.pdf" not in other.get(PAGE).text
    assert other.get(f"{PAGE}/fr.pdf").status_code == 404
    client.post(f"/publications/{YEAR}/publier")
    published = client.get(f"{PAGE}/fr.pdf").data
    assert published != draft.data
    assert other.get(f"{PAGE}/fr.pdf").data == published
    shown = other.get(PAGE).text
    assert f"{PAGE}/en.pdf" in shown
    assert "<textarea" not in shown
    assert other.post(PAGE, {"foreword_fr": "x"}).status_code == 403
    assert "Textes du rapport" in client.get(f"/publications/{YEAR}").text
    assert "Textes du rapport" not in other.get(f"/publications/{YEAR}").text


def test_a_year_that_is_not_over_has_no_report(counted: Console) -> None:
    client = counted.signed_in("administrator")
    shown = text_of(client.get("/rapport/2026").text)
    assert "Le rapport pourra être fait à partir du 03/01/2027 : l'année sera terminée" in shown
    assert ".pdf" not in client.get("/rapport/2026").text
    for path in ("/rapport/2026/fr.pdf", "/rapport/2020/fr.pdf", f"{PAGE}/de.pdf", "/rapport/1"):
        assert client.get(path).status_code == 404, path
    assert "Il n'y a pas de rapport" in text_of(client.get("/rapport/2020").text)


@pytest.mark.parametrize("role", ["coordinator", "responder", "auditor"])
def test_whoever_has_nothing_to_do_with_figures_sees_none(console: Console, role: str) -> None:
    person = {"person": "anne"} if role == "responder" else {}
    client = console.signed_in(role, **person)
    for path in (PAGE, f"{PAGE}/fr.pdf"):
        assert client.get(path).status_code == 403
