"""What is said of a draft: places, problems and differences, in words that need no file."""

from __future__ import annotations

from string import Formatter

import pytest

from hotline.drafts.differences import differences
from hotline.drafts.editing import with_value
from hotline.drafts.picture import Node, picture
from hotline.drafts.places import place_words
from hotline.drafts.remedies import REMEDIES
from hotline.lines.phrases import PHRASES
from hotline.lines.problems import Place
from tests.drafts.conftest import Desk


def blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("code", REMEDIES)
def test_what_pages_say_of_a_problem_speaks_of_no_file(code: str) -> None:
    for text in (REMEDIES[code].fr, REMEDIES[code].en):
        assert not {*"[]="} & {*text}
        assert not {"fichier", "file", "table"} & {*text.lower().split()}
        assert blanks(text) <= blanks(PHRASES[code].fr)
        assert text.endswith(".")


@pytest.mark.parametrize(
    ("place", "french", "english"),
    [
        (("menu", "choices", 0), "menu d'accueil, choix 1 (Médecin)", "first menu, choice 1"),
        (("menus", 0, "choices", 0, "plans"), "menu 1 (Vos études ?), choix 1 (", "menu 1 (Your"),
        (("plans", 1, "steps", 0, "seconds"), "plan 2 (docs), étape 1, secondes", "plan 2 (docs)"),
        (("ways_out", 1, "entries", 0), "issue 2 (numbers), numéro à donner 1 (le 31 14)", ""),
        (("numbers", 7), "numéro 8", "number 8"),
        (("line", "greeting", "en"), "la ligne, accueil, anglais", "the line, greeting, English"),
    ],
)
def test_a_place_is_called_as_people_call_it(
    desk: Desk, place: Place, french: str, english: str
) -> None:
    document = desk.draft().document
    assert place_words(place, document, "fr").startswith(french)
    assert place_words(place, document, "en").startswith(english)


def test_each_kind_of_difference_is_told(desk: Desk) -> None:
    before = desk.draft().document
    after = with_value(before, ("line", "budget_seconds"), 90)
    after = with_value(after, ("line", "closed"), {"fr": "Fermé."})
    after = with_value(after, ("closures", 0), None)
    after = with_value(after, ("plans", 0, "steps", 1), {"team": "docs", "seconds": 5})
    after = with_value(after, ("avoidable",), None)
    after = {**after, "ways_out": after["ways_out"][::-1]}
    told = [one.sentence(before, after, "fr") for one in differences(before, after)]
    assert "la ligne, secondes avant les issues : « 60 » devient « 90 »" in told
    assert "la ligne, paroles hors des heures : « Fermé. »" in told
    assert any(one.startswith("fermeture 1 (") and one.endswith("retiré") for one in told)
    assert "plan 1 (psys), étape 2 (docs) : ajouté" in told
    assert any(one.startswith("personnes à éviter : ") and "retiré" in one for one in told)
    assert any(one.startswith("issues, dans un autre ordre : ") for one in told)
    assert len(told) == 6
    assert differences(after, after) == ()


def texts(nodes: tuple[Node, ...]) -> list[str]:
    return [
        text for node in nodes for text in (f"{node.key} {node.text}".strip(), *texts(node.inside))
    ]


def test_the_picture_is_drawn_whatever_is_missing(desk: Desk) -> None:
    document = desk.draft().document
    whole = picture(document, teams={}, language="fr")
    assert "2 Étudiante ou étudiant" in texts(whole.menus)
    assert "1 Étudiant ou étudiante en santé" in texts(whole.menus)
    assert any("psys" in text for text in texts(whole.plans))
    for part in document:
        less = {name: value for name, value in document.items() if name != part}
        assert picture(less, teams={}, language="en").menus
    assert picture({}, teams={}, language="fr").plans == ()


def test_a_menu_that_leads_to_itself_is_drawn_once(desk: Desk) -> None:
    again = {"menu": "etudes", "label": {"fr": "Encore", "en": "Again"}}
    document = with_value(desk.draft().document, ("menus", 0, "choices", 1), again)
    drawn = texts(picture(document, teams={}, language="fr").menus)
    assert drawn.count("2 Encore") == 1


def test_keys_of_later_pages_are_drawn_as_they_are_pressed(desk: Desk) -> None:
    choice = {"profession": "MED", "plans": {"psychologist": "psys"}}
    document = with_value(desk.draft().document, ("menu", "choices"), [choice] * 11)
    keys = [node.key for node in picture(document, teams={}, language="fr").menus if node.key]
    assert keys == ["0", "1", "2", "3", "4", "5", "6 1", "6 2", "6 3", "6 4", "6 5", "6 6 1"]
