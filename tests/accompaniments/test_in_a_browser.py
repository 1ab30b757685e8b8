"""« Mes accompagnements » in a real browser, as wide as a telephone and as a desk."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from werkzeug.serving import make_server

from tests.accompaniments.ground import CODES, PASSPHRASE, Ground, Match
from tests.calls.following_up import cheap
from tests.databases import Sqlite
from tests.pages.conftest import browser_path, chromium
from tests.pages.test_wrap_up_in_a_browser import CONTRASTS

__all__ = ["browser_path", "chromium"]

pytestmark = pytest.mark.browser

WIDTHS = (320, 390, 1280)


@pytest.fixture
def ground(sqlite: Sqlite, monkeypatch: pytest.MonkeyPatch) -> Iterator[Ground]:
    """Anne has a passphrase."""
    cheap(monkeypatch)
    with sqlite.database() as url:
        ground = Ground(url)
        ground.chooses("anne")
        yield ground
        ground.close()


@pytest.fixture
def match(ground: Ground) -> Match:
    """And she has given a code."""
    return ground.matches()


@pytest.fixture
def address(ground: Ground) -> Iterator[str]:
    """Where the page is served: browsers take this machine for a safe place."""
    server = make_server("127.0.0.1", 0, ground.app, threaded=True)
    serving = threading.Thread(target=server.serve_forever)
    serving.start()
    yield f"http://localhost:{server.server_port}/accompagnements"
    server.shutdown()
    serving.join()
    server.server_close()


def enters(chromium: Browser, address: str, width: int, scheme: str = "light") -> Page:
    """Anne signs in."""
    dark = "dark" if scheme == "dark" else "light"
    size = {"width": width, "height": 844}
    page = chromium.new_page(viewport=size, locale="fr-FR", color_scheme=dark)  # type: ignore[arg-type]
    page.goto(address)
    page.get_by_label("Code personnel").fill(CODES["anne"])
    page.get_by_label("Phrase secrète").fill(PASSPHRASE)
    page.get_by_role("button", name="Entrer").click()
    expect(page.get_by_role("heading", name="Reprendre un accompagnement")).to_be_visible()
    return page


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_is_cut_off_and_everything_is_large_enough_to_touch(
    chromium: Browser, address: str, match: Match, width: int
) -> None:
    complaints: list[str] = []
    page = enters(chromium, address, width)
    page.on("console", lambda message: complaints.append(message.text))
    for path in ("", f"/{match.record}", "/phrase"):
        page.goto(address + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        for target in page.locator("input:visible, select, textarea, .choice, button, a").all():
            box = target.bounding_box()
            assert box is not None
            if target.get_attribute("type") != "checkbox":
                assert box["height"] >= 44
            assert box["x"] + box["width"] <= width
    assert complaints == []
    page.close()


def test_a_contact_is_mended_and_kept_without_scripts(
    chromium: Browser, address: str, match: Match
) -> None:
    page = enters(chromium, address, 390)
    page.get_by_role("link", name="Depuis le 22/11/2026").click()
    page.get_by_label("Minutes").fill("beaucoup")
    page.get_by_label("Note", exact=True).fill("Elle dort mieux.")
    page.get_by_role("button", name="Ajouter ce contact").click()
    expect(page.get_by_role("alert")).to_contain_text("Donnez des minutes")
    page.get_by_label("Minutes").fill("35")
    page.get_by_role("button", name="Ajouter ce contact").click()
    expect(page.get_by_role("listitem")).to_contain_text("Elle dort mieux.")
    page.get_by_role("link", name="Toutes mes fiches").click()
    page.get_by_role("button", name="Sortir").click()
    expect(page.get_by_label("Phrase secrète")).to_be_visible()
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_from_their_ground_by_day_and_by_night(
    chromium: Browser, address: str, match: Match, scheme: str
) -> None:
    """At least 4.5 to 1 for every text (WCAG 2.2, 1.4.3)."""
    page = enters(chromium, address, 390, scheme)
    page.goto(f"{address}/{match.record}")
    ratios = page.evaluate(CONTRASTS)
    assert len(ratios) > 15
    assert min(ratios.values()) >= 4.5, ratios
    page.close()
