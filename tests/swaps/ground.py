"""A line whose people swap duties, on a database, without a telephone in sight."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import count
from zoneinfo import ZoneInfo

from sqlalchemy import func, select

from hotline.database import Database
from hotline.lines.loading import load
from hotline.notices.tables import Notice
from hotline.people.tables import Person
from hotline.rosters.absences import absences_of
from hotline.rosters.changing import open_change
from hotline.rosters.deciding import Draft, decide
from hotline.rosters.service import planned_of, roster_of
from hotline.rosters.tables import RosterChange
from hotline.rosters.undoing import undo
from hotline.swaps.held import Held, named
from hotline.swaps.lapsing import look_at, standing
from hotline.swaps.offering import offer
from hotline.swaps.settling import decline, withdraw
from hotline.swaps.tables import SwapOffer
from hotline.swaps.taking import Manner, take, take_over
from hotline.swaps.void import tell_of_void, void_gifts
from schedules.local_time import instant
from tests.swaps.its_file import FILE

PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2026, 6, 1, 10, 0, tzinfo=PARIS)


class Line:
    """The line, its people by name, and the time, which a test sets."""

    def __init__(self, database: Database, text: str = FILE, now: datetime = NOW) -> None:
        self.database = database
        self.now = now
        self.loads(text)
        self._ids = count(1)

    def new_id(self) -> str:
        """An opaque id."""
        return f"{next(self._ids):032}"

    def loads(self, text: str) -> None:
        """Loads a file for the line."""
        with self.database.writing() as session:
            outcome = load(session, text, self.now)
        assert outcome.file is not None, [p.sentence("en") for p in outcome.problems]
        with self.database.reading() as session:
            rows = session.scalars(select(Person)).all()
        self.people = {row.slug: row.id for row in rows}
        self.names = {row.id: row.slug for row in rows}
        self.id = rows[0].line_id

    def duty(self, slug: str, start: str) -> Held:
        """The duty that this person has from this local time on."""
        at = datetime.fromisoformat(start)
        with self.database.reading() as session:
            (held,) = named(roster_of(session, self.id), self.people[slug], at, self.now)
        return held

    def offers(
        self,
        slug: str,
        start: str,
        *,
        to: str | None = None,
        swap: bool = False,
        back: str | None = None,
    ) -> int:
        """Somebody offers a duty; the number of the offer."""
        held = self.duty(slug, start)
        in_return = self.duty(to, back) if to and back else None
        with self.database.writing() as session:
            row, _ = offer(
                session,
                self.id,
                held,
                author=slug,
                now=self.now,
                new_id=self.new_id,
                to=self.people[to] if to else None,
                swap=swap,
                in_return=in_return,
            )
        return row.id

    def takes(
        self, slug: str, number: int, back: str | None = None, *, manner: Manner | None = None
    ) -> None:
        """Somebody takes what is offered, for a duty of theirs where it asks for one."""
        in_return = self.duty(slug, back) if back else None
        with self.database.writing() as session:
            take(
                session,
                session.get_one(SwapOffer, number),
                self.people[slug],
                manner or Manner(author=slug),
                now=self.now,
                new_id=self.new_id,
                in_return=in_return,
            )

    def takes_and_then(self, number: int, slug: str, then: Callable[[], object]) -> None:
        """Somebody takes what is offered, and something else happens in the same transaction."""
        with self.database.writing() as session:
            row, manner = session.get_one(SwapOffer, number), Manner(author=slug)
            take(session, row, self.people[slug], manner, now=self.now, new_id=self.new_id)
            then()

    def takes_over(self, slug: str, held: Held, *, manner: Manner | None = None) -> None:
        """Somebody does the rest of a duty."""
        with self.database.writing() as session:
            take_over(
                session,
                self.id,
                held,
                self.people[slug],
                manner or Manner(author=slug),
                now=self.now,
                new_id=self.new_id,
            )

    def declines(self, number: int) -> None:
        """The one who is asked cannot."""
        with self.database.writing() as session:
            row = session.get_one(SwapOffer, number)
            decline(session, row, author="them", now=self.now, new_id=self.new_id)

    def withdraws(self, number: int) -> None:
        """Whoever offered keeps it."""
        with self.database.writing() as session:
            row = session.get_one(SwapOffer, number)
            withdraw(session, row, author="them", now=self.now, new_id=self.new_id)

    def looks_at_offers(self) -> None:
        """What the jobs do."""
        with self.database.reading() as session:
            numbers = [row.id for row in standing(session)]
        for number in numbers:
            with self.database.writing() as session:
                look_at(session, number, self.now, self.new_id)
        with self.database.reading() as session:
            gifts = void_gifts(session, self.id, self.now)
        for gift in gifts:
            with self.database.writing() as session:
                tell_of_void(session, gift, self.now, self.new_id)

    def is_away(self, slug: str, starts: str, ends: str) -> None:
        """Somebody is absent between two local times."""
        with self.database.writing() as session:
            change = open_change(session, self.id, kind="absence", author=slug, now=self.now)
            draft = Draft(
                kind="absence",
                person=self.people[slug],
                zone=PARIS,
                starts=datetime.fromisoformat(starts),
                ends=datetime.fromisoformat(ends),
            )
            decide(session, change, [draft])

    def undoes(self) -> None:
        """The last change of the roster is taken back."""
        with self.database.writing() as session:
            last = session.scalars(select(func.max(RosterChange.number))).one()
            undo(session, self.id, last, author="emile", now=self.now)

    def absences(self, slug: str) -> list[tuple[str, str]]:
        """When this person is away, as local times, in order."""
        with self.database.reading() as session:
            rows = absences_of(session, self.id, self.people[slug])
        times = ((row.starts, row.ends) for row in rows)
        return sorted((f"{a:%Y-%m-%dT%H:%M}", f"{b:%Y-%m-%dT%H:%M}") for a, b in times)

    def on(self, start: str, role: str = "first", team: str = "psys") -> list[str]:
        """Who is on at this local time; in brackets, who has left it open."""
        at = instant(datetime.fromisoformat(start), PARIS)
        with self.database.reading() as session:
            found = planned_of(session, self.id, at, at + timedelta(minutes=1))
        where = (team, role)
        on = [self.names[int(d.person)] for d in found.duties if (d.team, d.role) == where]
        left = [self.names[int(d.left_by)] for d in found.open_duties if (d.team, d.role) == where]
        return [*on, *(f"({slug})" for slug in left)]

    def offer(self, number: int) -> SwapOffer:
        """The offer as it is now."""
        with self.database.reading() as session:
            return session.get_one(SwapOffer, number)

    def reasons(self) -> list[str]:
        """The reasons that are kept, in the order of the changes."""
        with self.database.reading() as session:
            rows = session.scalars(select(RosterChange.reason).order_by(RosterChange.number))
            return [reason for reason in rows if reason]

    def told(self, slug: str) -> list[str]:
        """What waits in the outbox for this person."""
        with self.database.reading() as session:
            rows = session.scalars(
                select(Notice).filter_by(person_id=self.people[slug]).order_by(Notice.id)
            )
            return [row.body or "" for row in rows]
