"""The publication of a year: made once, when nothing of the year can change any more, and kept.

No part of a year and no year that is under way is ever published, so that no two publications
differ by a few calls.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from hotline.accounts.names import author_of
from hotline.calls.tables import Call
from hotline.database import Database
from hotline.journal.service import record
from hotline.lines.service import LoadedLine
from hotline.lines.tables import Line
from hotline.publishing.exact import exact_tables, that_agree
from hotline.publishing.keeping import kept_release
from hotline.publishing.measures import measures
from hotline.publishing.protecting import protected
from hotline.publishing.released import Release
from hotline.publishing.tables import Publication
from hotline.publishing.written import as_json
from hotline.statistics.catalogue import ALL, CATALOGUE
from hotline.statistics.counting import Counts
from hotline.statistics.figures import Durations, durations_of
from hotline.statistics.history.keeping import years_taken_over
from hotline.taxonomies import versions
from schedules.local_time import midnight

COMMAND = "command"


class NotYet(Exception):
    """The year is not over, or some of its calls are not forgotten yet. `day`: from when on it can
    be published."""

    def __init__(self, day: date) -> None:
        super().__init__(day)
        self.day = day


class NothingThere(Exception):
    """No call is known of that year."""


@dataclass(frozen=True, slots=True)
class Made:
    """A publication, and whether it was made just now."""

    release: Release
    new: bool


def release_of(
    database: Database, line: LoadedLine, year: int, now: datetime, *, account: int | None = None
) -> Made:
    """The publication of that year: the one kept, or, the first time, a new one, which is kept and
    journaled. Two who ask at once get the same.

    `account` is who asks; None is a command. Takes a second or two the first time, and holds up
    nobody meanwhile. Raises NotYet or NothingThere.
    """
    while True:
        with database.reading() as session:
            kept = kept_release(session, line, year)
            if kept is not None:
                return Made(kept, new=False)
            found = _exact(session, line, year, now)
        release = _protected(line, year, now, found)
        with database.writing() as session:
            # The second of two waits here, and then finds what the first has kept.
            session.execute(select(Line.id).where(Line.id == line.id).with_for_update())
            if (
                kept_release(session, line, year) is None
                and _exact(session, line, year, now) == found
            ):
                _keep(session, line, release, account, now)
                return Made(release, new=True)


def day_to_wait_for(session: Session, line: LoadedLine, year: int, now: datetime) -> date | None:
    """The day from which on a year can be published: it is over then, and all of its calls are
    forgotten. None when it can be now."""
    zone = ZoneInfo(line.document.line.time_zone)
    start, end = (midnight(date(of, 1, 1), zone) for of in (year, year + 1))
    kept_for = timedelta(hours=line.document.line.retention_hours)
    if now < end:
        moments = [end + kept_for]
    else:
        of_year = (Call.line_id == line.id, Call.started_at >= start, Call.started_at < end)
        ends = session.scalars(select(Call.ended_at).where(*of_year)).all()
        moments = [max(now, (ended or now) + kept_for) for ended in ends]
    days = [moment.astimezone(zone).date() + timedelta(days=1) for moment in moments]
    return max(days, default=None)


@dataclass(frozen=True, slots=True)
class _Exact:
    tables: Mapping[str, Counts]
    durations: Durations
    from_history: bool


def _exact(session: Session, line: LoadedLine, year: int, now: datetime) -> _Exact:
    day = day_to_wait_for(session, line, year, now)
    if day is not None:
        raise NotYet(day)
    tables = exact_tables(session, line, year)
    if not any(counts.n for counts in tables.values()):
        raise NothingThere
    slug = line.document.line.slug
    taken_over = year in years_taken_over(session, slug)
    return _Exact(
        tables, durations_of(session, slug, date(year, 1, 1), date(year, 12, 31)), taken_over
    )


def _protected(line: LoadedLine, year: int, now: datetime, found: _Exact) -> Release:
    tables = protected(that_agree(found.tables))
    of_all = [table.n for key, table in tables.items() if CATALOGUE[key].of is ALL]
    identity = line.document.line
    return Release(
        line=identity.slug,
        name=identity.name,
        time_zone=identity.time_zone,
        year=year,
        made_on=line.document.local_time(now).date(),
        lists_version=versions()[-1].number,
        calls=of_all[0] if of_all else None,
        tables=tables,
        measures=measures(found.durations, tables),
        from_history=found.from_history,
    )


def _keep(
    session: Session, line: LoadedLine, release: Release, account: int | None, now: datetime
) -> None:
    session.add(
        Publication(
            line=release.line,
            year=release.year,
            made_at=now,
            made_by=COMMAND if account is None else author_of(account),
            content=as_json(release),
        )
    )
    record(
        session,
        line_id=line.id,
        account=account,
        source=COMMAND,
        what="figures-published",
        kind="publication",
        object_id=str(release.year),
        now=now,
    )


def kept_or_draft(
    database: Database, line: LoadedLine, year: int, now: datetime
) -> tuple[Release, bool]:
    """The publication of that year; or, True beside it, what it would be if it were made now, kept
    nowhere. Raises NotYet or NothingThere."""
    with database.reading() as session:
        kept = kept_release(session, line, year)
        if kept is not None:
            return kept, False
        found = _exact(session, line, year, now)
    return _protected(line, year, now, found), True
