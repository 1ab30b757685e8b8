"""What is stored now: how many rows of each table, how old, until when, and what is late."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hotline.forgetting.proof import proof_of
from hotline.lines.service import LoadedLine, all_lines
from hotline.privacy.ends import Standing, as_instant, standing
from hotline.privacy.entries import Stored
from hotline.privacy.stored import STORED, table_of


@dataclass(frozen=True, slots=True)
class Found:
    """One table as it is now."""

    entry: Stored
    rows: int
    oldest: date | None
    """In UTC; None where nothing tells, or nothing is there."""
    goes_by: date | None
    """When the first row that has an end goes at the latest."""
    overdue: int


@dataclass(frozen=True, slots=True)
class Proof:
    """What the carrier was asked to delete in the days of which something is known."""

    since: date | None
    asked: int
    confirmed: int
    longest_hours: int


@dataclass(frozen=True, slots=True)
class Report:
    """All of it, at an instant."""

    at: datetime
    found: Sequence[Found]
    proof: Proof

    @property
    def overdue(self) -> int:
        """Rows that should be gone."""
        return sum(one.overdue for one in self.found)


def report(session: Session, now: datetime) -> Report:
    """What the database holds at this instant; nothing that anybody wrote is read, but times."""
    lines = all_lines(session)
    days = proof_of(session)
    return Report(
        now,
        [_found(session, entry, lines, now) for entry in STORED],
        Proof(
            min((day.day for day in days), default=None),
            sum(day.asked for day in days),
            sum(day.confirmed for day in days),
            max((day.longest_hours for day in days), default=0),
        ),
    )


def _found(session: Session, entry: Stored, lines: Sequence[LoadedLine], now: datetime) -> Found:
    table = table_of(entry)
    rows = session.scalar(select(func.count()).select_from(table)) or 0
    oldest = None
    if entry.since and rows:
        oldest = as_instant(session.scalar(select(func.min(table.c[entry.since]))))
    end = standing(session, table, entry.ends, lines, now) if entry.ends else Standing(None, 0)
    return Found(
        entry,
        rows,
        oldest.date() if oldest else None,
        end.goes_by.date() if end.goes_by else None,
        end.overdue,
    )
