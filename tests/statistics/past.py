"""A line's past: ended calls as rows, to be forgotten and counted at chosen moments."""

from __future__ import annotations

import itertools
import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from app import create_service
from hotline.calls.tables import Call, Leg
from hotline.database import Base
from hotline.errands import AtOnce
from hotline.forgetting.service import forget_call
from hotline.forgetting.tables import Erasure
from hotline.lines import loading
from hotline.lines.service import LoadedLine, line_by_slug
from hotline.notices.tables import Notice
from hotline.people.tables import Person
from hotline.statistics.answered import Answered, answered_by_month
from hotline.statistics.catalogue import CATALOGUE
from hotline.statistics.counting import Counting, Counts
from hotline.statistics.figures import Figures, figures
from hotline.statistics.filtering import filtered
from hotline.statistics.tables import (
    CatalogueCount,
    DurationCount,
    Fact,
    HelpedCount,
    ResponderMonth,
    SeverityCount,
)
from hotline.wrapups.tables import WrapUp
from routing.outcomes import CallState, LegState
from tests.world import LINE_FILE, settings_for

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
NOVEMBER = date(2026, 11, 1)
OF_CALLS = (Notice, WrapUp, Leg, Call)
REMAINS = (Fact, CatalogueCount, DurationCount, HelpedCount, SeverityCount, ResponderMonth, Erasure)


@dataclass(frozen=True)
class Noted:
    """A wrap-up; one that was not finished keeps what was keyed in and not confirmed."""

    reason: str = "UNK"
    second_reason: str | None = None
    severity: int | None = None
    orientation: str | None = None
    ongoing: bool | None = None
    nature: str | None = None
    finished: bool = True


@dataclass(frozen=True)
class Talk:
    """Somebody who was put through, for how many seconds, and what they noted."""

    person: str
    seconds: int
    noted: Noted | None = None


def counted_by(
    session: Session, line: LoadedLine, table: str, first: date, last: date
) -> dict[str, int]:
    """A table of the catalogue by one thing: how many calls have each code."""
    counts = Counting(session, line, first, last).table(CATALOGUE[table])
    assert counts is not None
    return {row: calls for (row, _), calls in counts.cells.items() if calls}


class Past:
    """The line of the stories, without a carrier that answers."""

    def __init__(self, database_url: str, seed: int = 1) -> None:
        self.now = NOW
        nowhere = "http://127.0.0.1:9"
        self.service = create_service(
            settings_for(database_url, nowhere, nowhere),
            clock=lambda: self.now,
            chance=random.Random(seed).randbytes,
            errands=AtOnce(),
        )
        self.database = self.service.database
        self.ids = (f"{number:032x}" for number in itertools.count(1))
        with self.database.writing() as session:
            loading.load(session, LINE_FILE.read_text(encoding="utf-8"), self.now)
        with self.database.reading() as session:
            self.people = {p.slug: p.id for p in session.scalars(select(Person))}
            line = line_by_slug(session, "histoires")
        assert line is not None
        self.line: LoadedLine = line

    def ended(
        self,
        started: datetime,
        *talks: Talk,
        waited: float = 20,
        profession: str = "IDE",
        outcome: str | None = None,
        wanted: str | None = "psychologist",
        refused_by: Sequence[str] = (),
        helped: int | None = None,
        territory: str | None = "FR",
        language: str = "fr",
    ) -> str:
        """A call that began at `started`, heard a human after `waited` seconds if anybody talked,
        and ended when the last talk did. Its id."""
        call_id = next(self.ids)
        heard = started + timedelta(seconds=waited)
        end = heard + timedelta(seconds=sum(talk.seconds for talk in talks))
        with self.database.writing() as session:
            session.add(
                Call(
                    id=call_id,
                    carrier_id=f"CA{call_id}",
                    line_id=self.line.id,
                    state=CallState.ENDED,
                    language=language,
                    profession=profession,
                    territory=territory,
                    kind_wanted=wanted,
                    started_at=started,
                    seen_at=end,
                    connected_at=heard if talks else None,
                    ended_at=end,
                    helped=helped,
                    outcome=outcome or ("CONNECTED" if talks else "GONE-WAIT"),
                )
            )
            session.flush()
            for person in refused_by:
                session.add(self._leg(call_id, person, started, None, 0))
            for talk in talks:
                session.add(self._leg(call_id, talk.person, started, heard, talk.seconds))
                heard += timedelta(seconds=talk.seconds)
                if talk.noted:
                    session.add(self._wrap_up(call_id, talk.person, heard, talk.noted))
        return call_id

    def forget(self, call_id: str) -> bool:
        """Forgets one call, as the job does."""
        with self.database.writing() as session:
            return forget_call(session, call_id, self.now, self.service.new_id)

    def figures(self, first: date = date(2000, 1, 1), last: date = date(2100, 1, 1)) -> Figures:
        """The line's figures."""
        with self.database.reading() as session:
            return figures(session, self.line, first, last)

    def counted(
        self,
        table: str,
        first: date = date(2000, 1, 1),
        last: date = date(2100, 12, 31),
        **filters: str,
    ) -> Counts | None:
        """A table of the catalogue."""
        with self.database.reading() as session:
            passing = filtered(filters.items())
            return Counting(session, self.line, first, last, passing).table(CATALOGUE[table])

    def by(
        self, table: str, first: date = date(2000, 1, 1), last: date = date(2100, 12, 31)
    ) -> dict[str, int]:
        """The same of a table by one thing: how many calls have each code."""
        with self.database.reading() as session:
            return counted_by(session, self.line, table, first, last)

    def answered(self, first: date = NOVEMBER, last: date = NOVEMBER) -> dict[str, Answered]:
        """What each person answered in the months of these days, all together."""
        with self.database.reading() as session:
            found = answered_by_month(session, self.line.id, first, last)
        return {
            slug: sum(found[person].values(), Answered())
            for slug, person in self.people.items()
            if person in found
        }

    def count(self, table: type[Base]) -> int:
        """How many rows a table has."""
        with self.database.reading() as session:
            return session.scalar(select(func.count()).select_from(table)) or 0

    def fact(self) -> Fact:
        """The only fact."""
        with self.database.reading() as session:
            return session.scalars(select(Fact)).one()

    def start_anew(self) -> None:
        """No call and no trace of one."""
        with self.database.writing() as session:
            for table in (*OF_CALLS, *REMAINS):
                session.execute(delete(table))

    def _leg(
        self, call_id: str, person: str, planned: datetime, heard: datetime | None, seconds: int
    ) -> Leg:
        leg_id = next(self.ids)
        return Leg(
            id=leg_id,
            call_id=call_id,
            person_id=self.people[person],
            step=0,
            turn=0,
            ring_seconds=20,
            state=LegState.ENDED,
            carrier_id=f"CA{leg_id}",
            planned_at=planned,
            connected_at=heard,
            talk_seconds=seconds,
            ended_at=planned,
            result="talked" if heard else "refused",
        )

    def _wrap_up(self, call_id: str, person: str, at: datetime, noted: Noted) -> WrapUp:
        wrap_up_id = next(self.ids)
        return WrapUp(
            id=wrap_up_id,
            call_id=call_id,
            person_id=self.people[person],
            token_hash=wrap_up_id,
            opened_at=at,
            done_at=at if noted.finished else None,
            reason=noted.reason,
            second_reason=noted.second_reason,
            severity=noted.severity,
            orientation=noted.orientation,
            ongoing=noted.ongoing,
            nature=noted.nature,
        )
