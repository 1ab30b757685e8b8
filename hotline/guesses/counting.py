"""Wrong codes are counted by line and hour; after many, none is looked at until the hour is over.

By whatever way they come: the telephone and the pages share one count, in the database.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from hotline.database import add_new
from hotline.guesses.tables import WrongCodes

AN_HOUR = timedelta(hours=1)


class Opens(StrEnum):
    """What a code opens."""

    OWN_MENU = "own menu"
    """A responder's personal code: their menu, and with their passphrase their page."""
    FOLLOW_UP = "follow-up"
    """A caller's code: the way back to whoever accompanies them."""


MOST_WRONG_AN_HOUR = {Opens.OWN_MENU: 30, Opens.FOLLOW_UP: 10}
"""Wrong codes a line looks at in an hour; then none until the hour is over, and the coordinator is
told.

Personal codes: even sixty people who all call within one hour, one in five with a wrong digit, stay
below half of it; somebody who guesses at all hours finds one of sixty codes in a day with four
chances in ten thousand. Follow-up codes: what is mistyped is told by its check digit and not
counted, so few are left; the chance of a guess is worked out in docs/codes.md."""


def hour_of(now: datetime) -> datetime:
    """The hour in which wrong codes are counted together."""
    return now.replace(minute=0, second=0, microsecond=0)


def wrong_codes(session: Session, line_id: int, kind: Opens, now: datetime) -> WrongCodes:
    """The count of this hour, line and kind, locked: codes are looked at one after the other."""
    key = {"line_id": line_id, "kind": kind, "hour": hour_of(now)}
    same = select(WrongCodes).filter_by(**key).with_for_update()
    known = session.scalar(same)
    if known is not None:
        return known
    add_new(session, WrongCodes, **key, entries=0)
    return session.scalars(same).one()


def is_closed(counted: WrongCodes) -> bool:
    """Whether no code of this kind is looked at until the hour is over."""
    return counted.entries >= MOST_WRONG_AN_HOUR[Opens(counted.kind)]


def take_back(session: Session, line_id: int, kind: Opens, counted_at: datetime) -> None:
    """One that was counted before it was looked at, so that those at the same instant pass no
    limit, was right."""
    session.execute(
        update(WrongCodes)
        .where(
            WrongCodes.line_id == line_id,
            WrongCodes.kind == kind,
            WrongCodes.hour == hour_of(counted_at),
            WrongCodes.entries > 0,
        )
        .values(entries=WrongCodes.entries - 1)
        .execution_options(synchronize_session=False)
    )


def wrong_so_far(session: Session, line_id: int, kind: Opens, now: datetime) -> int:
    """How many there were in this hour, without waiting for anybody who tries one now."""
    key = (line_id, str(kind), hour_of(now))
    known = session.get(WrongCodes, key)
    return known.entries if known else 0


def forget_wrong_codes(session: Session, now: datetime) -> None:
    """Drops the counts of hours that are over."""
    session.execute(delete(WrongCodes).where(WrongCodes.hour <= now - AN_HOUR))
