"""« Ligne »: each part of a draft in its form, with what is wrong told beside the field."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.console.ground import Client, Console
from tests.console.line_desk import (
    CHOICE,
    DRAFT,
    draft,
    heard,
    line,
    professions,
    publishes,
    saves,
)


@pytest.fixture
def administrator(console: Console) -> Client:
    """Somebody who may do everything to the line."""
    return console.signed_in("administrator", name="Camille")


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


@pytest.mark.parametrize(
    "path",
    ["people", "teams.0", "numbers/9", "menus.4.choices", "plans.x.steps", "line.slug", "-1"],
)
def test_a_place_that_pages_do_not_edit_does_not_exist(administrator: Client, path: str) -> None:
    assert administrator.get(f"{DRAFT}/{path}").status_code == 404
    assert administrator.post(f"{DRAFT}/{path}", {"seen": "0"}).status_code == 404
