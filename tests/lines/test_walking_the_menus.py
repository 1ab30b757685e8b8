"""Which page is read, and which choice is made, after some keys."""

from __future__ import annotations

import tomllib
from typing import Any

from hotline.lines.document import LineDocument
from hotline.lines.file import LineFile
from hotline.lines.walking import Page, choice_at, page_at
from tests.lines.ground import SMALL

PLANS = {"psychologist": "psys"}
CODES = ("MED", "IDE", "PHA", "SF", "VET", "MK", "CD", "PP", "ORT", "ERG", "DIE", "AUT")


def line(professions: tuple[str, ...], nested: tuple[str, ...] = ("ETU", "INT")) -> LineDocument:
    """A line whose first menu offers these professions, then another menu."""
    file: dict[str, Any] = tomllib.loads(SMALL)
    choices = [{"profession": code, "plans": PLANS} for code in professions]
    student = file["menu"]["choices"][1]
    file["menu"]["choices"] = [*choices, student]
    file["menus"][0]["choices"] = [{"profession": code, "plans": PLANS} for code in nested]
    return LineFile.model_validate(file).document()


def read(page: Page) -> list[tuple[str, str]]:
    """Each key with the profession or menu it stands for."""
    return [(key, getattr(choice, "profession", "menu")) for key, choice in page.choices]


def test_five_choices_are_read_at_once_and_the_sixth_key_leads_on() -> None:
    first = page_at(line(CODES), "")
    assert read(first) == [("1", "MED"), ("2", "IDE"), ("3", "PHA"), ("4", "SF"), ("5", "VET")]
    assert first.goes_on
    second = page_at(line(CODES), "6")
    assert read(second)[0] == ("1", "MK")
    assert second.goes_on
    last = page_at(line(CODES), "66")
    assert read(last) == [("1", "DIE"), ("2", "AUT"), ("3", "menu")]
    assert not last.goes_on


def test_exactly_five_choices_need_no_second_page() -> None:
    assert not page_at(line(CODES[:4]), "").goes_on
    assert page_at(line(CODES[:5]), "").goes_on


def test_a_nested_menu_has_its_question_and_its_own_pages() -> None:
    document = line(("MED",), nested=CODES)
    page = page_at(document, "2")
    assert page.question is not None
    assert page.question.fr == "Vos études ?"
    assert read(page_at(document, "26"))[0] == ("1", "MK")
    chosen = choice_at(document, "262")
    assert chosen is not None
    assert chosen.profession == "CD"


def test_only_a_profession_is_a_choice_made() -> None:
    document = line(("MED",))
    assert choice_at(document, "1") is not None
    assert choice_at(document, "2") is None
    assert choice_at(document, "3") is None
    assert choice_at(document, "") is None


def test_keys_that_lead_nowhere_any_more_choose_nothing() -> None:
    document = line(("MED",))
    assert page_at(document, "66").keys == ""
    assert choice_at(document, "61") is None
