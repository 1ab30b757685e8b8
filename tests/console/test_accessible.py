"""Every page, in both languages, light and dark, on a telephone and a desk: axe finds nothing.

A floor, not the goal: what axe cannot know is in the tests by keyboard.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.console.browser import Served, browser_path, chromium
from tests.console.ground import Client, Console
from tests.console.test_directory import adds
from tests.console.test_own import takes_turns
from tests.console.test_planning import change
from tests.databases import Sqlite
from tests.publishing.counted import a_counted_year, a_published_year
from tests.world import World

__all__ = ["browser_path", "chromium"]

pytestmark = pytest.mark.browser

NOBODYS = ("/compte/entrer", "/compte/oubli", "/console/hors-ligne", "/compte/invitation/past")
OWN = (
    "/compte",
    "/compte/phrase",
    "/compte/cle",
    "/compte/codes-de-secours",
    "/compte/second-facteur",
)
PAGES = (
    "/aujourdhui",
    "/aujourdhui/ajouter",
    "/aujourdhui/annonce",
    "/mes-permanences",
    "/mes-permanences/absence",
    "/mes-permanences/rappels",
    "/mes-permanences/heures",
    "/planning?from=2026-11-23",
    "/planning?from=2026-11-23&view=month",
    "/planning/changer",
    "/planning/copier",
    "/planning/importer",
    "/planning/changements",
    "/planning/imprimer?view=month&team=psychologists",
    "/equipe",
    "/equipe/nouvelle",
    "/equipe/1",
    "/equipe/1/changer",
    "/equipe/1/depart",
    "/annuaire",
    "/annuaire/nouvelle",
    "/annuaire/1",
    "/ligne",
    "/ligne/et-si",
    "/ligne/publier",
    "/ligne/versions",
    "/ligne/enregistrements",
    "/chiffres?du=2024-01-01&au=2024-01-31",
    "/publications",
    "/journal",
    "/comptes",
    "/comptes/inviter",
    "/comptes/1",
    "/jetons",
    "/jetons/nouveau",
)
SMALL = 390
WIDER = "document.documentElement.scrollWidth > document.documentElement.clientWidth + 1"


class Place:
    """A line on which something has happened, and whoever may open every page of it."""

    def __init__(self, world: World, chromium: Browser) -> None:
        self.console = Console(world)
        self.served = Served(world)
        self._chromium = chromium
        takes_turns(self.console)
        self.client = self.console.signed_in(
            ["administrator", "coordinator", "responder"], person="anne"
        )
        self.client.saves("/planning/changer", change(self.console, what="absence"))
        adds(self.client)
        with world.service.database.writing() as session:
            a_published_year(session, self.console.line, 2024, world.clock.now())
            a_counted_year(session, self.console.line, 2025, calls=3)
        caller = world.dials()
        caller.hears("Médecin, tapez 1")
        self.windows = {
            language: self.served.opens(chromium, self.client, language=language)
            for language in ("fr", "en")
        }

    def opens(self, client: Client | None = None, width: int = 1280) -> Page:
        """Another window."""
        return self.served.opens(self._chromium, client, width=width)


@pytest.fixture(scope="module")
def place(sqlite: Sqlite, request: pytest.FixtureRequest) -> Iterator[Place]:
    """One for all pages: none of these tests changes anything."""
    with sqlite.database() as url:
        world = World(url)
        made = Place(world, request.getfixturevalue("chromium"))
        yield made
        for page in made.windows.values():
            page.context.close()
        made.served.close()
        world.close()


def problems(page: Page) -> list[str]:
    """What axe finds, light and dark, on a telephone and a desk; and whether the page is wider than
    its window."""
    told = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        for width in (SMALL, 1280):
            page.set_viewport_size({"width": width, "height": 844})
            found = Axe().run(page, options={"resultTypes": ["violations"]})
            told += [
                f"{scheme} {width} {one['id']}: {one['nodes'][0]['html'][:160]}"
                for one in found.response["violations"]
            ]
            if page.evaluate(WIDER):
                told.append(f"{width}: wider than the window")
    return told


@pytest.mark.parametrize("path", PAGES)
def test_a_page_has_no_violation(place: Place, path: str) -> None:
    for language, page in place.windows.items():
        mark = "&" if "?" in path else "?"
        answer = page.goto(f"/console/{place.console.line}{path}{mark}language={language}")
        assert answer is not None
        assert answer.status == 200, path
        assert problems(page) == [], (path, language)


@pytest.mark.parametrize(
    "path", ["/publications/2024", "/publications/2025/publier", "/rapport/2024"]
)
def test_a_page_of_one_year_has_no_violation(place: Place, path: str) -> None:
    page = place.windows["fr"]
    answer = page.goto(f"/console/{place.console.line}{path}")
    assert answer is not None
    assert answer.status == 200, path
    assert problems(page) == [], path


@pytest.mark.parametrize("path", [*NOBODYS, *OWN])
def test_a_page_of_signing_in_has_no_violation(place: Place, path: str) -> None:
    page = place.opens(place.client if path in OWN else None)
    page.goto(path)
    assert problems(page) == [], path
    page.context.close()


@pytest.mark.parametrize("path", ["/aujourdhui", "/mes-permanences", "/planning", "/equipe/1"])
def test_a_page_holds_at_twice_the_size_of_text(place: Place, path: str) -> None:
    page = place.opens(place.client, SMALL)
    page.goto(f"/console/{place.console.line}{path}")
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate(WIDER) is False
    page.context.close()


def test_the_list_holds_every_page_without_an_object(place: Place) -> None:
    shown = {path.partition("?")[0] for path in PAGES}
    rules = {
        rule.rule.removeprefix("/console/<line>")
        for rule in place.console.world.app.url_map.iter_rules()
        if rule.rule.startswith("/console/<line>/") and "GET" in (rule.methods or set())
    }
    whole = {rule for rule in rules if "<" not in rule}
    parts = {
        "/aujourdhui/appels",
        "/aujourdhui/etat",
        "/journal/export.csv",
        "/journal/export.ods",
        "/planning/exporter",
        "/mes-permanences/proposer",
    }
    assert whole - parts <= shown
