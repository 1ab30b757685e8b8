"""Reminders of duties to come: what is to be told now, to whom.

A reminder is of a run of duties without a pause, by its local start: an import or an edit that
leaves somebody on duty at the same time tells them nothing, and neither does a change of clocks.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hotline.lines.cache import PerVersion
from hotline.lines.document import LineDocument
from hotline.lines.service import line_by_id, version_of
from hotline.notices.service import Channel
from hotline.people.tables import Person, Phone
from hotline.readiness.choices import choice_of, ways_at
from hotline.readiness.tables import ToldDuty
from hotline.readiness.told import Telling
from hotline.rosters.service import roster_of
from schedules.duty import Duty
from schedules.local_time import reading
from schedules.on_duty import duties
from schedules.reminding import Moment, moment_come
from schedules.runs import Run, runs

AHEAD = timedelta(days=8)
"""The longest anybody is told beforehand, and a day for what changes of clocks make of it."""

TOLD_END = timedelta(days=14)
"""The end of a duty that lasts longer is not told: nobody plans so far by a text."""


@dataclass(frozen=True, slots=True)
class _Reached:
    """Somebody of the line, and in which ways they can be written to."""

    person: Person
    ways: tuple[Channel, ...]


@dataclass(frozen=True, slots=True)
class _Coming:
    """The duties from a day on, as far as reminders look."""

    day: date
    runs: tuple[Run, ...]
    by_person: Mapping[str, Sequence[Duty]]

    def of(self, person_id: int) -> Sequence[Duty]:
        return self.by_person.get(str(person_id), ())


@dataclass(slots=True)
class _Newest:
    """What was worked out last: every minute of a day asks for the same weeks."""

    coming: _Coming | None = None


_newest: PerVersion[_Newest] = PerVersion()


def _coming(session: Session, line_id: int, now: datetime) -> _Coming:
    roster, day = roster_of(session, line_id), now.astimezone(UTC).date()
    newest = _newest.get(session, version_of(session, line_id), _Newest)
    coming = newest.coming
    if coming is None or coming.day != day:
        midnight = datetime.combine(day, time(), UTC)
        until = midnight + timedelta(days=1) + AHEAD + TOLD_END
        found = duties(roster.roster, midnight, until)
        by_person: dict[str, list[Duty]] = defaultdict(list)
        for duty in found:
            by_person[duty.person].append(duty)
        coming = newest.coming = _Coming(day, runs(found), by_person)
    return coming


def tellings(session: Session, line_id: int, now: datetime) -> list[Telling]:
    """What is to be told at the aware instant `now` to the people of this line: first whoever was
    told of a duty that is no longer theirs. Nothing of duties that have begun."""
    line = line_by_id(session, line_id)
    assert line is not None  # a foreign key holds it
    zones = roster_of(session, line_id).zones
    coming = _coming(session, line_id, now)
    people = _people(session, line_id, line.document)
    rows = session.scalars(select(ToldDuty).filter_by(line_id=line_id)).all()
    told = {(row.person_id, row.starts): row for row in rows if row.starts_at > now}
    reminders = (
        _reminder(people[int(run.person)], run, zones[run.first.team], told, now)
        for run in coming.runs
        if now < run.start <= now + AHEAD and int(run.person) in people
    )
    return [
        *(
            _taken_back(row)
            for row in told.values()
            if not _still_on(row, coming.of(row.person_id), zones)
        ),
        *(reminder for reminder in reminders if reminder is not None),
    ]


def _people(session: Session, line_id: int, line: LineDocument) -> dict[int, _Reached]:
    phones = select(func.count()).where(Phone.person_id == Person.id).scalar_subquery()
    rows = session.execute(select(Person, phones).filter_by(line_id=line_id, active=True))
    texts = line.number_that_is("texts") is not None
    return {
        person.id: _Reached(
            person, (Channel.MAIL,) * bool(person.mail) + (Channel.TEXT,) * bool(count and texts)
        )
        for person, count in rows
    }


def _reminder(
    reached: _Reached,
    run: Run,
    zone: ZoneInfo,
    told: dict[tuple[int, datetime], ToldDuty],
    now: datetime,
) -> Telling | None:
    person, choice = reached.person, choice_of(reached.person)
    chosen = [moment for moment in Moment if ways_at(choice, moment, reached.ways)]
    moment = moment_come(chosen, run.start, zone, now)
    if moment is None:
        return None
    starts = reading(run.start, zone)
    ends = reading(run.end, zone) if run.end <= run.start + TOLD_END else None
    row = told.get((person.id, starts))
    different = row is not None and row.ends != ends
    if row is not None and not different and not moment.is_nearer_than(Moment(row.moment)):
        return None
    return Telling(
        line_id=person.line_id,
        person_id=person.id,
        zone=str(zone),
        starts=starts,
        ends=ends,
        starts_at=run.start,
        moment=moment,
        channels=tuple(ways_at(choice, moment, reached.ways)),
        before=(row.id, row.times) if row is not None else None,
        phrase="duty-changed" if different else "duty-reminder",
    )


def _taken_back(row: ToldDuty) -> Telling:
    return Telling(
        line_id=row.line_id,
        person_id=row.person_id,
        zone=row.zone,
        starts=row.starts,
        ends=row.ends,
        starts_at=row.starts_at,
        moment=Moment(row.moment),
        channels=tuple(map(Channel, row.channels)),
        before=(row.id, row.times),
        phrase="duty-taken-back",
    )


def _still_on(row: ToldDuty, coming: Iterable[Duty], zones: dict[str, ZoneInfo]) -> bool:
    """Whether they are on at the start that they were told: by the clock that was told, or because
    an earlier duty leads up to it."""
    return any(
        reading(duty.start, zones[duty.team]) == row.starts
        or duty.start <= row.starts_at < duty.end
        for duty in coming
    )
