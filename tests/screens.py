"""Every page of the console as a picture, on a telephone and a desk: `make screens`.

Writes to the folder given, var/screens without one. `--readme` writes the two that the README
shows.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.browser.test_first_call import FLAGS
from tests.console.browser import Served
from tests.console.ground import Console
from tests.console.test_accessible import OWN, PAGES
from tests.console.test_directory import adds
from tests.databases import Sqlite
from tests.world import World

ROOT = Path(__file__).resolve().parents[1]
DEMO = ROOT / "lines" / "entraide.toml"
IN_README = {
    "aujourdhui": "/aujourdhui",
    "planning": "/planning?from=2026-11-23&team=psychologists",
}


def main(folder: Path, *, readme: bool) -> None:
    """The demo line on a Sunday night of November 2026, with a caller who waits."""
    files = Sqlite()
    with files.database() as url:
        world = World(url, line_file=DEMO)
        console, served = Console(world), Served(world)
        client = console.signed_in(["administrator", "coordinator", "responder"], person="anne")
        adds(client)
        _somebody_calls(world)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=os.environ["HOTLINE_TEST_BROWSER"], args=[*FLAGS]
            )
            for width in (1280,) if readme else (390, 1280):
                page = served.opens(browser, client, width=width)
                for name, path in _wanted(readme).items():
                    page.goto(path if path in OWN else f"/console/{console.line}{path}")
                    _taken(page, folder / (f"{name}.png" if readme else f"{name}-{width}.png"))
            browser.close()
        served.close()
        world.close()
    files.close()


def _wanted(readme: bool) -> dict[str, str]:
    if readme:
        return IN_README
    plain = str.maketrans("/?&=", "----")
    return {path.strip("/").translate(plain): path for path in (*PAGES, *OWN)}


def _taken(page: Page, file: Path) -> None:
    page.wait_for_load_state("networkidle")
    file.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=file, full_page=True)


def _somebody_calls(world: World) -> None:
    caller = world.dials()
    caller.hears("édecin")
    caller.presses("1")
    world.wait(20)


if __name__ == "__main__":
    to = [argument for argument in sys.argv[1:] if not argument.startswith("-")]
    for_readme = "--readme" in sys.argv
    usual = ROOT / ("docs/screens" if for_readme else "var/screens")
    main(Path(to[0]) if to else usual, readme=for_readme)
