"""The pages of appointments in a real browser, as wide as a telephone and as a desk."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from hotline.appointments.keys import responder_key
from tests.appointments.ground import own_page
from tests.appointments.office import Office
from tests.databases import Sqlite
from tests.pages.serving import opened, served
from tests.statistics.past import Past

pytestmark = pytest.mark.browser


@pytest.fixture
def office(sqlite: Sqlite) -> Iterator[Office]:
    """A line that offers appointments."""
    with sqlite.database() as url:
        past = Past(url)
        yield Office(past)
        past.database.close()


@pytest.fixture
def address(office: Office) -> Iterator[str]:
    """Where its pages are served."""
    with served(office.service) as at:
        yield at


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_nothing_is_cut_off_and_everything_is_large_enough_to_touch(
    chromium: Browser, office: Office, address: str, width: int
) -> None:
    complaints: list[str] = []
    row = office.fixed(way="video")
    making = f"{office.talk()}/rendez-vous"
    office.at("2026-11-27T18:35")
    for path in (making, own_page(row), f"/visio/{responder_key(row.id)}"):
        page = opened(chromium, address + path, width, complaints)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        for target in page.locator(".choice, button, a, input[type=date]").all():
            box = target.bounding_box()
            assert box is not None
            assert box["height"] >= 44, target.inner_text()
            assert box["x"] + box["width"] <= width
        page.close()
    assert complaints == []


def test_a_responder_fixes_one_on_duty_and_cancels_it(
    chromium: Browser, office: Office, address: str
) -> None:
    page = opened(chromium, address + office.talk(), 390, [])
    page.get_by_role("link", name="Fixer un rendez-vous").click()
    page.get_by_label("Jour").fill("2026-11-27")
    page.get_by_label("Heure").fill("18:30")
    page.get_by_label("Sur place : la Maison des soignants").check()
    page.get_by_role("button", name="Fixer ce rendez-vous").click()
    expect(page.get_by_role("alert")).to_be_visible()
    page.get_by_label("De permanence ou non").check()
    page.get_by_role("button", name="Fixer ce rendez-vous").click()
    expect(page.get_by_role("heading", name="Vendredi 27 novembre")).to_be_visible()
    page.get_by_role("link", name="Déplacer ou annuler").click()
    page.get_by_label("Oui, ce rendez-vous").check()
    page.get_by_role("button", name="Annuler ce rendez-vous").click()
    expect(page.get_by_text("Ce rendez-vous est annulé.")).to_be_visible()
    page.close()


def test_the_button_leads_to_the_video_server(
    chromium: Browser, office: Office, address: str
) -> None:
    """The policy of the page lets the browser follow where the button leads, and nowhere else."""
    row = office.fixed(way="video")
    office.at("2026-11-27T18:35")
    page = opened(chromium, f"{address}/visio/{responder_key(row.id)}", 390, [])
    page.route("https://visio.example.org/**", lambda route: route.fulfill(body="the room"))
    page.get_by_role("button", name="Rejoindre").click()
    expect(page.get_by_text("the room")).to_be_visible()
    assert page.evaluate("document.referrer") == ""
    page.close()
