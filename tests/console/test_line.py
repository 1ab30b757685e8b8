"""« Ligne »: a draft in forms, tried, published, and taken back."""

from __future__ import annotations

import re
from typing import Any

import pytest
from sqlalchemy import select
from werkzeug.test import TestResponse

from hotline.drafts.keeping import Draft, draft_of
from hotline.journal.tables import Entry
from hotline.lines.document import LineDocument
from hotline.lines.service import line_by_id
from tests.console.ground import Client, Console
from tests.world import LINE_FILE

DRAFT = "/ligne/brouillon"
CHOICE = {
    "sort": "profession",
    "profession": "SF",
    "psychologist": "psychologists",
    "label_fr": "Sage-femme",
    "label_en": "Midwife",
}


@pytest.fixture
def administrator(console: Console) -> Client:
    """Somebody who may do everything to the line."""
    return console.signed_in("administrator", name="Camille")


def hidden(page: TestResponse, name: str) -> str:
    found = re.search(rf'name="{name}" value="(\d+)"', page.text)
    assert found is not None, page.text
    return found[1]


def saves(client: Client, path: str, form: dict[str, Any], page: str | None = None) -> TestResponse:
    """Sends a form of the draft as its page has it; what follows."""
    return client.post(path, form | {"seen": hidden(client.get(page or path), "seen")})


def publishes(client: Client) -> TestResponse:
    page = client.get("/ligne/publier")
    fields = {name: hidden(page, name) for name in ("seen", "version")}
    return client.follow(client.post("/ligne/publier", fields))


def draft(console: Console) -> Draft:
    with console.world.service.database.reading() as session:
        return draft_of(session, console.line_id)


def line(console: Console) -> LineDocument:
    with console.world.service.database.reading() as session:
        found = line_by_id(session, console.line_id)
    assert found is not None
    return found.document


def heard(console: Console) -> list[str]:
    """The professions of the first menu, as calls find it."""
    return professions(line(console).model_dump())


def professions(document: dict[str, Any]) -> list[str]:
    return [choice["profession"] for choice in document["menu"]["choices"]]


def test_a_choice_is_added_moved_and_removed_and_each_step_can_be_undone(
    console: Console, administrator: Client
) -> None:
    page = f"{DRAFT}/menu.choices"
    added = administrator.follow(saves(administrator, f"{page}/ajouter", CHOICE))
    assert "Enregistré dans le brouillon : menu d&#39;accueil, choix 4 (Sage-femme)" in added.text
    assert professions(draft(console).document) == ["MED", "IDE", "VET", "SF"]
    administrator.follow(saves(administrator, f"{page}/3/monter", {}, page))
    assert professions(draft(console).document) == ["MED", "IDE", "SF", "VET"]
    administrator.follow(saves(administrator, f"{page}/0/retirer", {}, page))
    assert professions(draft(console).document) == ["IDE", "SF", "VET"]
    administrator.follow(administrator.post(f"{DRAFT}/annuler"))
    assert professions(draft(console).document) == ["MED", "IDE", "SF", "VET"]
    assert heard(console) == ["MED", "IDE", "VET"]


def test_a_new_menu_is_made_and_a_choice_leads_to_it(
    console: Console, administrator: Client
) -> None:
    menu = {"slug": "Étudiants & internes", "question_fr": "Vos études ?", "question_en": "Which?"}
    made = saves(administrator, f"{DRAFT}/menus/ajouter", menu)
    assert made.headers["Location"].endswith("/ligne/brouillon/menus.0.choices")
    inside = administrator.follow(made)
    assert "Aucun choix encore" in inside.text
    assert "est encore vide" in inside.text
    choice = {"sort": "profession", "profession": "ETU", "psychologist": "psychologists"}
    saves(administrator, f"{DRAFT}/menus.0.choices/ajouter", choice)
    leads = {"sort": "menu", "menu": "etudiants-internes", "label_fr": "Études", "label_en": "St."}
    shown = administrator.follow(saves(administrator, f"{DRAFT}/menu.choices/ajouter", leads))
    assert "Études" in shown.text
    publishes(administrator)
    assert line(console).menus[0].slug == "etudiants-internes"
    assert line(console).menu.choices[3].model_dump(exclude_none=True)["menu"] == (
        "etudiants-internes"
    )


@pytest.mark.parametrize(
    ("part", "form", "kept", "said"),
    [
        (
            "numbers/ajouter",
            {"number": "cinquante", "roles": ["responders"]},
            'value="cinquante"',
            "Ce champ n&#39;est pas un numéro",
        ),
        ("numbers/ajouter", {"number": "01 99 00 12 99"}, "01 99 00 12 99", "au moins un"),
        ("plans.0.steps/0", {"team": "doctors", "seconds": "200"}, 'value="200"', "au plus 60"),
        (
            "plans.0.steps/0",
            {"team": "doctors", "seconds": "vingt"},
            'value="vingt"',
            "en chiffres",
        ),
        ("menu.choices/ajouter", CHOICE | {"psychologist": ""}, "Sage-femme", "au moins un plan"),
        ("menu.choices/ajouter", {"sort": "menu", "label_fr": "Études"}, "Études", "Choisissez un"),
        ("closures/ajouter", {"starts": "demain", "ends": "", "words_fr": "Fermé"}, "demain", ""),
        ("line.hours/ajouter", {"opens": "08:00", "closes": "20:00"}, "20:00", "au moins un"),
        ("plans/ajouter", {"slug": "!!!"}, 'value="!!!"', "des lettres ou des chiffres"),
        ("line", {"name": "", "greeting_fr": "Bonjour", "budget": "10"}, "Bonjour", "Remplissez"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_the_input_kept(
    console: Console, part: str, form: dict[str, Any], kept: str, said: str
) -> None:
    administrator = console.signed_in("administrator")
    answer = saves(administrator, f"{DRAFT}/{part}", form)
    assert answer.status_code == 422
    assert 'class="error"' in answer.text
    assert kept in answer.text
    assert said in answer.text
    assert not draft(console).is_open


def test_the_forms_of_everything_save_what_the_file_would_hold(
    console: Console, administrator: Client
) -> None:
    forms: dict[str, dict[str, Any]] = {
        "numbers/ajouter": {"number": "01 99 00 12 99", "roles": ["responders"], "tariff": "free"},
        "line.hours/ajouter": {"days": ["monday", "sunday"], "opens": "08:00", "closes": "20:00"},
        "closures/ajouter": {
            "starts": "2026-12-24T18:00",
            "ends": "2026-12-26T08:00",
            "words_fr": "Fermé à Noël.",
            "words_en": "Closed for Christmas.",
        },
        "plans/ajouter": {"slug": "Nuit"},
        "plans.3.steps/ajouter": {
            "team": "psychologists",
            "role": "backup",
            "ring": "waves",
            "wave": "3",
            "seconds": "25",
        },
        "ways_out.1.entries/ajouter": {
            "name_fr": "Aide aux victimes",
            "name_en": "Victim support",
            "number": "116006",
            "territories": ["974"],
        },
        "menu.silence": {"profession": "AUT", "plan": "psychologists"},
        "danger": {"plan": "psychologists", "numbers": "15, 3114"},
        "callbacks": {"offered": "y", "numbers": ["calling"], "a_day": "20", "alarm_at": "30"},
        "plans/3": {"slug": "Nuits"},
        "line": {
            "name": "Ligne des récits",
            "languages": ["fr", "en"],
            "greeting_fr": "Vous êtes sur la ligne des récits.",
            "greeting_en": "This is the line of tales.",
            "closed_fr": "Fermé.",
            "closed_en": "Closed.",
            "message_fr": "Beaucoup d'appels ce soir.",
            "message_en": "Many calls tonight.",
            "until": "2026-12-01T08:00",
            "budget": "75",
        },
    }
    for part, form in forms.items():
        answer = saves(administrator, f"{DRAFT}/{part}", form)
        assert answer.status_code == 303, (part, answer.text)
    publishes(administrator)
    now = line(console)
    assert now.numbers[1].number == "+33199001299"
    assert now.line.hours[0].days == ("monday", "sunday")
    assert f"{now.closures[0].starts:%d.%m. %H:%M}" == "24.12. 18:00"
    assert now.menu.silence.profession == "AUT"
    assert now.callbacks is not None
    assert (now.callbacks.a_day, now.callbacks.numbers) == (20, ("calling",))
    step = now.plan("nuits").steps[0]
    assert (step.role, step.ring, step.wave, step.seconds) == ("backup", "waves", 3, 25)
    assert now.ways_out[1].entries[-1].territories == ("974",)
    assert now.danger.numbers == ("15", "3114")
    assert (now.line.name, now.line.budget_seconds) == ("Ligne des récits", 75)
    assert now.line.message is not None
    assert now.line.message.words.en == "Many calls tonight."


def test_a_plan_or_menu_of_another_name_is_still_led_to(
    console: Console, administrator: Client
) -> None:
    saves(administrator, f"{DRAFT}/plans/0", {"slug": "Psychologues de garde"})
    document = draft(console).document
    assert document["plans"][0]["slug"] == "psychologues-de-garde"
    assert document["danger"]["plan"] == document["menu"]["silence"]["plan"]
    assert document["danger"]["plan"] == "psychologues-de-garde"
    assert document["menu"]["choices"][1]["plans"] == {"psychologist": "psychologues-de-garde"}
    menu = {"slug": "etudes", "question_fr": "Vos études ?", "question_en": "Which?"}
    saves(administrator, f"{DRAFT}/menus/ajouter", menu)
    leads = {"sort": "menu", "menu": "etudes", "label_fr": "Études", "label_en": "Studies"}
    saves(administrator, f"{DRAFT}/menu.choices/ajouter", leads)
    saves(administrator, f"{DRAFT}/menus/0", menu | {"slug": "ecoles"})
    assert draft(console).document["menu"]["choices"][3]["menu"] == "ecoles"


def test_a_line_that_calls_back_no_more_has_no_such_part(
    console: Console, administrator: Client
) -> None:
    form = {"offered": "y", "numbers": ["calling"], "a_day": "20", "alarm_at": "30"}
    saves(administrator, f"{DRAFT}/callbacks", form)
    assert draft(console).document["callbacks"]["a_day"] == 20
    assert saves(administrator, f"{DRAFT}/callbacks", form | {"a_day": "0"}).status_code == 422
    saves(administrator, f"{DRAFT}/callbacks", {})
    assert "callbacks" not in draft(console).document


def test_undoing_leads_back_to_the_page_of_the_edit(administrator: Client) -> None:
    page = f"{DRAFT}/menu.choices"
    told = administrator.follow(saves(administrator, f"{page}/0/retirer", {}, page))
    undo = re.search(r'action="[^"]*(/ligne/brouillon/annuler\?[^"]+)"', told.text)
    assert undo is not None
    answer = administrator.post(undo[1].replace("&amp;", "&"))
    assert answer.headers["Location"].endswith(page)
    elsewhere = administrator.post(f"{DRAFT}/annuler?vers=https://example.org")
    assert elsewhere.headers["Location"].endswith("/ligne")


def test_the_picture_follows_the_draft_and_marks_what_is_wrong(
    console: Console, administrator: Client
) -> None:
    page = administrator.get("/ligne")
    assert "plan doctors" in page.text
    assert "Chloé" not in page.text  # nobody by name: who is on duty is the planning's
    saves(administrator, f"{DRAFT}/plans/1/retirer", {}, f"{DRAFT}/plans")
    page = administrator.get("/ligne")
    assert "plan doctors : il n&#39;existe pas" in page.text
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


@pytest.mark.parametrize(
    "path",
    ["people", "teams.0", "numbers/9", "menus.4.choices", "plans.x.steps", "line.slug", "-1"],
)
def test_a_place_that_pages_do_not_edit_does_not_exist(administrator: Client, path: str) -> None:
    assert administrator.get(f"{DRAFT}/{path}").status_code == 404
    assert administrator.post(f"{DRAFT}/{path}", {"seen": "0"}).status_code == 404


def test_every_page_is_there_in_english(administrator: Client, console: Console) -> None:
    reader = console.signed_in("administrator", language="en")
    saves(administrator, f"{DRAFT}/menu.choices/ajouter", CHOICE)
    assert "The tree of calls" in reader.get("/ligne").text
    assert "first menu, choice 4 (Midwife): added" in reader.get("/ligne/publier").text
    assert "What if somebody called?" in reader.get("/ligne/et-si").text
