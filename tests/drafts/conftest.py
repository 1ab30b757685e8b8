"""Fixtures: the small line, stored in a real database of each kind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from hotline.database import Database
from hotline.database.types import use_keys
from hotline.drafts.keeping import Draft, draft_of, keep_edit
from hotline.drafts.publishing import Published, publish_draft
from hotline.lines.loading import load
from hotline.lines.service import LoadedLine, line_by_slug
from tests.lines.ground import KEYS, NOW, SMALL

ME = "account:7"


@dataclass
class Desk:
    """Somebody edits the small line."""

    database: Database
    line_id: int

    def draft(self) -> Draft:
        """The draft as it is now."""
        with self.database.reading() as session:
            return draft_of(session, self.line_id)

    def edit(self, document: dict[str, Any], *, author: str = ME) -> None:
        """One edit, of the draft as it is now."""
        seen = self.draft().edits
        with self.database.writing() as session:
            keep_edit(session, self.line_id, document, seen=seen, author=author, now=NOW)

    def publish(self, draft: Draft | None = None) -> Published:
        """Publishes the draft as it was looked at."""
        seen = draft or self.draft()
        with self.database.writing() as session:
            return publish_draft(
                session,
                self.line_id,
                edits=seen.edits,
                version=seen.current,
                author=ME,
                now=NOW + timedelta(hours=1),
            )

    def load(self, old: str, new: str) -> None:
        """The line's file is loaded, with some words replaced."""
        assert old in SMALL
        with self.database.writing() as session:
            outcome = load(session, SMALL.replace(old, new), NOW + timedelta(minutes=30))
        assert outcome.file is not None, [p.sentence("en") for p in outcome.problems]

    def line(self) -> LoadedLine:
        """The line as calls find it."""
        with self.database.reading() as session:
            found = line_by_slug(session, "petite")
        assert found is not None
        return found


@pytest.fixture
def desk(database_url: str) -> Iterator[Desk]:
    """The small line, as its file was loaded."""
    use_keys(KEYS)
    database = Database(database_url)
    with database.writing() as session:
        load(session, SMALL, NOW)
    with database.reading() as session:
        line = line_by_slug(session, "petite")
    assert line is not None
    yield Desk(database, line.id)
    database.close()
