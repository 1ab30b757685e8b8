"""« Ligne » at its edges: drafts with nothing left in them, other lines, long lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from hotline.drafts.editing import with_value
from hotline.drafts.keeping import draft_of, keep_edit
from hotline.drafts.publishing import publish_draft
from hotline.lines.problems import Place
from hotline.lines.service import line_by_slug
from hotline.recordings.keeping import keep_recording
from hotline.recordings.sound import taken_in
from tests.console.ground import Client, Console
from tests.databases import Sqlite
from tests.lines.ground import SMALL, statements
from tests.recordings.test_heard import a_sound
from tests.world import World

DEMO = Path(__file__).parents[2] / "lines" / "entraide.toml"
DRAFT = "/ligne/brouillon"
PAGES = (
    "/ligne",
    "/ligne/et-si",
    "/ligne/publier",
    "/ligne/versions",
    f"{DRAFT}/numbers",
    f"{DRAFT}/line.hours",
    f"{DRAFT}/closures/ajouter",
    f"{DRAFT}/menu.choices",
    f"{DRAFT}/menu.choices/ajouter",
    f"{DRAFT}/menus",
    f"{DRAFT}/plans",
    f"{DRAFT}/ways_out",
    f"{DRAFT}/line",
    f"{DRAFT}/danger",
    f"{DRAFT}/menu.silence",
)
HEAVIEST = 100_000
"""Bytes of a page."""


@pytest.fixture
def demo(sqlite: Sqlite) -> Iterator[Console]:
    """The console of the demo line: 59 people, 15 choices, 8 plans."""
    with sqlite.database() as url:
        world = World(url, line_file=DEMO)
        yield Console(world)
        world.close()


@pytest.mark.parametrize(
    "place",
    [
        ("numbers",),
        ("menu",),
        ("menu", "choices"),
        ("menu", "silence"),
        ("danger",),
        ("plans",),
        ("plans", 0, "steps"),
        ("ways_out",),
        ("line", "greeting"),
        ("line", "languages"),
    ],
)
def test_every_page_opens_whatever_is_missing_from_the_draft(
    console: Console, place: Place
) -> None:
    administrator = console.signed_in("administrator")
    service = console.world.service
    with service.database.writing() as session:
        document = with_value(draft_of(session, console.line_id).document, place, None)
        keep_edit(session, console.line_id, document, seen=0, author="account:1", now=service.now())
    for path in PAGES:
        answer = administrator.get(path)
        assert answer.status_code in {200, 404}, (path, answer.text)
    assert "À corriger" in administrator.get("/ligne").text
    assert 'name="version"' not in administrator.get("/ligne/publier").text


def test_what_belongs_to_another_line_does_not_exist(console: Console) -> None:
    administrator = console.signed_in("administrator")
    service = console.world.service
    console.world.load(SMALL)
    with service.database.writing() as session:
        other = line_by_slug(session, "petite")
        assert other is not None
        theirs = keep_recording(
            session,
            other.id,
            new_id=service.new_id(),
            phrase="greeting",
            language="fr",
            words="Bonjour.",
            sound=taken_in(a_sound()),
            author="account:9",
            now=service.now(),
        ).id
        draft = draft_of(session, other.id)
        document = with_value(draft.document, ("line", "greeting", "fr"), "Autre.")
        keep_edit(session, other.id, document, seen=0, author="account:9", now=service.now())
    folder = "/ligne/enregistrements"
    assert administrator.get(f"{folder}/son/{theirs}.wav").status_code == 404
    assert administrator.post(f"{folder}/reprendre/{theirs}").status_code == 404
    assert "Autre." not in administrator.get("/ligne").text
    assert "rien à annuler" in administrator.follow(administrator.post(f"{DRAFT}/annuler")).text
    for path in ("/console/petite/ligne", f"/console/petite{DRAFT}/numbers"):
        assert administrator.get(path).status_code == 404


def test_pages_of_the_demo_line_are_light_and_ask_little_of_the_database(demo: Console) -> None:
    administrator = demo.signed_in("administrator")
    engine = demo.world.service.database.engine
    query = "?profession=MED&kind=peer&at=2026-11-24T11:00"
    for path in (*PAGES, f"/ligne/et-si{query}", "/ligne/enregistrements"):
        administrator.get(path)
        with statements(engine) as sent:
            answer = administrator.get(path)
        assert answer.status_code == 200, path
        assert len(answer.data) < HEAVIEST, (path, len(answer.data))
        # Each instant of a supposed wait is looked at, whatever the size of the line.
        assert len(sent) <= (260 if "et-si" in path else 30), (path, len(sent))


def test_a_long_history_is_told_page_by_page(console: Console) -> None:
    administrator = console.signed_in("administrator")
    database, line_id = console.world.service.database, console.line_id
    now = console.world.service.now()
    for seconds in range(60, 90):
        with database.writing() as session:
            draft = draft_of(session, line_id)
            document = with_value(draft.document, ("line", "budget_seconds"), seconds)
            keep_edit(session, line_id, document, seen=0, author="account:1", now=now)
            publish_draft(
                session, line_id, edits=1, version=draft.current, author="account:1", now=now
            )
    with statements(database.engine) as sent:
        first = administrator.get("/ligne/versions")
    assert re.findall(r"<h2 [^>]*>Version (\d+)", first.text) == [str(n) for n in range(31, 11, -1)]
    assert len(sent) <= 12
    older = administrator.get("/ligne/versions?avant=12")
    assert re.findall(r"<h2 [^>]*>Version (\d+)", older.text)[-1] == "1"
    assert "La première version connue" in older.text
    assert "Aucune version" in administrator.get("/ligne/versions?avant=1").text


def test_an_earlier_version_is_made_the_draft_and_that_is_undone(console: Console) -> None:
    administrator: Client = console.signed_in("administrator")
    database, now = console.world.service.database, console.world.service.now()
    with database.writing() as session:
        draft = draft_of(session, console.line_id)
        document = with_value(draft.document, ("line", "budget_seconds"), 60)
        keep_edit(session, console.line_id, document, seen=0, author="account:1", now=now)
        publish_draft(session, console.line_id, edits=1, version=1, author="account:1", now=now)
    told = administrator.follow(administrator.post("/ligne/versions/1/brouillon", {"seen": "0"}))
    assert "« 60 » devient « 90 »" in told.text
    undone = administrator.follow(administrator.post(f"{DRAFT}/annuler"))
    assert "Il dit la même chose que la ligne" in undone.text
    assert administrator.post("/ligne/versions/7/brouillon", {"seen": "0"}).status_code == 404
