"""Random rosters and requirements: what is found is what a slow walk through the minutes sees."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import combinations
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from schedules.coverage import coverage
from schedules.finding import Finding, Kind
from schedules.requirement import Requirement
from schedules.roster import Roster
from schedules.window import Window
from tests.schedules.drawn import (
    ZONES,
    as_rotation,
    as_shift,
    days_and_sources,
    hours,
)
from tests.schedules.oracle import MINUTE, Clock, Hours, Once, Turns, Watch, opened_at

PLACES = [("one", "first"), ("one", "backup"), ("two", "first")]
Place = tuple[str, str]
Seen = tuple[Kind, str, str, int, tuple[str, ...], Place | None]


@dataclass(frozen=True)
class Need:
    """What the oracle knows of a requirement."""

    place: Place
    zone: str
    at_least: int
    wished: int
    hours: tuple[Hours, ...]


@dataclass(frozen=True)
class Case:
    """A day, who takes turns where, and who is needed."""

    day: date
    sources: tuple[Turns | Once, ...]
    places: tuple[Place, ...]
    needs: tuple[Need, ...]


@st.composite
def needs(draw: st.DrawFn) -> Need:
    at_least = draw(st.integers(1, 2))
    return Need(
        draw(st.sampled_from(PLACES)),
        draw(st.sampled_from(sorted(ZONES))),
        at_least,
        at_least + draw(st.integers(0, 1)),
        draw(hours()),
    )


@st.composite
def cases(draw: st.DrawFn) -> Case:
    day, sources = draw(days_and_sources())
    places = draw(st.lists(st.sampled_from(PLACES), min_size=len(sources), max_size=len(sources)))
    return Case(day, sources, tuple(places), tuple(draw(st.lists(needs(), max_size=4))))


def roster_of(case: Case) -> Roster:
    placed = list(enumerate(zip(case.sources, case.places, strict=True)))
    return Roster(
        tuple(
            replace(as_rotation(str(n), source), team=team, role=role)
            for n, (source, (team, role)) in placed
            if isinstance(source, Turns)
        ),
        tuple(
            replace(as_shift(str(n), source), team=team, role=role)
            for n, (source, (team, role)) in placed
            if isinstance(source, Once)
        ),
    )


def requirement(need: Need) -> Requirement:
    windows = tuple(Window(h.weekdays, h.opens, h.closes, h.nth) for h in need.hours)
    return Requirement(*need.place, ZoneInfo(need.zone), need.at_least, need.wished, windows)


def seen_by_hand(
    on: dict[Place, set[str]], needed: dict[Place, tuple[int, int]]
) -> tuple[set[Seen], int, int]:
    """What a minute shows, and how many people it needs and has."""
    seen: set[Seen] = set()
    required = covered = 0
    single: dict[Place, set[str]] = {}
    for place, (at_least, wished) in needed.items():
        count = len(on[place])
        required += at_least
        covered += min(at_least, count)
        if count < at_least:
            seen.add((Kind.GAP, *place, at_least - count, (), None))
        elif count < wished:
            seen.add((Kind.THIN, *place, wished - count, (), None))
        if count == 1:
            single[place] = on[place]
    for one, other in combinations(PLACES, 2):
        first, second = sorted((one, other))
        for person in on[one] & on[other]:
            together = one[0] == other[0] and single.get(one) == single.get(other) == {person}
            kind = Kind.ALONE if together else Kind.DOUBLE
            seen.add((kind, *first, 0, (person,), second))
    return seen, required, covered


def as_seen(finding: Finding) -> Seen:
    people = finding.people if finding.kind in {Kind.ALONE, Kind.DOUBLE} else ()
    place = (finding.team, finding.role)
    return (finding.kind, *place, finding.missing, people, finding.beside)


@settings(deadline=None, max_examples=100)
@given(cases())
def test_what_is_found_is_what_each_minute_shows(case: Case) -> None:
    start = datetime.combine(case.day, time(12), tzinfo=UTC)
    end = start + timedelta(hours=30)
    result = coverage(roster_of(case), [requirement(need) for need in case.needs], start, end)
    assert all(start <= finding.start < finding.end <= end for finding in result.findings)

    watch = Watch(case.sources, start, end)
    clocks = {need.zone: Clock(need.zone, start, end) for need in case.needs}
    required = covered = 0
    at = start
    while at < end:
        on: dict[Place, set[str]] = {place: set() for place in PLACES}
        for place, people in zip(case.places, watch.people(at), strict=True):
            on[place].update(people)
        needed: dict[Place, tuple[int, int]] = defaultdict(lambda: (0, 0))
        for need in case.needs:
            wall = clocks[need.zone].furthest(at)
            if not need.hours or any(opened_at(opening, wall) for opening in need.hours):
                at_least, wished = needed[need.place]
                needed[need.place] = max(at_least, need.at_least), max(wished, need.wished)
        expected, asked, had = seen_by_hand(on, needed)
        told = [as_seen(found) for found in result.findings if found.start <= at < found.end]
        assert sorted(map(repr, told)) == sorted(map(repr, expected)), at
        required, covered = required + asked, covered + had
        at += MINUTE
    assert result.total.required == required * MINUTE
    assert result.total.covered == covered * MINUTE
