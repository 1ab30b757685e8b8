"""What remains of calls after retention. No row refers to a call or a moment, none to a person but
for what they answered in a whole month."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Date, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from hotline.database import Base


class Fact(Base):
    """One call, anonymous: a random key, a day and an hour of the line's zone, codes and bands."""

    __tablename__ = "fact"
    __table_args__ = (
        # All that is counted, so that counting reads no row: those lie anywhere.
        Index(
            "ix_fact_counted",
            *("line", "day", "hour", "language", "profession", "territory", "kind_wanted"),
            *("kind_obtained", "outcome", "talk_band", "reason", "second_reason", "orientation"),
            "ongoing",
        ),
        # Rows lie in the order of their random key, not in the order they were made.
        {"sqlite_with_rowid": False},
    )

    key: Mapped[str] = mapped_column(String(32), primary_key=True)
    line: Mapped[str] = mapped_column(String(64))
    day: Mapped[date] = mapped_column(Date)
    hour: Mapped[int]
    language: Mapped[str] = mapped_column(String(8))
    profession: Mapped[str] = mapped_column(String(8))
    territory: Mapped[str | None] = mapped_column(String(8))
    """Where the caller's number is from, or the département they keyed in; None: not known."""
    kind_wanted: Mapped[str | None] = mapped_column(String(16))
    kind_obtained: Mapped[str | None] = mapped_column(String(16))
    outcome: Mapped[str] = mapped_column(String(16))
    talk_band: Mapped[str | None] = mapped_column(String(8))
    """Minutes talked, in bands such as 15-30."""
    reason: Mapped[str] = mapped_column(String(8))
    second_reason: Mapped[str | None] = mapped_column(String(8))
    orientation: Mapped[str | None] = mapped_column(String(16))
    ongoing: Mapped[bool | None]


class CatalogueCount(Base):
    """One cell of a table of the catalogue over one year: what is left of its calls once their
    facts are gone, or what was taken over from another system."""

    __tablename__ = "catalogue_count"
    __table_args__ = ({"sqlite_with_rowid": False},)

    line: Mapped[str] = mapped_column(String(64), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    table: Mapped[str] = mapped_column(String(24), primary_key=True)
    """The key of a table of the catalogue."""
    row: Mapped[str] = mapped_column(String(24), primary_key=True)
    column: Mapped[str] = mapped_column(String(24), primary_key=True, default="")
    """Empty in a table without columns."""
    source: Mapped[str] = mapped_column(String(8), primary_key=True)
    """calls: of this line's own facts; history: of what another system had counted."""
    count: Mapped[int]


class DurationCount(Base):
    """How many calls of a day lasted exactly so long; tied to nothing else about them. Of a year
    whose facts are gone, all stand on its first day."""

    __tablename__ = "duration_count"
    __table_args__ = ({"sqlite_with_rowid": False},)

    line: Mapped[str] = mapped_column(String(64), primary_key=True)
    day: Mapped[date] = mapped_column(Date, primary_key=True)
    measure: Mapped[str] = mapped_column(String(16), primary_key=True)
    """to-human: seconds until a human was heard; talk: seconds talked."""
    seconds: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    calls: Mapped[int]


class SeverityCount(Base):
    """How many calls of a month had which severity; tied to nothing else about them."""

    __tablename__ = "severity_count"
    __table_args__ = ({"sqlite_with_rowid": False},)

    line: Mapped[str] = mapped_column(String(64), primary_key=True)
    month: Mapped[date] = mapped_column(Date, primary_key=True)
    """Its first day."""
    severity: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    calls: Mapped[int]


class HelpedCount(Base):
    """How many callers of a month said how much the call had helped; tied to nothing else."""

    __tablename__ = "helped_count"
    __table_args__ = ({"sqlite_with_rowid": False},)

    line: Mapped[str] = mapped_column(String(64), primary_key=True)
    month: Mapped[date] = mapped_column(Date, primary_key=True)
    """Its first day."""
    helped: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    """1, not at all, to 5, a lot."""
    calls: Mapped[int]


class ResponderMonth(Base):
    """What a responder answered in a month: tied to no call, and to no other counter."""

    __tablename__ = "responder_month"
    __table_args__ = ({"sqlite_with_rowid": False},)

    line: Mapped[str] = mapped_column(String(64), primary_key=True)
    """Of the calls, which may be another than the person's."""
    person_id: Mapped[int] = mapped_column(
        ForeignKey("person.id"), primary_key=True, autoincrement=False
    )
    month: Mapped[date] = mapped_column(Date, primary_key=True)
    """Its first day."""
    calls: Mapped[int]
    minutes: Mapped[int]
    """In steps of five a call."""
    severe: Mapped[int]
    """Calls that they noted as of severity 4 or 5."""
