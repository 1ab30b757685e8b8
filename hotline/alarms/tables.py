"""Episodes of what is wrong, and what is still to be told of them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from hotline.database import Base, UtcDateTime


class Alarm(Base):
    """One episode: from when something was first seen to be wrong until it no longer was."""

    __tablename__ = "alarm"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    kind: Mapped[str] = mapped_column(String(24))
    line_id: Mapped[int | None] = mapped_column(ForeignKey("line.id"))
    """None when it is about all lines."""
    open_as: Mapped[str | None] = mapped_column(String(40), unique=True)
    """Its kind and line while it lasts, so that there is one of each; none once it is over."""
    since: Mapped[datetime] = mapped_column(UtcDateTime)
    told_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """When it had lasted long enough to be told; what ends before is forgotten at once."""
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    word: Mapped[str] = mapped_column(String(8), default="")
    """What is to be sent, or was last: began, ended or test."""
    try_at: Mapped[datetime | None] = mapped_column(UtcDateTime, index=True)
    """When to send it (again); none once it was taken, or given up."""
    attempts: Mapped[int] = mapped_column(default=0)
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
