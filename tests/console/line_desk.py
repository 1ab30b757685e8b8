"""Somebody at work on the draft of a world's line, page by page."""

from __future__ import annotations

import re
from typing import Any

from werkzeug.test import TestResponse

from hotline.drafts.keeping import Draft, draft_of
from hotline.lines.document import LineDocument
from hotline.lines.service import line_by_id
from tests.console.ground import Client, Console

DRAFT = "/ligne/brouillon"
CHOICE = {
    "sort": "profession",
    "profession": "SF",
    "psychologist": "psychologists",
    "label_fr": "Sage-femme",
    "label_en": "Midwife",
}


def hidden(page: TestResponse, name: str) -> str:
    found = re.search(rf'name="{name}" value="(\d+)"', page.text)
    assert found is not None, page.text
    return found[1]


def saves(client: Client, path: str, form: dict[str, Any], page: str | None = None) -> TestResponse:
    """Sends a form of the draft as its page has it; what follows."""
    return client.post(path, form | {"seen": hidden(client.get(page or path), "seen")})


def publishes(client: Client) -> TestResponse:
    page = client.get("/ligne/publier")
    fields = {name: hidden(page, name) for name in ("seen", "version")}
    return client.follow(client.post("/ligne/publier", fields))


def draft(console: Console) -> Draft:
    with console.world.service.database.reading() as session:
        return draft_of(session, console.line_id)


def line(console: Console) -> LineDocument:
    with console.world.service.database.reading() as session:
        found = line_by_id(session, console.line_id)
    assert found is not None
    return found.document


def heard(console: Console) -> list[str]:
    """The professions of the first menu, as calls find it."""
    return professions(line(console).model_dump())


def professions(document: dict[str, Any]) -> list[str]:
    return [choice["profession"] for choice in document["menu"]["choices"]]
