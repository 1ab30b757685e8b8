"""The documents that a line has had."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from hotline.drafts.differences import Difference, differences
from hotline.drafts.names import with_plans_named
from hotline.lines.fields import Words
from hotline.lines.tables import Line, LineVersion


@dataclass(frozen=True, slots=True)
class Version:
    """A document, and since when it was the line's."""

    number: int
    author: str
    made_at: datetime
    document: dict[str, Any]
    is_current: bool


@dataclass(frozen=True, slots=True)
class Told:
    """A version, and how it differs from the one before; nothing for the first."""

    version: Version
    before: dict[str, Any] | None
    differences: tuple[Difference, ...]

    def sentences(self, language: str, teams: Mapping[str, Words]) -> list[str]:
        """The differences in words. `teams`: their names, by which plans are called."""
        if self.before is None:
            return []
        documents = (
            with_plans_named(self.before, teams),
            with_plans_named(self.version.document, teams),
        )
        return [one.sentence(*documents, language) for one in self.differences]


def versions(session: Session, line_id: int, *, before: int | None = None, most: int) -> list[Told]:
    """The newest versions first, at most so many, of those below number `before`. Two
    statements."""
    current = session.scalars(select(Line.document).where(Line.id == line_id)).one()
    asked = select(LineVersion).filter_by(line_id=line_id).order_by(LineVersion.number.desc())
    if before is not None:
        asked = asked.where(LineVersion.number < before)
    rows = session.scalars(asked.limit(most + 1)).all()
    newest = before is None
    found = [
        Version(
            row.number,
            row.author,
            row.made_at,
            row.document,
            newest and i == 0 and row.document == current,
        )
        for i, row in enumerate(rows)
    ]
    earlier: list[Version | None] = [*found, None][1:]
    return [
        Told(
            one,
            older.document if older else None,
            differences(older.document, one.document) if older else (),
        )
        for one, older in zip(found, earlier, strict=True)
    ][:most]


def version_numbered(session: Session, line_id: int, number: int) -> Version | None:
    """The version of that number; None when the line never had it."""
    row = session.scalars(
        select(LineVersion).filter_by(line_id=line_id, number=number)
    ).one_or_none()
    if row is None:
        return None
    line = session.get_one(Line, line_id)
    latest = select(LineVersion.number).filter_by(line_id=line_id)
    newest = session.scalars(latest.order_by(LineVersion.number.desc()).limit(1)).one()
    is_current = row.number == newest and row.document == line.document
    return Version(row.number, row.author, row.made_at, row.document, is_current)
