"""Rows of duties offered by those who have them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import DateTime, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from hotline.database import Base, Encrypted, UtcDateTime

OFFERED = "offered"


class SwapOffer(Base):
    """One duty that somebody would give away; it is offered once at a time.

    The duty is known by its identity (`source`, `local_start`) and whoever gives it; all other
    times are what they were when it was offered. Once settled, its words are dropped.
    """

    __tablename__ = "swap_offer"
    __table_args__ = (
        Index(
            "uq_swap_offer_offered",
            "line_id",
            "source",
            "local_start",
            "giver_id",
            unique=True,
            sqlite_where=text("state = 'offered'"),
            postgresql_where=text("state = 'offered'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    line_id: Mapped[int] = mapped_column(ForeignKey("line.id"), index=True)
    kind: Mapped[str] = mapped_column(String(8))
    """swap (a duty is wanted in return) or cover (nothing is)."""
    state: Mapped[str] = mapped_column(String(16), default=OFFERED)
    """offered, taken, declined, withdrawn or lapsed."""
    giver_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    to_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    """The one who is asked; empty when the whole team is."""
    team: Mapped[str] = mapped_column(String(64))
    role: Mapped[str] = mapped_column(String(64))
    source: Mapped[str] = mapped_column(String(64))
    local_start: Mapped[datetime] = mapped_column(DateTime)
    start: Mapped[datetime] = mapped_column(UtcDateTime)
    end: Mapped[datetime] = mapped_column(UtcDateTime)
    return_source: Mapped[str | None] = mapped_column(String(64))
    """The duty wanted in return, with the next; empty in a swap for any duty, until it is taken."""
    return_local_start: Mapped[datetime | None] = mapped_column(DateTime)
    words: Mapped[str | None] = mapped_column(Encrypted)
    """What the giver says of it."""
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    made_by: Mapped[str] = mapped_column(String(64))
    """Who wrote it down: the giver, or somebody on their behalf."""
    settled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    settled_by: Mapped[str | None] = mapped_column(String(64))
    taken_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    change_id: Mapped[int | None] = mapped_column(ForeignKey("roster_change.id"))
    """The change of the roster that the taking made."""
