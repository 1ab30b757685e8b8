"""Fixtures: the same past as for statistics, and the system's browser."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask
from playwright.sync_api import Browser, sync_playwright
from werkzeug.serving import make_server

from tests.statistics.conftest import past

__all__ = ["past"]


@pytest.fixture(scope="session")
def browser_path() -> str:
    """The browser that `make test` found, else Chromium; without one: pytest -m "not browser"."""
    found = os.environ.get("HOTLINE_TEST_BROWSER") or shutil.which("chromium")
    assert found, "no browser: install chromium, or leave its tests out with -m 'not browser'"
    return found


@pytest.fixture(scope="module")
def chromium(browser_path: str) -> Iterator[Browser]:
    """The system's browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        yield browser
        browser.close()


@contextmanager
def served(app: Flask) -> Iterator[str]:
    """Where the pages of an application are served meanwhile."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    serving = threading.Thread(target=server.serve_forever)
    serving.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    serving.join()
    server.server_close()
