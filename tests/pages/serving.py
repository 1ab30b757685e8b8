"""Pages served to a real browser."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page
from werkzeug.serving import make_server

from app import create_app
from hotline.service import Hotline


@contextmanager
def served(service: Hotline) -> Iterator[str]:
    """The address under which the pages of this service are found meanwhile."""
    server = make_server("127.0.0.1", 0, create_app(service), threaded=True)
    serving = threading.Thread(target=server.serve_forever)
    serving.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    serving.join()
    server.server_close()


def opened(chromium: Browser, address: str, width: int, complaints: list[str]) -> Page:
    """A page; what the browser complains of (a blocked style sheet, say) is collected."""
    page = chromium.new_page(viewport={"width": width, "height": 844}, locale="fr-FR")
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(address)
    return page
