"""A responder's day on a telephone: a passkey, a duty offered and taken, a call noted."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.console.browser import Served, browser_path, chromium, served
from tests.console.ground import PASSPHRASE, Console
from tests.console.test_own import answered_call, takes_turns
from tests.console.test_signing_in import mail_of

__all__ = ["browser_path", "chromium", "served"]

pytestmark = pytest.mark.browser

PHONE = 390


def with_authenticator(page: Page) -> None:
    """The telephone's own: it holds passkeys and knows its owner's finger."""
    cdp = page.context.new_cdp_session(page)
    cdp.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    cdp.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def test_a_passkey_is_made_and_opens_the_console_without_a_passphrase(
    chromium: Browser, served: Served, console: Console
) -> None:
    served.is_public(console)
    account = console.account("responder", person="anne")
    page = served.opens(chromium, width=PHONE)
    with_authenticator(page)
    page.goto("/console")
    page.get_by_label("Adresse électronique").fill(mail_of(console, account))
    page.get_by_label("Phrase secrète").fill(PASSPHRASE)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Mes permanences")
    page.goto("/compte/cle")
    page.get_by_label("Nom de l'appareil").fill("mon téléphone")
    page.get_by_role("button", name="Créer une clé").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mon compte")
    page.get_by_role("button", name="Se déconnecter").click()
    page.get_by_role("button", name="Entrer avec une clé d'accès").press("Enter")
    button = page.get_by_role("button", name="Utiliser ma clé")
    if button.count():
        button.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Mes permanences")


def test_a_duty_is_offered_by_keyboard_and_taken_on_another_account(
    chromium: Browser, served: Served, console: Console
) -> None:
    takes_turns(console)
    anne = served.opens(chromium, console.signed_in("responder", person="anne"), width=PHONE)
    anne.goto("/console")
    offer = anne.get_by_role("link", name=re.compile("^Proposer")).nth(8)
    offer.focus()
    expect(offer).to_be_focused()
    anne.keyboard.press("Enter")
    expect(anne.get_by_role("heading", level=1)).to_have_text("Proposer cette permanence")
    anne.get_by_label("Un mot").fill("Merci d'avance")
    anne.keyboard.press("Enter")
    expect(anne.get_by_role("status")).to_contain_text("C'est proposé")
    bruno = served.opens(chromium, console.signed_in("responder", person="bruno"), width=PHONE)
    bruno.goto("/console")
    expect(bruno.get_by_text("« Merci d'avance »")).to_be_visible()
    bruno.get_by_role("link", name=re.compile("^Prendre")).press("Enter")
    bruno.get_by_role("button", name="Voir ce que cela change").press("Enter")
    bruno.get_by_role("button", name="Enregistrer").press("Enter")
    expect(bruno.get_by_role("status")).to_contain_text("Enregistré : changement n°")
    anne.reload()
    expect(anne.get_by_role("heading", name="Ce que vous proposez")).to_have_count(0)


def test_a_call_is_noted_on_a_telephone(
    chromium: Browser, served: Served, console: Console
) -> None:
    answered_call(console)
    page = served.opens(chromium, console.signed_in("responder", person="anne"), width=PHONE)
    page.goto("/console")
    note = page.get_by_role("button", name=re.compile("^Noter"))
    note.focus()
    expect(note).to_be_focused()
    page.keyboard.press("Enter")
    page.get_by_label("Motif principal").select_option(index=2)
    page.get_by_role("button", name="Enregistrer").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("merci")
    page.goto("/console")
    expect(page.get_by_role("heading", name="Appels à noter")).to_have_count(0)


def test_nothing_is_wider_than_the_telephone(
    chromium: Browser, served: Served, console: Console
) -> None:
    page = served.opens(chromium, console.signed_in("responder", person="anne"), width=PHONE)
    page.goto("/console")
    wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    assert page.evaluate(wide) is False
    sizes = "performance.getEntriesByType('resource').map((r) => r.transferSize)"
    document = page.evaluate("performance.getEntriesByType('navigation')[0].transferSize")
    assert document + sum(page.evaluate(sizes)) < 40_000
