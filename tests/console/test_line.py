"""« Ligne »: a draft drawn, tried, published, and taken back; by whoever may."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select

from hotline.journal.tables import Entry
from tests.console.ground import Client, Console
from tests.console.line_desk import (
    CHOICE,
    DRAFT,
    draft,
    heard,
    hidden,
    line,
    professions,
    publishes,
    saves,
)
from tests.world import LINE_FILE


@pytest.fixture
def administrator(console: Console) -> Client:
    """Somebody who may do everything to the line."""
    return console.signed_in("administrator", name="Camille")


def test_the_picture_follows_the_draft_and_marks_what_is_wrong(
    console: Console, administrator: Client
) -> None:
    page = administrator.get("/ligne")
    assert "plan Médecins" in page.text
    assert "Chloé" not in page.text  # nobody by name: who is on duty is the planning's
    saves(administrator, f"{DRAFT}/plans/1/retirer", {}, f"{DRAFT}/plans")
    page = administrator.get("/ligne")
    assert "plan Médecins : il n&#39;existe pas" in page.text
    assert "désigne un plan qui n&#39;existe pas" in page.text
    assert f'{DRAFT}/menu.choices/0">' in page.text
    assert 'value="' in page.text


def test_two_who_edit_at_once_overwrite_nothing(console: Console, administrator: Client) -> None:
    other = console.signed_in("administrator", name="Dominique")
    page = f"{DRAFT}/menu.choices"
    seen = hidden(administrator.get(page), "seen")
    saves(other, f"{page}/0/retirer", {}, page)
    late = administrator.post(f"{page}/ajouter", CHOICE | {"seen": seen})
    assert late.status_code == 409
    assert "Sage-femme" in late.text
    assert professions(draft(console).document) == ["IDE", "VET"]
    told = administrator.follow(administrator.post(f"{page}/0/retirer", {"seen": seen}))
    assert "changé le brouillon entre-temps" in told.text
    assert professions(draft(console).document) == ["IDE", "VET"]


def test_what_if_is_asked_of_the_draft_and_of_the_line(
    console: Console, administrator: Client
) -> None:
    query = "profession=MED&kind=peer&at=2026-11-24T11:00&p-denis=refuse&p-emma=5"
    page = administrator.get(f"/ligne/et-si?which=ligne&{query}").text
    assert "Denis (Médecins, en premier) sonne" in page
    assert "Denis appuie sur 2, refuse" in page
    assert "Emma appuie encore sur 1" in page
    saves(administrator, f"{DRAFT}/plans.1.steps/0/retirer", {}, f"{DRAFT}/plans.1.steps")
    assert "Denis" in administrator.get(f"/ligne/et-si?which=ligne&{query}").text
    page = administrator.get(f"/ligne/et-si?which=brouillon&{query}").text
    assert "Denis (" not in page
    assert "Anne (Psychologues, en premier) sonne" in page
    bad = administrator.get("/ligne/et-si?profession=MED&at=hier&department=99")
    assert bad.status_code == 422
    assert "Écrivez un jour et une heure" in bad.text
    assert "ni un département" in bad.text


def test_a_draft_with_problems_can_be_neither_tried_nor_published(
    console: Console, administrator: Client
) -> None:
    saves(administrator, f"{DRAFT}/plans/1/retirer", {}, f"{DRAFT}/plans")
    assert "ne peut pas être essayé" in administrator.get("/ligne/et-si").text
    page = administrator.get("/ligne/publier")
    assert 'name="version"' not in page.text
    fields = {"seen": str(draft(console).edits), "version": "1"}
    refused = administrator.post("/ligne/publier", fields)
    assert refused.status_code == 422
    assert "corrigez d&#39;abord" in refused.text
    assert len(line(console).plans) == 3


def test_publishing_is_told_with_its_differences_and_written_in_the_journal(
    console: Console, administrator: Client
) -> None:
    saves(administrator, f"{DRAFT}/menu.choices/ajouter", CHOICE)
    page = administrator.get("/ligne/publier")
    assert "menu d&#39;accueil, choix 4 (Sage-femme) : ajouté" in page.text
    told = publishes(administrator)
    assert "Publié : version 2" in told.text
    history = administrator.get("/ligne/versions").text
    assert "Camille" in history
    assert "un fichier chargé" in history
    back = administrator.get("/ligne/versions/1")
    assert "choix 4 (Sage-femme) : retiré" in back.text
    version = hidden(back, "version")
    administrator.follow(administrator.post("/ligne/versions/1", {"version": version}))
    assert heard(console) == ["MED", "IDE", "VET"]
    assert administrator.post("/ligne/versions/1", {"version": version}).status_code == 409
    assert administrator.get("/ligne/versions/9").status_code == 404
    with console.world.service.database.reading() as session:
        entries = session.scalars(select(Entry).filter_by(kind="line").order_by(Entry.id)).all()
    assert [(one.what, one.before, one.after) for one in entries] == [
        ("line-published", {"version": 1}, {"version": 2}),
        ("line-rolled-back", {"version": 2}, {"version": 3, "of": 1}),
    ]
    assert {one.author for one in entries} == {f"account:{administrator.account}"}


def test_a_draft_that_is_behind_says_so_and_starts_again_with_its_changes(
    console: Console, administrator: Client
) -> None:
    saves(administrator, f"{DRAFT}/menu.choices/ajouter", CHOICE)
    text = LINE_FILE.read_text(encoding="utf-8")
    console.world.load(text.replace("budget_seconds = 90", "budget_seconds = 75"))
    page = administrator.get("/ligne/publier")
    assert "Une autre version a été publiée entre-temps" in page.text
    assert "« 90 » devient « 75 »" in page.text
    assert 'name="version"' not in page.text
    told = administrator.follow(administrator.post(f"{DRAFT}/repartir"))
    assert "avec vos changements" in told.text
    publishes(administrator)
    assert line(console).line.budget_seconds == 75
    assert len(line(console).menu.choices) == 4


def test_a_draft_is_set_aside_and_taken_up_again(console: Console, administrator: Client) -> None:
    saves(administrator, f"{DRAFT}/menu.choices/ajouter", CHOICE)
    told = administrator.follow(administrator.post(f"{DRAFT}/mettre-de-cote"))
    undo = re.search(r"(/ligne/brouillon/reprendre/\d+)", told.text)
    assert undo is not None
    assert not draft(console).is_open
    administrator.follow(administrator.post(undo[1]))
    assert professions(draft(console).document)[-1] == "SF"


def test_the_right_to_read_is_not_that_to_change_nor_that_to_publish(console: Console) -> None:
    for role in ("coordinator", "auditor"):
        reader = console.signed_in(role)
        for path in ("/ligne", "/ligne/et-si", "/ligne/publier", "/ligne/versions"):
            assert reader.get(path).status_code == 200
        assert f"{DRAFT}/numbers" not in reader.get("/ligne").text
        for path in (f"{DRAFT}/numbers", f"{DRAFT}/numbers/0", f"{DRAFT}/numbers/ajouter"):
            assert reader.get(path).status_code == 403
        for path in (f"{DRAFT}/numbers/0/retirer", "/ligne/publier", "/ligne/versions/1"):
            assert reader.post(path).status_code == 403
    for role in ("manager", "responder", "statistician"):
        person = "anne" if role == "responder" else None
        stranger = console.signed_in(role, teams=["psychologists"], person=person)
        assert stranger.get("/ligne").status_code == 403


def test_every_page_is_there_in_english(administrator: Client, console: Console) -> None:
    reader = console.signed_in("administrator", language="en")
    saves(administrator, f"{DRAFT}/menu.choices/ajouter", CHOICE)
    assert "The tree of calls" in reader.get("/ligne").text
    assert "first menu, choice 4 (Midwife): added" in reader.get("/ligne/publier").text
    assert "What if somebody called?" in reader.get("/ligne/et-si").text
