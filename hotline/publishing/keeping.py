"""The publications that are kept: found again as they were made, and withdrawn when they were
wrong."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from hotline.journal.service import record
from hotline.lines.service import LoadedLine
from hotline.publishing.released import Release
from hotline.publishing.tables import Publication
from hotline.publishing.written import from_json


def kept_release(session: Session, line: LoadedLine, year: int) -> Release | None:
    """The publication of that year, as it was made; None when there is none in force."""
    row = session.scalars(_in_force(line).where(Publication.year == year)).one_or_none()
    return from_json(row.content) if row else None


def publications(session: Session, line: LoadedLine) -> Sequence[Publication]:
    """Those in force, the latest year first."""
    return session.scalars(_in_force(line).order_by(Publication.year.desc())).all()


def withdraw(session: Session, line: LoadedLine, year: int, now: datetime, *, source: str) -> bool:
    """Another may be made of that year from now on. Journaled; False when there was none.

    What was given away stays with whoever has it: where the two differ by little, that little can
    be worked out.
    """
    row = session.scalars(
        _in_force(line).where(Publication.year == year).with_for_update()
    ).one_or_none()
    if row is None:
        return False
    row.withdrawn_at = now
    record(
        session,
        line_id=line.id,
        account=None,
        source=source,
        what="figures-withdrawn",
        kind="publication",
        object_id=str(year),
        now=now,
    )
    return True


def _in_force(line: LoadedLine) -> Select[Publication]:
    return select(Publication).where(
        Publication.line == line.document.line.slug, Publication.withdrawn_at.is_(None)
    )
