"""Somebody who has never seen the line starts it, calls, answers, notes why, sees it counted."""

from __future__ import annotations

import json
import os
import queue
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, expect, sync_playwright

pytestmark = pytest.mark.browser

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PATIENCE = 60
"""Seconds that anything may take on a slow machine; no test waits longer than it must."""


class Demo:
    """`hotline demo` in a folder of its own, with what it writes in its terminal."""

    def __init__(self, folder: Path) -> None:
        self.environment = {**os.environ, "HOTLINE_DEMO_FOLDER": str(folder)}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "app", "demo", "--port", "0"],
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        self._lines: queue.Queue[str] = queue.Queue()
        self._reading = threading.Thread(target=self._read)
        self._reading.start()

    def writes(self, pattern: str) -> str:
        """Waits for a line that holds this; what was found. queue.Empty when it does not come."""
        while True:
            found = re.search(pattern, self._lines.get(timeout=PATIENCE))
            if found:
                return found[0]

    def figures(self) -> dict[str, Any]:
        """What a command beside it shows."""
        shown = subprocess.run(
            [sys.executable, "-m", "app", "--demo", "statistics", "show", "--format", "json"],
            env=self.environment,
            capture_output=True,
            text=True,
            check=True,
        )
        figures: dict[str, Any] = json.loads(shown.stdout)
        return figures

    def close(self) -> list[str]:
        """Ctrl+C, as a terminal sends it: to everybody. What was still written."""
        os.killpg(self.process.pid, signal.SIGINT)
        self.process.wait(timeout=PATIENCE)
        self._reading.join()  # the pipe is closed once nothing that was started lives on
        assert self.process.stdout is not None
        self.process.stdout.close()
        return list(self._lines.queue)

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._lines.put(line)


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Demo]:
    demo = Demo(tmp_path)
    yield demo
    assert demo.close() == []
    assert demo.process.returncode == 0


@pytest.fixture
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("HOTLINE_TEST_BROWSER") or "/usr/bin/chromium",
            args=list(FLAGS),
        )
        yield browser
        browser.close()


def presses(phone: Locator, keys: str) -> None:
    for key in keys:
        phone.get_by_role("button", name=f"Touche {key}", exact=True).click()


def says(phone: Locator, words: str) -> None:
    phone.get_by_label("Parlez ici").fill(words)
    phone.get_by_role("button", name="Dire").click()


def heard(phone: Locator, words: str) -> None:
    expect(phone.locator(".heard")).to_contain_text(words)


def test_a_first_call_is_answered_noted_and_counted(demo: Demo, chromium: Browser) -> None:
    expect.set_options(timeout=PATIENCE * 1000)
    desk = demo.writes(r"http://127\.0\.0\.1:\d+/")
    demo.writes("Chiffres : aucun appel")
    page = chromium.new_page(viewport={"width": 1280, "height": 900}, locale="fr-FR")
    page.goto(desk)
    caller, phones = page.locator(".caller .phone"), page.locator(".responders .phone")

    caller.get_by_role("button", name="Appeler").click()
    heard(caller, "Ici l'entraide")
    # A student, whom psychologists answer at any hour: this runs at the hour it is.
    presses(caller, "6")
    heard(caller, "Étudiant ou étudiante, tapez 1")
    presses(caller, "1")
    heard(caller, "je vous passe quelqu'un")

    ringing = phones.and_(page.locator("[data-state=ringing]"))
    number = ringing.locator(".number").inner_text()
    responder = phones.filter(has_text=number)
    expect(responder.locator(".label")).to_have_text(re.compile("psychologue"))
    responder.get_by_role("button", name="Décrocher").click()
    heard(responder, "Entraide, appuyez sur 1.")
    presses(responder, "1")
    heard(responder, "Étudiant ou étudiante. Pour lui parler, appuyez encore sur 1")
    presses(responder, "1")

    expect(caller.locator(".state")).to_have_text("En communication")
    says(caller, "Je n'en peux plus.")
    heard(responder, "Je n'en peux plus.")
    says(responder, "Je vous écoute.")
    heard(caller, "Je vous écoute.")
    link = responder.locator(".texts a").get_attribute("href")
    assert link is not None

    caller.get_by_role("button", name="Raccrocher").click()
    heard(responder, "L'appel est terminé, merci.")
    demo.writes("1 appel, 1 mis en relation, .* ; motifs : Non renseigné 1")
    responder.get_by_role("button", name="Raccrocher").click()
    assert page.locator("#problems").is_hidden()

    narrow = chromium.new_page(viewport={"width": 390, "height": 844}, locale="fr-FR")
    narrow.goto(link)
    assert narrow.evaluate("document.documentElement.scrollWidth") == 390
    narrow.get_by_label("Motif principal").select_option("Épuisement professionnel (burn-out)")
    narrow.get_by_label("Premier appel").check()
    narrow.get_by_role("button", name="Enregistrer").click()
    expect(narrow.get_by_role("heading", name="C'est noté, merci")).to_be_visible()

    demo.writes(r"motifs : Épuisement professionnel \(burn-out\) 1$")
    figures = demo.figures()
    assert (figures["calls"], figures["connected"]) == (1, 1)
    assert {row["code"]: row["calls"] for row in figures["by_reason"] if row["calls"]} == {
        "W-BURN": 1
    }
    assert {row["code"] for row in figures["by_profession"] if row["calls"]} == {"ETU"}
