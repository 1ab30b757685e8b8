"""Rows of drafts: at most one open draft for each line."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from hotline.database import Base, UtcDateTime


class LineDraft(Base):
    """A line's document while it is edited; it may be wrong meanwhile, and calls never see it."""

    __tablename__ = "line_draft"
    __table_args__ = (
        Index(
            "uq_line_draft_open",
            "line_id",
            unique=True,
            sqlite_where=text("closed_at IS NULL"),
            postgresql_where=text("closed_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    line_id: Mapped[int] = mapped_column(ForeignKey("line.id"))
    document: Mapped[dict[str, Any]] = mapped_column(JSON)
    previous: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    """As it was before the last edit, which can be undone."""
    base: Mapped[dict[str, Any]] = mapped_column(JSON)
    """The line's document from which it began."""
    based_on: Mapped[int]
    """The line's version of that document."""
    edits: Mapped[int] = mapped_column(default=1)
    """Grows by one with each edit: two people who edit at once are told of each other."""
    author: Mapped[str] = mapped_column(String(64))
    """Who edited it last."""
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """When it was set aside."""
