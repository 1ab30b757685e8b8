"""The recordings that calls hear, read once for every change of them."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from hotline.lines.cache import PerVersion
from hotline.lines.service import version_of
from hotline.recordings.tables import Recording

Heard = Mapping[tuple[str, str], str]
"""Ids of recordings by language and by the very words that are said in them."""

_heard: PerVersion[Heard] = PerVersion()


def recordings_of(session: Session, line_id: int) -> Heard:
    """What is heard in place of the line's voice. Without a statement of its own, in a session that
    knows the line's version, until the line changes."""
    return _heard.get(session, version_of(session, line_id), lambda: _read(session, line_id))


def _read(session: Session, line_id: int) -> Heard:
    rows = session.execute(
        select(Recording.language, Recording.words, Recording.id)
        .filter_by(line_id=line_id, in_use=True)
        .order_by(Recording.phrase)
    )
    return {(row.language, row.words): row.id for row in rows}
