"""Rows of publications, and of what the line says beside them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from hotline.database import Base, UtcDateTime


class Publication(Base):
    """What was given away of one year of one line: kept as it was given, and never altered."""

    __tablename__ = "publication"
    __table_args__ = (
        # Two made at once would differ by what came between, and tell it.
        Index(
            "uq_publication_line_year",
            "line",
            "year",
            unique=True,
            sqlite_where=text("withdrawn_at IS NULL"),
            postgresql_where=text("withdrawn_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    line: Mapped[str] = mapped_column(String(64))
    year: Mapped[int]
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    made_by: Mapped[str] = mapped_column(String(64))
    """`account:3`, or `command`."""
    content: Mapped[str] = mapped_column(Text)
    """JSON: numbers as they were given away, no exact one (see hotline.publishing.written)."""
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """It was wrong: another may be made. Who has it keeps it."""


class ReportText(Base):
    """What stands at one place of one year's report, in one language."""

    __tablename__ = "report_text"

    line: Mapped[str] = mapped_column(String(64), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    language: Mapped[str] = mapped_column(String(8), primary_key=True)
    place: Mapped[str] = mapped_column(String(16), primary_key=True)
    """See hotline.publishing.report.words.PLACES."""
    body: Mapped[str] = mapped_column(Text)
