"""Offers, takings, absences, undoing, in any order: each duty is done by one person, or open."""

from __future__ import annotations

from collections import defaultdict
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from hotline.database import Database
from hotline.database.types import use_keys
from hotline.rosters.service import roster_of
from hotline.rosters.tables import RosterChange
from hotline.rosters.undoing import CannotUndo, undo
from hotline.swaps.held import Held, Stretch
from hotline.swaps.lapsing import standing
from hotline.swaps.offering import offer
from hotline.swaps.refusing import NotPossible
from hotline.swaps.taking import Manner, take
from schedules.duty import Duty
from schedules.planned import planned
from schedules.roster import Roster
from tests.databases import Sqlite
from tests.lines.ground import KEYS
from tests.swaps.ground import NOW, Line

PEOPLE = ("anne", "bruno", "chloe", "dora")
END = NOW + timedelta(days=25)
KINDS = "offer offer take take take absent undo wait over withdraw".split()  # noqa: SIM905 - read as words
Drawn = tuple[str, int, int, int]
steps = st.lists(
    st.tuples(st.sampled_from(KINDS), *(st.integers(0, 11) for _ in range(3))),
    min_size=8,
    max_size=20,
)


@dataclass
class Days:
    """What happens, and what is known of it."""

    line: Line
    were_on: dict[datetime, list[str]] = field(default_factory=dict)
    undone: bool = False
    taken: int = 0

    def roster(self) -> Roster:
        with self.line.database.reading() as session:
            return roster_of(session, self.line.id).roster

    def held(self, place: int, person: str | None = None) -> Held | None:
        """One of the nights to come, of this person or of anybody."""
        found = planned(self.roster(), self.line.now, self.line.now + timedelta(days=9))
        nights: list[Stretch] = [*found.duties, *found.open_duties]
        mine = [
            Held.of(night)
            for night in nights
            if night.source == "nights"
            and person in {None, self.line.names[Held.of(night).person_id]}
        ]
        return mine[place % len(mine)] if mine else None

    def does(self, step: Drawn) -> None:
        """One step; what is not possible changes nothing."""
        kind, a, b, c = step
        line = self.line
        line.now += timedelta(minutes=1)
        with suppress(NotPossible, CannotUndo):
            match kind:
                case "offer":
                    self._offers(a, None if b > 5 else PEOPLE[b % 4], swap=c > 6)
                case "take":
                    self._takes(a, PEOPLE[b % 4], c)
                case "over":
                    self._takes_over(a, PEOPLE[b % 4])
                case "withdraw":
                    with line.database.reading() as session:
                        offers = [row.id for row in standing(session)]
                    if offers:
                        line.withdraws(offers[a % len(offers)])
                case "absent":
                    starts = (NOW + timedelta(hours=13 * a)).replace(tzinfo=None)
                    ends = starts + timedelta(hours=7 * (b + 1))
                    if starts > line.now.replace(tzinfo=None):
                        line.is_away(PEOPLE[c % 4], starts.isoformat(), ends.isoformat())
                case "undo":
                    self._undoes(a % 4)
                case _:
                    line.now += timedelta(hours=a)
                    line.looks_at_offers()

    def _offers(self, place: int, to: str | None, *, swap: bool) -> None:
        held = self.held(place)
        assert held is not None  # nights go on
        line = self.line
        asked = line.people[to] if to and line.people[to] != held.person_id else None
        with line.database.writing() as session:
            offer(
                session,
                line.id,
                held,
                author="x",
                now=line.now,
                new_id=line.new_id,
                to=asked,
                swap=swap,
            )

    def _takes(self, place: int, slug: str, back: int) -> None:
        line = self.line
        manner = Manner(author="x", insist=back % 4 > 0, reason="Il le faut.")
        with line.database.writing() as session:
            rows = standing(session)
            if not rows:
                return
            row = rows[place % len(rows)]
            slug = slug if row.to_id is None else line.names[row.to_id]
            in_return = self.held(back, slug) if row.kind == "swap" else None
            take(
                session,
                row,
                line.people[slug],
                manner,
                now=line.now,
                new_id=line.new_id,
                in_return=in_return,
            )
        self.taken += 1

    def _takes_over(self, place: int, slug: str) -> None:
        held, line = self.held(place), self.line
        assert held is not None
        manner = Manner(author="x", insist=True, reason="Il le faut.")
        line.takes_over(slug, held, manner=manner)
        self.taken += 1

    def _undoes(self, before_last: int) -> None:
        line = self.line
        with line.database.writing() as session:
            last = session.scalars(select(func.max(RosterChange.number))).one()
            undo(session, line.id, last - before_last, author="x", now=line.now)
        self.undone = True

    def is_sound(self, url: str) -> None:
        """What must hold after each step."""
        roster = self.roster()
        found = planned(roster, NOW, END)
        each_duty_is_done_once_or_open(roster, [*found.duties, *found.open_duties])
        if not self.undone:
            nobody_is_in_two_places(found.duties)
        with closing(Database(url)) as another, another.reading() as session:
            assert planned(roster_of(session, self.line.id).roster, NOW, END) == found
        for at, were_on in self.were_on.items():
            assert on(found.duties, at) == were_on, at
        self.were_on[self.line.now] = on(found.duties, self.line.now)


def each_duty_is_done_once_or_open(roster: Roster, stretches: list[Stretch]) -> None:
    """What there is of each duty covers it from end to end, without anything twice."""
    parts: defaultdict[tuple[str, datetime], list[Stretch]] = defaultdict(list)
    for stretch in stretches:
        parts[stretch.identity].append(stretch)
    for duty in planned(roster.without_decisions(), NOW, END).duties:
        mine = sorted(parts.pop(duty.identity), key=lambda part: part.start)
        assert (mine[0].start, mine[-1].end) == (duty.start, duty.end)
        assert all(one.end == other.start for one, other in pairwise(mine)), mine
    assert not parts


def nobody_is_in_two_places(duties: tuple[Duty, ...]) -> None:
    """But for undoing, which gives back what was given, nothing makes anybody be on twice."""
    for place, duty in enumerate(duties):
        for other in duties[place + 1 :]:
            if other.person == duty.person:
                assert other.start >= duty.end or other.end <= duty.start, (duty, other)


def on(duties: tuple[Duty, ...], at: datetime) -> list[str]:
    """Who is on at that instant."""
    return sorted(duty.person for duty in duties if duty.start <= at < duty.end)


@settings(max_examples=20)
@given(steps)
def test_whatever_happens_each_duty_is_done_by_one_person_or_open(
    sqlite: Sqlite, drawn: list[Drawn]
) -> None:
    use_keys(KEYS)
    with sqlite.database() as url, closing(Database(url)) as database:
        days = Days(Line(database))
        for step in drawn:
            days.does(step)
            days.is_sound(url)
