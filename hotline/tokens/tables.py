"""Rows of tokens."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from hotline.database import Base, UtcDateTime


class ApiToken(Base):
    """Lets another program in. Never deleted, since changes name it: revoked, or over."""

    __tablename__ = "api_token"

    id: Mapped[int] = mapped_column(primary_key=True)
    line_id: Mapped[int] = mapped_column(ForeignKey("line.id"), index=True)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    """Who made it: it opens nothing once they may make none any more. Empty for those that were
    made by the command."""
    name: Mapped[str] = mapped_column(String(60))
    """What it is for."""
    scopes: Mapped[list[str]] = mapped_column(JSON)
    teams: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True))
    """Slugs; empty for all teams of the line, those to come included."""
    fingerprint: Mapped[str] = mapped_column(String(64))
    """SHA-256 of its secret."""
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    used_on: Mapped[date | None]
    """The last day it was used, in UTC; no more is kept of its use."""
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
