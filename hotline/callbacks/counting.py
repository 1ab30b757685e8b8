"""Counters of callbacks: by day for their limits, by month for the figures."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from hotline.callbacks.states import Result
from hotline.callbacks.tables import CallbackDay, CallbackMonth
from hotline.database import add_to_counter
from hotline.lines.service import LoadedLine


def asked_today(session: Session, line: LoadedLine, now: datetime) -> int:
    """How many requests this line has taken today, by its own clock."""
    row = session.get(CallbackDay, (line.id, _day(line, now)), populate_existing=True)
    return row.asked if row else 0


def count_asked(session: Session, line: LoadedLine, now: datetime) -> None:
    """One request more."""
    _count(session, line, now, {"asked": 1, "rung": 0})
    count_result(session, line, Result.ASKED, now)


def count_rung(session: Session, line: LoadedLine, now: datetime) -> int:
    """One caller more is rung; how many that makes today."""
    _count(session, line, now, {"asked": 0, "rung": 1})
    row = session.get(CallbackDay, (line.id, _day(line, now)), populate_existing=True)
    return row.rung if row else 0


def count_result(session: Session, line: LoadedLine, result: Result, now: datetime) -> None:
    """One more that ended so, or began."""
    key = {
        "line": line.document.line.slug,
        "month": _day(line, now).replace(day=1),
        "result": result,
    }
    add_to_counter(session, CallbackMonth, key, {"callbacks": 1})


def _count(session: Session, line: LoadedLine, now: datetime, more: Mapping[str, int]) -> None:
    add_to_counter(session, CallbackDay, {"line_id": line.id, "day": _day(line, now)}, more)


def _day(line: LoadedLine, now: datetime) -> date:
    return now.astimezone(ZoneInfo(line.document.line.time_zone)).date()
