"""What a coordinator does to close a line or put a message up: they see it first."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape

from werkzeug.test import TestResponse

from tests.console.ground import Client


def announces(client: Client, path: str, form: Mapping[str, str]) -> TestResponse:
    """Sends the form, looks at what callers would hear, and confirms it; the page after it."""
    shown = client.post(path, form)
    assert shown.status_code == 200, (shown.status_code, shown.text)
    assert form[next(name for name in form if name.endswith("-fr"))] in unescape(shown.text)
    carried = re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', shown.text)
    again = {name: unescape(value) for name, value in carried if name != "csrf_token"}
    assert again["sure"] == "1"
    return client.follow(client.post(path, again))
