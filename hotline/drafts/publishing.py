"""A draft becomes the line, by the path of `hotline load`; or one of its earlier documents does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from hotline.drafts.keeping import ChangedMeanwhile, draft_of, drop
from hotline.lines.keeping import keep_line
from hotline.lines.loading import Comparison, compare_document
from hotline.lines.problems import Problem
from hotline.lines.tables import Line, LineVersion


class NotPublishable(Exception):
    """What is wrong with the document; nothing was published."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("the document has problems")
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Published:
    """The version of the line before, and since."""

    before: int
    after: int


def check(session: Session, line_id: int, document: Mapping[str, Any]) -> Comparison:
    """The document with the people, teams and roster of now: problems, and what would change."""
    slug = session.scalars(select(Line.slug).where(Line.id == line_id)).one()
    return compare_document(session, slug, document)


def publish_draft(
    session: Session, line_id: int, *, edits: int, version: int, author: str, now: datetime
) -> Published:
    """The open draft becomes the line, and is a draft no longer.

    `edits` and `version` are those of the draft and of the line when it was looked at. Raises
    ChangedMeanwhile when either has changed since, or when another document was published after the
    draft began; NotPublishable when it has problems.
    """
    _alone(session, line_id)
    draft = draft_of(session, line_id)
    if not draft.is_open or (draft.edits, draft.current) != (edits, version) or draft.is_behind:
        raise ChangedMeanwhile
    published = _publish(session, line_id, draft.document, author, now)
    drop(session, line_id)
    return published


def publish_again(
    session: Session, line_id: int, number: int, *, version: int, author: str, now: datetime
) -> Published:
    """The document of version `number` becomes the line once more, as a new version. An open draft
    stays, and is behind then. Raises ChangedMeanwhile when the line is not at `version` any more,
    NotPublishable when people or teams that it needs are gone; LookupError for an unknown one."""
    _alone(session, line_id)
    document = session.scalars(
        select(LineVersion.document).filter_by(line_id=line_id, number=number)
    ).one_or_none()
    if document is None:
        raise LookupError(number)
    if session.get_one(Line, line_id).version != version:
        raise ChangedMeanwhile
    return _publish(session, line_id, document, author, now)


def _alone(session: Session, line_id: int) -> None:
    """Of two who publish at once, the second waits, and then sees what the first has done."""
    session.execute(select(Line.id).where(Line.id == line_id).with_for_update())


def _publish(
    session: Session, line_id: int, document: Mapping[str, Any], author: str, now: datetime
) -> Published:
    before = session.get_one(Line, line_id).version
    comparison = check(session, line_id, document)
    if comparison.file is None:
        raise NotPublishable(comparison.problems)
    if comparison.changes:
        keep_line(session, comparison.file, now, author)
    return Published(before, session.get_one(Line, line_id).version)
