"""The console in a real Chromium: served over HTTP, somebody signed in.

The fixtures `chromium` (a Browser) and `served` (the console's address) are for tests that are
marked `browser`; import them where they are used.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from werkzeug.serving import make_server

from tests.console.ground import BASE, Client, Console
from tests.pages.conftest import browser_path, chromium
from tests.world import World

__all__ = ["Served", "browser_path", "chromium", "served"]


class Served:
    """The service of a world as browsers reach it: they take this machine for a safe place."""

    def __init__(self, world: World) -> None:
        self._server = make_server("127.0.0.1", 0, world.app, threaded=True)
        self._serving = threading.Thread(target=self._server.serve_forever)
        self._serving.start()
        self.address = f"http://localhost:{self._server.server_port}"

    def is_public(self, console: Console) -> None:
        """The service's public address is this one: passkeys are made for it alone."""
        service = console.world.service
        settings = service.settings.model_copy(update={"hotline_public_url": self.address})
        console.world.app.extensions["hotline"] = replace(service, settings=settings)

    def opens(
        self,
        chromium: Browser,
        client: Client | None = None,
        *,
        width: int = 1280,
        dark: bool = False,
        language: str = "fr",
        **context: Any,
    ) -> Page:
        """A new browser window, signed in as this client is (or not at all)."""
        made: BrowserContext = chromium.new_context(
            viewport={"width": width, "height": 844},
            locale="en-GB" if language == "en" else "fr-FR",
            color_scheme="dark" if dark else "light",
            base_url=self.address,
            **context,
        )
        if client is not None:
            cookie = client.flask.get_cookie("__Host-console", domain="localhost")
            assert cookie is not None
            made.add_cookies(
                [
                    {
                        "name": cookie.key,
                        "value": cookie.value,
                        "url": BASE,
                        "secure": True,
                        "httpOnly": True,
                        "sameSite": "Lax",
                    }
                ]
            )
        return made.new_page()

    def close(self) -> None:
        """Serves no longer."""
        self._server.shutdown()
        self._serving.join()
        self._server.server_close()


@pytest.fixture
def served(sqlite_world: World) -> Iterator[Served]:
    """The world's service, served."""
    there = Served(sqlite_world)
    yield there
    there.close()
