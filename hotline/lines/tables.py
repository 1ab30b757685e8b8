"""Rows of lines and of the numbers on which they are reached."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from hotline.database import Base, UtcDateTime


class Line(Base):
    """A line as it was last loaded; `version` grows by one whenever anything of it changes."""

    __tablename__ = "line"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(64), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    version: Mapped[int]
    document: Mapped[dict[str, Any]] = mapped_column(JSON)
    """The file without its people, teams, rotations and shifts (see LineDocument)."""
    announced: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    """Closed by hand, a message put up by hand (see hotline.lines.announced)."""
    announced_number: Mapped[int] = mapped_column(default=0)
    """How many times that has changed."""
    loaded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    roster_number: Mapped[int] = mapped_column(default=0)
    """How many times the roster has changed; see `hotline.rosters.changing`."""
    roster_changed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    roster_token: Mapped[str | None] = mapped_column(String(16))
    """Tells apart two changes of the same number and instant, of which one was taken back."""
    recordings_token: Mapped[str | None] = mapped_column(String(16))
    """Another one whenever its recorded prompts change: see `hotline.recordings`."""
    frozen_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """Duties that were over by then are kept as they were (see PastDuty)."""


class LineVersion(Base):
    """A document that a line has had: kept for good, so that it can be had again."""

    __tablename__ = "line_version"
    __table_args__ = (UniqueConstraint("line_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    line_id: Mapped[int] = mapped_column(ForeignKey("line.id"))
    number: Mapped[int]
    """The line's version when it became its document."""
    document: Mapped[dict[str, Any]] = mapped_column(JSON)
    author: Mapped[str] = mapped_column(String(64))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)


class ReachedNumber(Base):
    """A number that callers or responders dial, and its line; no two lines share one."""

    __tablename__ = "reached_number"

    number: Mapped[str] = mapped_column(String(16), primary_key=True)
    """E.164."""
    line_id: Mapped[int] = mapped_column(ForeignKey("line.id"), index=True)
