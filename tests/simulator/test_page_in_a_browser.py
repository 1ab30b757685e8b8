"""The page of telephones in a real browser: call, ring, pick up, talk, hang up."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from simulator.carrier import Carrier
from simulator.clock import RealClock
from simulator.desk.routes import desk_routes
from simulator.desk.watch import Watch
from simulator.legs import Source
from tests.simulator.desk import ACCOUNT, ANNE, BOB, HOST, LINE, TOKEN, Service

pytestmark = pytest.mark.browser


@pytest.fixture
def desk_url() -> Iterator[str]:
    clock = RealClock()

    def wait(form: dict[str, str]) -> str:
        if form["QueueTime"] == "0":
            rung = BOB if form["From"] == "anonymous" else ANNE
            leg = carrier.new_leg(LINE, rung, "outbound-api")
            leg.source = Source(f"{HOST}/anne")
            carrier.send_text(LINE, rung, "Votre page : https://line.example/p/abc.")
            carrier.outbound.place(leg, 30)
            carrier.send_text(LINE, form["From"], "Entraide : 01 99 00 00 00.")
        return "<Pause length='2'/>"

    service = Service(
        {
            "/in": "<Enqueue waitUrl='/wait' action='/after'>room</Enqueue>",
            "/wait": wait,
            "/anne": "<Dial action='/wrap-up'><Queue>room</Queue></Dial>",
            "/wrap-up": "<Say>merci</Say><Pause length='30'/>",
            "/after": "",
        }
    )
    carrier = Carrier(clock, ACCOUNT, TOKEN, {LINE: {"voice_url": f"{HOST}/in"}}, post=service)
    watch = Watch(carrier)
    watch.name(carrier.phone(ANNE, "Anne Morel, psychologue"))
    watch.name(carrier.phone(BOB, "Bob Petit, psychologue"), aside=True)
    carrier.rest_app.register_blueprint(desk_routes(watch))
    yield carrier.serve_rest()
    carrier.close()
    clock.close()


@pytest.fixture
def page() -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        yield browser.new_page(viewport={"width": 390, "height": 844})
        browser.close()


def test_a_whole_call_on_a_narrow_screen(desk_url: str, page: Page) -> None:
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(desk_url)
    caller, anne = page.locator(".caller .phone"), page.locator("#responders .phone")
    expect(anne.locator(".label")).to_have_text("Anne Morel, psychologue")
    caller.get_by_role("button", name="Appeler").click()
    anne.get_by_role("button", name="Décrocher").click()
    expect(caller.locator(".state")).to_have_text("En communication")
    expect(caller.locator(".texts")).to_contain_text("Entraide : 01 99 00 00 00.")
    expect(anne.get_by_role("link")).to_have_attribute("href", "https://line.example/p/abc")
    anne.get_by_label("Parlez ici").fill("Bonsoir, je vous écoute.")
    anne.get_by_role("button", name="Dire").click()
    expect(caller.locator(".heard .voice")).to_contain_text("Bonsoir, je vous écoute.")
    caller.get_by_role("button", name="Raccrocher").click()
    expect(anne.locator(".heard")).to_contain_text("merci")
    expect(caller.get_by_role("button", name="Appeler")).to_be_visible()
    page.get_by_role("button", name="English").click()
    expect(caller.get_by_role("button", name="Call")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert complaints == []


def test_a_breakdown_is_chosen_shown_and_ended_on_the_page(desk_url: str, page: Page) -> None:
    page.goto(desk_url)
    caller = page.locator(".caller .phone")
    page.get_by_text("Pannes").click()
    away = page.get_by_label("Réponses de la ligne à l’opérateur")
    away.select_option("erreur (500)")
    expect(page.locator("#broken")).to_have_text("erreur (500)")
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    caller.get_by_role("button", name="Appeler").click()
    expect(caller.locator(".heard")).to_contain_text("an application error has occurred")
    away.select_option("tout va bien")
    expect(page.locator("#broken")).to_be_hidden()
    page.get_by_role("button", name="English").click()
    expect(page.get_by_label("Answers from the line to the carrier")).to_have_value("none")


def test_a_telephone_set_aside_is_folded_away_until_it_rings(desk_url: str, page: Page) -> None:
    page.goto(desk_url)
    bob = page.locator(".phone", has_text="Bob Petit")
    expect(page.locator("#others summary")).to_have_text(
        "Les autres téléphones ; celui qui sonne vient ici (1)"
    )
    expect(bob).to_be_hidden()
    page.locator("#others summary").click()
    expect(bob).to_be_visible()
    page.locator("#others summary").click()
    caller = page.locator(".caller .phone")
    caller.get_by_label("Numéro de l’appelant").select_option("anonymous")
    caller.get_by_role("button", name="Appeler").click()
    ringing = page.locator("#responders .phone", has_text="Bob Petit")
    ringing.get_by_role("button", name="Refuser").click()
    expect(ringing).to_be_visible()
    expect(page.locator("#others")).to_be_hidden()
