"""The wrap-up page in a real browser, as wide as a telephone and as a desk."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect
from sqlalchemy import select

from hotline.wrapups.service import open_wrap_up
from hotline.wrapups.tables import WrapUp
from tests.databases import Sqlite
from tests.pages.serving import opened, served
from tests.statistics.past import NOW, Past, Talk

pytestmark = pytest.mark.browser

TOKEN = "0123456789abcdef" * 2
WIDTHS = (320, 390, 1280)


@pytest.fixture
def past(sqlite: Sqlite) -> Iterator[Past]:
    """Anne has talked and owes a wrap-up."""
    with sqlite.database() as url:
        past = Past(url)
        call = past.ended(NOW, Talk("anne", 600))
        with past.database.writing() as session:
            open_wrap_up(
                session,
                wrap_up_id="w" * 32,
                call_id=call,
                person_id=past.people["anne"],
                token=TOKEN,
                now=NOW,
            )
        yield past
        past.database.close()


@pytest.fixture
def address(past: Past) -> Iterator[str]:
    """Where the page is served."""
    with served(past.service) as at:
        yield f"{at}/fiche/{TOKEN}"


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_is_cut_off_and_everything_is_large_enough_to_touch(
    chromium: Browser, address: str, width: int
) -> None:
    complaints: list[str] = []
    page = opened(chromium, address, width, complaints)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    for target in page.locator("select, .choice, button, nav a").all():
        box = target.bounding_box()
        assert box is not None
        assert box["height"] >= 44
        assert box["x"] + box["width"] <= width
    assert complaints == []
    page.close()


def test_a_responder_mends_the_note_and_sends_it(
    chromium: Browser, address: str, past: Past
) -> None:
    page = opened(chromium, address, 390, [])
    page.get_by_label("Idées suicidaires").nth(0).check()
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_role("alert")).to_be_visible()
    reason = page.get_by_label("Motif principal")
    assert reason.get_attribute("aria-invalid") == "true"
    assert page.locator("input[name=severity][value='4']").is_checked()
    reason.select_option(label="Idées suicidaires")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_role("heading", name="C'est noté, merci")).to_be_visible()
    page.close()
    with past.database.reading() as session:
        row = session.scalars(select(WrapUp)).one()
    assert (row.reason, row.severity) == ("P-SUI", 4)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_from_their_ground_by_day_and_by_night(
    chromium: Browser, address: str, scheme: str
) -> None:
    """At least 4.5 to 1 for every text (WCAG 2.2, 1.4.3)."""
    page = chromium.new_page(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(address)
    with page.expect_navigation(wait_until="load"):  # style sheet included
        page.get_by_role("button").click()
    assert page.get_by_role("alert").is_visible()
    ratios = page.evaluate(CONTRASTS)
    assert len(ratios) > 20
    assert min(ratios.values()) >= 4.5, ratios
    page.close()


CONTRASTS = """() => {
  const parts = colour => colour.match(/[\\d.]+/g).map(Number);
  const light = colour => {
    const [r, g, b] = parts(colour).map(c => c / 255)
      .map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = element => {
    for (let e = element; e; e = e.parentElement) {
      const [, , , alpha = 1] = parts(getComputedStyle(e).backgroundColor);
      if (alpha > 0) return getComputedStyle(e).backgroundColor;
    }
    return "rgb(255, 255, 255)";
  };
  const found = {};
  for (const e of document.querySelectorAll("h1, p, a, label, legend, span, b, select, button")) {
    const [a, b] = [light(getComputedStyle(e).color), light(ground(e))];
    found[e.tagName + " " + e.textContent.trim().slice(0, 30)] =
      (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  }
  return found;
}"""
