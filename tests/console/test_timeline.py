"""The timeline of the planning on a desk: its words can be read, and it opens on now."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.console.browser import Served, browser_path, chromium, served
from tests.console.ground import Console

__all__ = ["browser_path", "chromium", "served"]

pytestmark = pytest.mark.browser

CUT = "parts => parts.filter(part => part.scrollWidth > part.clientWidth).map(p => p.innerText)"
GROUND = "part => getComputedStyle(part).backgroundColor"


@pytest.fixture
def page(chromium: Browser, served: Served, console: Console) -> Page:
    """A coordinator's window; its clock shows a Tuesday."""
    opened = served.opens(chromium, console.signed_in("coordinator"))
    opened.clock.set_fixed_time(datetime(2026, 11, 24, 10, tzinfo=UTC))
    return opened


def test_hours_and_names_are_not_cut(page: Page, console: Console) -> None:
    page.goto(f"/console/{console.line}/planning?from=2026-11-23")
    expect(page.locator(".ec-slot").first).to_be_visible()
    for part in (".ec-slot", ".ec-row-head", ".ec-event.mark-duty .ec-event-title"):
        assert page.locator(part).count() > 0
        assert page.locator(part).evaluate_all(CUT) == [], part
    first = page.locator(".ec-event.mark-duty", has_text="Anne").first
    expect(first).to_have_attribute("title", "Anne, 00:00–08:00")


def test_bars_of_today_stand_out_from_today(page: Page, console: Console) -> None:
    page.goto(f"/console/{console.line}/planning?from=2026-11-23")
    today = page.locator(".ec-body .ec-today").first.evaluate(GROUND)
    bars = {bar.evaluate(GROUND) for bar in page.locator(".ec-event").all()}
    assert bars
    assert today not in bars


@pytest.mark.parametrize("view", ["week", "month"])
def test_it_opens_on_now_and_elsewhere_on_its_first_day(
    page: Page, console: Console, view: str
) -> None:
    now = console.world.clock.now().date()  # a Sunday: far to the right
    head = page.locator(".ec-header .ec-col-head, .ec-header .ec-col-group")
    page.goto(f"/console/{console.line}/planning?view={view}")
    expect(head.get_by_text(f" {now.day}").first).to_be_in_viewport()
    expect(head.first).not_to_be_in_viewport()
    page.goto(f"/console/{console.line}/planning?view={view}&from=2026-12-21")
    expect(head.first).to_be_in_viewport()
