"""A change of the roster seen before it is saved, and saved only if nobody was faster."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from hotline.database import Database
from hotline.lines.fields import Words
from hotline.lines.service import line_by_id, line_changed, version_of
from hotline.lines.tables import Line
from hotline.rosters.contracts import terms_of
from hotline.rosters.coverage import requirements_of
from hotline.rosters.history import names_of
from hotline.rosters.service import LineRoster, roster_of
from hotline.rosters.tables import RosterChange
from hotline.rosters.teams import team_names
from schedules.local_time import instant
from schedules.preview import Preview, preview
from schedules.rest import Terms
from schedules.roster import Roster

AHEAD = timedelta(days=90)
FURTHEST = timedelta(days=400)
"""An absence may have no end in sight; what it does is worked out for a year."""

T = TypeVar("T")

Make = Callable[[Session], T]
"""Makes the change, in the transaction that it is given, and gives what is to be told of it."""


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What a change would do to the roster that had this number."""

    number: int
    preview: Preview
    roster: LineRoster
    """The roster after the change."""
    terms: Mapping[str, Terms]
    """Everybody's rules of rest, and the zone whose weeks and nights are theirs."""
    names: Mapping[int, str]
    """What everybody is called after the change, by id."""
    teams: Mapping[str, Words]
    """What the teams are called, by slug."""


class ChangedMeanwhile(Exception):
    """Others changed the roster since it was looked at: their changes, oldest first."""

    def __init__(self, changes: Sequence[RosterChange]) -> None:
        super().__init__("the roster has changed meanwhile")
        self.changes = changes


class _TakenBack(Exception):
    pass


def foresee(database: Database, line_id: int, make: Make[object], now: datetime) -> Foreseen:
    """What `make` would change, from `now` until 90 days later, or until what it decides ends when
    that is later (400 days at most).

    The change is made and taken back in a transaction; what it does is worked out after that, so
    that no call waits for it.
    """
    with database.reading() as session:
        before = roster_of(session, line_id)
        number = version_of(session, line_id).roster_number
    with suppress(_TakenBack), database.writing() as session:
        make(session)
        session.flush()
        line_changed(session)
        after = roster_of(session, line_id)
        line = line_by_id(session, line_id)
        assert line is not None  # it is read before
        requirements, terms = requirements_of(line, after.zones), terms_of(session, line)
        names, teams = names_of(session, line_id), team_names(session, line_id)
        raise _TakenBack
    end = max(now + AHEAD, min(_last_end(before.roster, after.roster, now), now + FURTHEST))
    found = preview(before.roster, after.roster, requirements, terms, now=now, end=end)
    return Foreseen(number, found, after, terms, names, teams)


def save(database: Database, line_id: int, make: Make[T], seen: int) -> T:
    """Makes the change for good, if the roster still has the number under which it was seen, and
    gives what `make` gives.

    Raises ChangedMeanwhile otherwise, and changes nothing.
    """
    with database.writing() as session:
        # Whoever comes second waits here for the first, and sees what it has done.
        number = session.scalars(
            select(Line.roster_number).filter_by(id=line_id).with_for_update(key_share=True)
        ).one()
        if number != seen:
            later = select(RosterChange).where(
                RosterChange.line_id == line_id, RosterChange.number > seen
            )
            others = session.scalars(later.order_by(RosterChange.number)).all()
            session.expunge_all()  # they outlive this transaction
            raise ChangedMeanwhile(others)
        return make(session)


def _last_end(before: Roster, after: Roster, now: datetime) -> datetime:
    """When the last of the shifts and decisions ends that only one of the two rosters has."""
    decided = {*before.decisions} ^ {*after.decisions}
    shifts = {*before.shifts} ^ {*after.shifts}
    ends = [
        *(decision.period[1] for decision in decided),
        *(instant(shift.ends, shift.zone) for shift in shifts),
    ]
    return max(ends, default=now)
