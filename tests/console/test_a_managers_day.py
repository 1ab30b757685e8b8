"""A manager's day in a real browser: a gap filled by stretching and by keyboard, undone, a file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.calls.lines import with_changes
from tests.console.browser import Served, browser_path, chromium, served
from tests.console.ground import PASSPHRASE, Console
from tests.console.test_signing_in import mail_of, with_totp

__all__ = ["browser_path", "chromium", "served"]

pytestmark = pytest.mark.browser

REQUIRED = """[[required]]
team = "psychologists"
role = "first"

[[numbers]]"""
WEEK = "/planning?from=2026-11-23&team=psychologists"


@pytest.fixture
def line(console: Console) -> Console:
    """Anne is on for 12 hours a day: the nights are a gap."""
    day_only = (
        'people = ["anne"]\nunit = "day"\nhandover = "08:00"\n',
        'people = ["anne"]\nunit = "day"\nhandover = "08:00"\n'
        'windows = [{ days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday",'
        ' "sunday"], from = "08:00", to = "20:00" }]\n',
    )
    console.world.load(with_changes(("[[numbers]]", REQUIRED), day_only))
    return console


@pytest.fixture
def page(chromium: Browser, served: Served, line: Console) -> Iterator[Page]:
    """The planning of the psychologists, open on a desk."""
    opened = served.opens(chromium, line.signed_in("manager", teams=["psychologists"]), width=1280)
    problems: list[str] = []
    opened.on("console", lambda said: problems.append(said.text) if "Policy" in said.text else None)
    opened.on("pageerror", lambda problem: problems.append(str(problem)))
    opened.goto(f"/console/{line.line}{WEEK}")
    yield opened
    assert problems == []


def test_they_sign_in_with_a_passphrase_and_a_code(
    chromium: Browser, served: Served, console: Console
) -> None:
    account, code = with_totp(console, "manager")
    page = served.opens(chromium)
    page.goto("/console")
    page.get_by_label("Adresse électronique").fill(mail_of(console, account))
    page.get_by_label("Phrase secrète").fill(PASSPHRASE)
    page.keyboard.press("Enter")
    page.get_by_label("Code à six chiffres").fill(code)
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Compte manager")).to_be_visible()


def test_a_gap_is_filled_by_stretching_a_duty_over_it(page: Page) -> None:
    duty = page.locator(".ec-event.mark-duty", has_text="Anne").nth(1)
    expect(duty).to_be_visible()
    duty.scroll_into_view_if_needed()
    edge = duty.locator(".ec-resizer").last.bounding_box()
    night = page.locator(".ec-event.mark-gap", has_text="trou").nth(2).bounding_box()
    assert edge is not None
    assert night is not None
    middle = edge["y"] + edge["height"] / 2
    page.mouse.move(edge["x"] + edge["width"] / 2, middle)
    page.mouse.down()
    page.mouse.move(edge["x"] + night["width"] / 2, middle, steps=5)
    page.mouse.move(edge["x"] + edge["width"] / 2 + night["width"], middle, steps=5)
    page.mouse.up()
    expect(page.get_by_role("heading", name="Ce qui change")).to_be_visible()
    expect(page.locator(".difference .plus")).to_contain_text(
        re.compile("Anne.*24 novembre de 20 h")
    )
    expect(page.locator(".difference")).to_contain_text("Trou comblé")
    page.get_by_role("link", name="Ne rien changer").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Planning")


def test_a_gap_is_filled_by_keyboard_saved_and_undone(page: Page) -> None:
    fill = page.get_by_role("link", name=re.compile("^Combler .*mardi 24 novembre 20:00"))
    fill.focus()
    expect(fill).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Changer le planning")
    expect(page.get_by_label("Du", exact=True)).to_have_value("2026-11-24T20:00")
    who = page.get_by_label("Qui", exact=True)
    who.focus()
    page.keyboard.type("Bruno")
    page.get_by_role("button", name="Voir ce que cela change").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".difference")).to_contain_text("Trou comblé")
    page.get_by_role("button", name="Enregistrer").focus()
    page.keyboard.press("Enter")
    told = page.get_by_role("status")
    expect(told).to_contain_text("Enregistré : changement n°")
    expect(page.get_by_role("row", name=re.compile("20:00.*Bruno décidé"))).to_have_count(1)
    undo = told.get_by_role("button", name="Annuler ce changement")
    undo.focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Enregistrer").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Enregistré : changement n°")
    expect(page.get_by_role("heading", level=1)).to_have_text("Changements du planning")


def test_a_file_with_a_mistake_is_told_then_taken_once_mended(page: Page, tmp_path: Path) -> None:
    page.get_by_role("link", name="Importer").click()
    file = tmp_path / "nuits.csv"
    head = "personne;équipe;rôle;début;fin\n"
    row = "Brunno;psychologists;first;24/11/2026 20:00;25/11/2026 08:00\n"
    file.write_text(head + row, encoding="utf-8")
    page.get_by_label("Fichier").set_input_files(file)
    page.get_by_role("button", name="Voir ce que cela change").press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("ligne 2")
    file.write_text(head + row.replace("Brunno", "Bruno"), encoding="utf-8")
    page.get_by_label("Fichier").set_input_files(file)
    page.get_by_role("button", name="Voir ce que cela change").press("Enter")
    expect(page.locator(".difference")).to_contain_text("Trou comblé")
    page.get_by_role("button", name="Enregistrer").press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Enregistré")


def test_the_month_goes_on_one_sheet_of_paper(page: Page) -> None:
    page.get_by_role("link", name="Imprimer le mois").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Psychologues – novembre 2026")
    pdf = page.pdf(format="A4", landscape=True, prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1
