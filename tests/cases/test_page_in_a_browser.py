"""A case's page in a real browser, as wide as a telephone and as a desk, without scripts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, expect

from tests.cases.conftest import MONDAY
from tests.cases.ground import MOTS, NAME, Cases
from tests.databases import Sqlite
from tests.pages.conftest import browser_path, chromium
from tests.pages.serving import served
from tests.readiness.ahead import paris
from tests.world import World

__all__ = ["browser_path", "chromium"]
pytestmark = pytest.mark.browser


@pytest.fixture
def line(sqlite: Sqlite) -> Iterator[Cases]:
    """A request that Colette was asked to take."""
    with sqlite.database() as url:
        start = paris(MONDAY) - timedelta(minutes=1)
        world = World(url, line_file=MOTS, start=start, dial_rate=50)
        line = Cases(world, MONDAY)
        line.opens("--for-someone-else")
        yield line
        world.close()


@pytest.fixture
def address(line: Cases) -> Iterator[str]:
    """Where the page is served."""
    with served(line.world.service) as base:
        yield f"{base}{line.link('colette')}"


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_accepted_noted_and_closed_without_a_script(
    chromium: Browser, address: str, line: Cases, width: int
) -> None:
    context = chromium.new_context(
        viewport={"width": width, "height": 844}, locale="fr-FR", java_script_enabled=False
    )
    page = context.new_page()
    page.goto(address)
    assert NAME not in page.content()
    page.get_by_role("button", name="J'accepte").click()
    expect(page.get_by_text(NAME)).to_be_visible()
    page.get_by_label("Comment").select_option(label="Vidéo")
    page.get_by_role("button", name="Noter ce contact").click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert page.get_by_label("Comment").input_value() == "video"
    page.get_by_label("Minutes").select_option("45")
    page.get_by_role("button", name="Noter ce contact").click()
    expect(page.get_by_text("vidéo, 45 min")).to_be_visible()
    page.reload()
    for summary in page.locator("summary").all():
        summary.click()
    for target in page.locator("select, input:visible, .choice, button, nav a, summary").all():
        box = target.bounding_box()
        assert box is not None
        assert box["height"] >= 44 or target.get_attribute("type") == "radio"
        assert box["x"] + box["width"] <= width
    page.get_by_label("Orientation").check()
    page.get_by_role("button", name="Clore la demande").click()
    expect(page.get_by_role("heading", name="C'est clos, merci")).to_be_visible()
    context.close()
    assert line.case(1).outcome == "oriented"
