"""The console at the width of a telephone: nothing that somebody needs is out of sight."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.console.browser import Served, browser_path, chromium, served
from tests.console.ground import Console
from tests.console.test_accessible import WIDER

__all__ = ["browser_path", "chromium", "served"]

pytestmark = pytest.mark.browser

PHONE = 390


def inside(part: Locator) -> bool:
    """Whether all of it is between the left and the right edge of the window, nothing scrolled."""
    box = part.bounding_box()
    return box is not None and box["x"] >= 0 and box["x"] + box["width"] <= PHONE


def test_every_part_of_the_console_is_in_the_menu_without_javascript(
    chromium: Browser, served: Served, console: Console
) -> None:
    client = console.signed_in(["administrator", "coordinator", "responder"], person="anne")
    page = served.opens(chromium, client, width=PHONE, java_script_enabled=False)
    page.goto(f"/console/{console.line}/equipe")
    menu = page.get_by_text("Menu – Équipe")
    expect(menu).to_be_visible()
    expect(page.get_by_role("link", name="Jetons")).to_be_hidden()
    menu.click()
    parts = page.get_by_role("navigation").get_by_role("link")
    expect(parts).to_have_count(11)
    for part in parts.all():
        assert inside(part)
    expect(page.get_by_role("link", name="Équipe")).to_have_attribute("aria-current", "page")
    assert inside(page.get_by_role("banner").get_by_role("button", name="Se déconnecter"))
    page.get_by_role("link", name="Ligne", exact=True).click()
    expect(page.get_by_text("Menu – Ligne")).to_be_visible()


@pytest.mark.parametrize("width", [PHONE, 1280])
def test_ones_own_account_leads_back_to_the_console(
    chromium: Browser, served: Served, console: Console, width: int
) -> None:
    page = served.opens(chromium, console.signed_in("responder", person="anne"), width=width)
    for path in ("/compte", "/compte/phrase", "/compte/codes-de-secours"):
        page.goto(path)
        back = page.get_by_role("navigation").get_by_role("link", name="Revenir à la console")
        expect(back).to_have_attribute("href", "/console")


def test_whoever_still_lacks_a_second_factor_is_offered_no_way_back(
    chromium: Browser, served: Served, console: Console
) -> None:
    page = served.opens(chromium, console.signed_in("coordinator", second_factor=False))
    page.goto("/compte/second-facteur")
    expect(page.get_by_role("heading", level=1)).to_have_text("Votre application de codes")
    expect(page.get_by_role("navigation")).to_have_count(0)


def test_the_link_of_an_invitation_wraps(
    chromium: Browser, served: Served, console: Console
) -> None:
    page = served.opens(chromium, console.signed_in("administrator"), width=PHONE)
    page.goto(f"/console/{console.line}/comptes/inviter")
    page.get_by_label("Nom", exact=True).fill("Nora Invitée")
    page.get_by_label("Adresse électronique").fill("nora@example.org")
    page.get_by_role("group", name="Rôles").get_by_label("Coordination").check()
    page.get_by_role("button", name="Inviter").click()
    expect(page.get_by_role("status")).to_contain_text("/compte/invitation/")
    assert page.evaluate(WIDER) is False


@pytest.mark.parametrize("role", ["coordinator", "auditor"])
def test_the_timeline_leaves_room_for_its_days(
    chromium: Browser, served: Served, console: Console, role: str
) -> None:
    page = served.opens(chromium, console.signed_in(role), width=PHONE)
    page.goto(f"/console/{console.line}/planning?from=2026-11-23")
    bar = page.locator(".ec-event", has_text="Anne").first
    expect(bar).to_be_visible()
    names = page.locator(".ec-header .ec-sidebar").bounding_box()
    timeline = page.locator("#timeline").bounding_box()
    shown = bar.bounding_box()
    assert names is not None
    assert timeline is not None
    assert shown is not None
    assert names["width"] < timeline["width"] * 0.4
    assert shown["x"] < timeline["x"] + timeline["width"]
    assert shown["x"] + shown["width"] > names["x"] + names["width"]


def test_every_row_of_the_planning_shows_its_button(
    chromium: Browser, served: Served, console: Console
) -> None:
    page = served.opens(chromium, console.signed_in("coordinator"), width=PHONE)
    page.goto(f"/console/{console.line}/planning?from=2026-11-23")
    table = page.get_by_role("table", name="Jour par jour")
    rows = table.get_by_role("row").filter(has=page.get_by_role("link"))
    expect(rows.first.get_by_role("cell")).to_have_count(4)
    for row in rows.all():
        assert inside(row.get_by_role("link"))
