"""Rows of the directory."""

from __future__ import annotations

from datetime import date

from sqlalchemy import JSON, Date, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from hotline.database import Base


class Structure(Base):
    """A place that helps: an association, a consultation, an Order's entraide, another line."""

    __tablename__ = "structure"

    id: Mapped[int] = mapped_column(primary_key=True)
    line_id: Mapped[int] = mapped_column(ForeignKey("line.id"), index=True)
    name: Mapped[dict[str, str]] = mapped_column(JSON)
    kind: Mapped[str] = mapped_column(String(16))
    """What it is for: a code of the orientations."""
    professions: Mapped[list[str]] = mapped_column(JSON)
    """Whom it receives; empty for everybody."""
    territories: Mapped[list[str]] = mapped_column(JSON)
    """Where; empty for everywhere."""
    order: Mapped[str | None] = mapped_column("tied_to_order", String(80))
    """The Order or union it is tied to: callers in trouble with theirs want to know."""
    numbers: Mapped[list[str]] = mapped_column(JSON)
    """As people write them."""
    address: Mapped[str | None] = mapped_column(String(300))
    """On the web, https."""
    hours: Mapped[str | None] = mapped_column(String(200))
    note: Mapped[str | None] = mapped_column(String(500))
    code: Mapped[str | None] = mapped_column(String(8))
    """By which a responder gives it to a caller (*5), where the line's file has it too."""
    checked_on: Mapped[date | None] = mapped_column(Date)
    checked_by: Mapped[str | None] = mapped_column(String(64))
    """The author: an account by its number."""
    check_every: Mapped[int] = mapped_column(default=6)
    """Months from one check to the next."""
    check_after: Mapped[date] = mapped_column(Date)
    """From then on it is to be checked again."""
    archived: Mapped[bool] = mapped_column(default=False)
