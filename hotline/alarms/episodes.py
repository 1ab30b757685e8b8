"""Episodes begin, are told once, and end: whatever is seen how often."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from hotline.alarms.kinds import KINDS, Kind
from hotline.alarms.tables import Alarm
from hotline.database import add_new, changed

BEGAN, ENDED, TESTED = "began", "ended", "test"

KEPT = timedelta(days=90)
"""How long an episode is known after its end."""

Wrong = tuple[Kind, int | None]
"""What is wrong, and on which line; None when it is about all of them."""


def keep_up(
    session: Session, wrong: Collection[Wrong], now: datetime, new_id: Callable[[], str]
) -> list[Alarm]:
    """Takes up what is `wrong` now, and ends what no longer is. Gives the episodes of which
    something is to be told from now on: that they began, or that they ended. Each gives one once,
    whoever else looks at this very moment."""
    opened = {
        str(alarm.open_as): alarm
        for alarm in session.scalars(select(Alarm).where(Alarm.open_as.is_not(None)))
    }
    seen = {_name(kind, line_id): (kind, line_id) for kind, line_id in wrong}
    for name in seen.keys() - opened.keys():
        alarm = _begin(session, *seen[name], now, new_id)
        if alarm is not None:
            opened[name] = alarm
    to_tell = []
    for name, alarm in opened.items():
        if name not in seen:
            to_tell += _end(session, alarm, now)
        elif alarm.told_at is None and now >= alarm.since + KINDS[Kind(alarm.kind)].patience:
            to_tell += _tell(session, alarm, now)
    return to_tell


def keep_outage(session: Session, alarm_id: str, since: datetime, now: datetime) -> None:
    """The database itself was away: told without it, if it was told, and known from now on."""
    told_at = since + KINDS[Kind.DATABASE_AWAY].patience
    add_new(
        session,
        Alarm,
        id=alarm_id,
        kind=Kind.DATABASE_AWAY,
        since=since,
        told_at=told_at,
        ended_at=now,
        word=ENDED,
    )


def alarm_to_try(session: Session, now: datetime, new_id: Callable[[], str]) -> Alarm:
    """An episode that is over as soon as it begins: it is sent, and nothing else."""
    alarm = Alarm(
        id=new_id(),
        kind=Kind.TEST,
        since=now,
        told_at=now,
        ended_at=now,
        word=TESTED,
        try_at=now,
    )
    session.add(alarm)
    session.flush()
    return alarm


def forget_alarms(session: Session, now: datetime) -> None:
    """Drops what was over long ago."""
    session.execute(delete(Alarm).where(Alarm.ended_at <= now - KEPT))


def _begin(
    session: Session, kind: Kind, line_id: int | None, now: datetime, new_id: Callable[[], str]
) -> Alarm | None:
    alarm = Alarm(
        id=new_id(),
        kind=kind,
        line_id=line_id,
        open_as=_name(kind, line_id),
        since=now,
    )
    try:
        with session.begin_nested():
            session.add(alarm)
    except IntegrityError:
        return None  # another process has seen it at this very instant
    return alarm


def _tell(session: Session, alarm: Alarm, now: datetime) -> list[Alarm]:
    untold = update(Alarm).where(Alarm.id == alarm.id, Alarm.told_at.is_(None))
    mine = changed(session, untold.values(told_at=now, word=BEGAN, try_at=now, attempts=0))
    session.refresh(alarm)
    return [alarm] if mine else []


def _end(session: Session, alarm: Alarm, now: datetime) -> list[Alarm]:
    """What nobody was told of goes without a word."""
    if alarm.told_at is None:
        session.execute(delete(Alarm).where(Alarm.id == alarm.id))
        return []
    open_still = update(Alarm).where(Alarm.id == alarm.id, Alarm.open_as.is_not(None))
    values = {"open_as": None, "ended_at": now, "word": ENDED, "try_at": now, "attempts": 0}
    mine = changed(session, open_still.values(**values))
    session.refresh(alarm)
    return [alarm] if mine else []


def _name(kind: Kind, line_id: int | None) -> str:
    return f"{kind}:{line_id or ''}"
