"""An administrator's day in a browser: a menu edited, tried, published, heard, and taken back.

By keyboard alone: after each step, where the focus is, what is announced, and what came of it.
"""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, FilePayload, Page, expect

from tests.console.browser import Served, browser_path, chromium, served
from tests.console.ground import Console
from tests.recordings.test_heard import a_sound

__all__ = ["browser_path", "chromium", "served"]

pytestmark = pytest.mark.browser

MOST_TABS = 120
FOCUSED = """(document.activeElement.name || document.activeElement.innerText || '')
    .replace(/\\s+/g, ' ').trim()"""


def tabs_to(page: Page, text: str) -> None:
    """Presses Tab until what has this text, or this field's name, has the focus."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate(FOCUSED) == text:
            return
    raise AssertionError(f"Tab never comes to {text}")


def opens(page: Page, text: str) -> None:
    tabs_to(page, text)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def chooses(page: Page, name: str, text: str) -> None:
    """The option that begins with this, by typing it."""
    tabs_to(page, name)
    page.keyboard.type(text, delay=5)
    expect(page.locator(f"select[name={name}] option:checked")).to_contain_text(text)


def named_sound(content: bytes) -> FilePayload:
    return {"name": "accueil.wav", "mimeType": "audio/wav", "buffer": content}


def hears(console: Console, words: str) -> bool:
    """Whether somebody who calls the line now is read this."""
    before = len(console.world.calls())
    caller = console.world.dials(f"+3361234567{before}")
    caller.hears("tapez 1")
    said = " ".join(heard.text for heard in caller.transcript if heard.kind == "say")
    caller.hangs_up()
    return words in said


def test_a_menu_is_edited_by_keyboard_tried_published_heard_and_taken_back(
    console: Console, served: Served, chromium: Browser
) -> None:
    page = served.opens(chromium, console.signed_in("administrator"))
    page.goto(f"/console/{console.line}/ligne")
    opens(page, "Menu d'accueil")
    opens(page, "Ajouter un choix")
    chooses(page, "profession", "Sage-femme")
    chooses(page, "psychologist", "Psychologues")
    opens(page, "Enregistrer dans le brouillon")
    expect(page.get_by_role("status")).to_contain_text("choix 4 (Sage-femme")
    expect(page.locator("#membre-3")).to_be_focused()
    expect(page.locator("#membre-3")).to_contain_text("plan Psychologues")

    opens(page, "Monter Sage-femme ou maïeuticien")
    expect(page.get_by_role("status")).to_contain_text("Déplacé dans le brouillon")
    expect(page.locator("#membre-2")).to_be_focused()
    expect(page.locator("#membre-2 kbd")).to_have_text("3")
    picture = page.get_by_role("region", name="L'arbre des appels").first
    expect(picture).to_contain_text("Sage-femme ou maïeuticien")

    opens(page, "Essayer")
    chooses(page, "profession", "Sage-femme")
    opens(page, "Voir ce qui se passe")
    expect(page.get_by_role("region", name="Ce qui se passe")).to_contain_text(
        "Anne (Psychologues, en premier) sonne"
    )
    assert not hears(console, "Sage-femme")

    page.goto(f"/console/{console.line}/ligne")
    opens(page, "Relire et publier")
    expect(page.get_by_role("main")).to_contain_text("choix 3 (Sage-femme ou maïeuticien) : ajouté")
    opens(page, "Publier")
    expect(page.get_by_role("status")).to_contain_text("Publié : version 2")
    assert hears(console, "Sage-femme, tapez 3")

    opens(page, "Toutes les versions")
    opens(page, "Voir, et y revenir (version 1)")
    opens(page, "Publier de nouveau cette version")
    expect(page.get_by_role("status")).to_contain_text("Publié : version 3")
    assert not hears(console, "Sage-femme")
    assert hears(console, "Vétérinaire, tapez 3")


def test_a_phrase_is_sent_from_the_browser_listened_to_and_taken_back(
    console: Console, served: Served, chromium: Browser
) -> None:
    page = served.opens(chromium, console.signed_in("administrator"), width=390)
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(f"/console/{console.line}/ligne/enregistrements/fr/greeting")
    tabs_to(page, "sound")
    field = page.get_by_label("Envoyer un enregistrement")
    field.set_input_files(named_sound(b"ceci est une lettre"))
    opens(page, "Envoyer")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_accessible_description(re.compile("Ce n'est pas un son"))

    field.set_input_files(named_sound(a_sound(2)))
    opens(page, "Envoyer")
    expect(page.get_by_role("status")).to_contain_text("On l'entend dès maintenant")
    seconds = page.evaluate(
        """async () => {
            const audio = document.querySelector("audio");
            audio.preload = "metadata";
            await new Promise((done, lost) => {
                audio.onloadedmetadata = done;
                audio.onerror = lost;
                audio.load();
            });
            return audio.duration;
        }"""
    )
    assert seconds == pytest.approx(2, abs=0.2)

    opens(page, "Retirer l'enregistrement")
    expect(page.get_by_role("status")).to_contain_text("la voix de synthèse dit de nouveau")
    opens(page, "Annuler ce changement")
    expect(page.locator("audio").first).to_be_visible()
    assert [one for one in complaints if "Content Security Policy" in one] == []
