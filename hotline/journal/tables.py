"""Rows of the journal."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from hotline.database import Base, UtcDateTime


class Entry(Base):
    """One change. The database itself refuses to alter or delete it (see its migration)."""

    __tablename__ = "journal_entry"
    __table_args__ = (Index("ix_journal_entry_line_id_id", "line_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    line_id: Mapped[int | None] = mapped_column(ForeignKey("line.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    author: Mapped[str] = mapped_column(String(64))
    """`account:3`, or where it came from: a command, a file, the telephone."""
    what: Mapped[str] = mapped_column(String(40))
    kind: Mapped[str] = mapped_column(String(24))
    object_id: Mapped[str] = mapped_column(String(64))
    before: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    after: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
