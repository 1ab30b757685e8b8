"""A coordinator's night in a real browser: a call appears, they take over, a message is put up."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.console.browser import Served, browser_path, chromium, served
from tests.console.ground import Console
from tests.console.test_today import is_off, waits

__all__ = ["browser_path", "chromium", "served"]

pytestmark = pytest.mark.browser

POLL = 10_000
"""Milliseconds: two polls of the calls, and some for a busy machine."""


@pytest.fixture
def page(chromium: Browser, served: Served, console: Console) -> Iterator[Page]:
    """« Aujourd'hui », open on Bruno's desk; he is on duty nowhere."""
    is_off(console, "bruno")
    opened = served.opens(chromium, console.signed_in("coordinator", person="bruno"))
    problems: list[str] = []
    opened.on("console", lambda said: problems.append(said.text) if "Policy" in said.text else None)
    opened.on("pageerror", lambda problem: problems.append(str(problem)))
    opened.goto(f"/console/{console.line}/aujourdhui")
    yield opened
    assert problems == []


def test_a_call_appears_without_reloading_and_is_announced(page: Page, console: Console) -> None:
    page.evaluate("window.loadedOnce = true")
    caller = console.world.dials()
    waits(caller)
    calls = page.get_by_role("region", name="Appels en ce moment")
    expect(calls.get_by_role("listitem")).to_contain_text("Médecin", timeout=POLL)
    expect(page.locator("#news")).to_have_text("Appels en attente : 1.")
    assert page.evaluate("window.loadedOnce")
    caller.hangs_up()
    other = console.world.dials("+33612345679")
    waits(other)
    page.evaluate("document.getElementById('news').textContent = ''")
    # As many wait as before: it is another one all the same.
    expect(page.locator("#news")).to_have_text("Appels en attente : 1.", timeout=POLL)
    other.hangs_up()


def test_focus_stays_where_it_is_when_the_state_is_asked_for_again(page: Page) -> None:
    take = page.get_by_role("button", name="Je prends la suite de Anne")
    take.focus()
    with page.expect_response(re.compile("/aujourdhui/etat")):
        page.evaluate("htmx.trigger(document.querySelector('[hx-get$=\"/etat\"]'), 'refresh')")
    page.wait_for_timeout(300)
    expect(take).to_be_focused()


def test_they_take_over_by_keyboard_and_their_telephone_rings(page: Page, console: Console) -> None:
    take = page.get_by_role("button", name="Je prends la suite de Anne")
    take.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".difference .plus")).to_contain_text("Bruno, Psychologues (en premier)")
    known = page.get_by_role("checkbox")
    known.focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Enregistrer").focus()
    page.keyboard.press("Enter")
    told = page.get_by_role("status").first
    expect(told).to_contain_text("C'est vous que la ligne appelle à présent")
    expect(page.get_by_role("region", name="De permanence")).to_contain_text("Bruno")
    caller = console.world.dials()
    waits(caller)
    bruno = console.world.accepts("bruno")
    caller.talks_with(bruno)
    caller.hangs_up()


def test_a_message_put_up_is_heard_by_the_next_caller(page: Page, console: Console) -> None:
    page.get_by_role("link", name="Fermer la ligne ou mettre un message").press("Enter")
    form = page.get_by_role("region", name="Un message pour chaque appel")
    form.get_by_label("En français").fill("Ce soir, l'attente est longue.")
    form.get_by_label("En anglais").fill("Tonight the wait is long.")
    form.get_by_role("button", name="Voir avant de mettre").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Mettre ce message ?")
    expect(page.locator("main")).to_contain_text("Tonight the wait is long.")
    page.get_by_role("button", name="Mettre ce message").press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("dès le prochain appel")
    caller = console.world.dials()
    caller.hears("Ce soir, l'attente est longue")
    caller.presses("9")
    caller.hears("Tonight the wait is long")
    caller.hangs_up()


def test_on_a_telephone_the_head_of_the_page_leaves_room(
    chromium: Browser, served: Served, console: Console
) -> None:
    narrow = served.opens(chromium, console.signed_in("coordinator", person="bruno"), width=390)
    narrow.goto(f"/console/{console.line}/aujourdhui")
    head = narrow.get_by_role("banner").bounding_box()
    assert head is not None
    assert head["height"] <= 130
    assert narrow.evaluate("document.documentElement.scrollWidth <= innerWidth")
    narrow.goto("/compte")
    expect(narrow.get_by_role("main").get_by_role("button", name="Se déconnecter")).to_be_visible()
