"""What is over: the day after, an appointment becomes a number of its month, and is deleted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from hotline.appointments.tables import CANCELLED, Appointment, AppointmentCount
from hotline.database import add_to_counter
from hotline.lines.service import LoadedLine
from hotline.statistics.counted import NOT_RECORDED
from schedules.local_time import midnight, reading

Counted = tuple[str, str]
"""A channel, and what became of the appointment."""


def count_what_is_over(session: Session, line: LoadedLine, now: datetime) -> int:
    """Counts and deletes every appointment that ended before today, by the clock of the line; how
    many. Whoever deletes a row counts it."""
    zone = ZoneInfo(line.document.line.time_zone)
    today = midnight(reading(now, zone).date(), zone)
    gone: Sequence[Appointment] = session.scalars(
        delete(Appointment)
        .where(Appointment.line_id == line.id, Appointment.ends_at <= today)
        .returning(Appointment),
        execution_options={"synchronize_session": False},
    ).all()
    months = Counter(
        (reading(row.starts_at, zone).date().replace(day=1), row.channel, _outcome(row))
        for row in gone
    )
    for (month, channel, outcome), count in sorted(months.items()):
        key = {
            "line": line.document.line.slug,
            "month": month,
            "channel": channel,
            "outcome": outcome,
        }
        add_to_counter(session, AppointmentCount, key, {"appointments": count})
    return len(gone)


def appointments_counted(
    session: Session, line: LoadedLine, first: date, last: date
) -> Counter[Counted]:
    """What was counted in the months to which these two days belong and those between."""
    rows = session.execute(
        select(
            AppointmentCount.channel, AppointmentCount.outcome, AppointmentCount.appointments
        ).where(
            AppointmentCount.line == line.document.line.slug,
            AppointmentCount.month.between(first.replace(day=1), last.replace(day=1)),
        )
    )
    found: Counter[Counted] = Counter()
    for channel, outcome, count in rows:
        found[channel, outcome] += count
    return found


def _outcome(row: Appointment) -> str:
    return CANCELLED if row.state == CANCELLED else row.outcome or NOT_RECORDED
