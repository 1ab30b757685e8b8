"""Fixtures: the same past as for statistics, and the system's browser."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

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
