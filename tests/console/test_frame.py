"""What is true of every page: its frame, in both languages, in a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from tests.console.browser import Served, browser_path, chromium, served
from tests.console.ground import Console

__all__ = ["browser_path", "chromium", "served"]


@pytest.mark.browser
def test_a_page_opens_signed_in_and_changes_language(
    chromium: Browser, served: Served, console: Console
) -> None:
    page = served.opens(chromium, console.signed_in("administrator"))
    page.goto(f"/console/{console.line}/comptes")
    expect(page.get_by_role("heading", level=1)).to_have_text("Comptes")
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Accounts")
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")


def test_whoever_lacks_the_right_is_told_so(console: Console) -> None:
    refused = console.signed_in("statistician").get("/comptes")
    assert refused.status_code == 403
    assert "Votre rôle ne permet pas" in refused.text


def test_an_address_that_is_none_leads_back(console: Console) -> None:
    for path in ("/console/histoires/nulle-part", "/compte/nulle-part", "/", "/nexiste"):
        answer = console.world.app.test_client().get(path)
        assert answer.status_code == 404
        assert "<h1>Rien à cette adresse</h1>" in answer.text
        assert "Première page de la console" in answer.text
        assert "Cette page n&#39;existe pas" in answer.text
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_an_address_that_is_none_is_told_in_the_readers_language(console: Console) -> None:
    client = console.world.app.test_client()
    answer = client.get("/nexiste", headers={"Accept-Language": "en"})
    assert "<h1>Nothing at this address</h1>" in answer.text
    assert "<html" not in client.get("/voice/nexiste").text.replace("<html lang=en>", "")


def test_several_of_a_list_are_ticked_in_a_group_with_a_name(console: Console) -> None:
    shown = console.signed_in().get("/comptes/inviter").text
    assert "<legend>Rôles</legend>" in shown
    assert shown.count('type="checkbox"') == shown.count('class="choice"')


def test_another_line_is_not_there(console: Console) -> None:
    client = console.signed_in("administrator")
    assert client.get("/console/nowhere/comptes").status_code == 404
