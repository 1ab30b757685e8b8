"""Who is on duty: 50 teams, 500 people, ten years of shifts and decisions. Pure rules, no database.

Beside it stands what anybody would do instead: one SELECT over an index of duties that were worked
out before, and for a year of duties a library that repeats calendar events.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import recurring_ical_events
from icalendar import Calendar, Event

from benchmarks.measuring import Effort, exponent, in_turns
from benchmarks.table import Row
from schedules.cadence import Weekdays
from schedules.coverage import coverage
from schedules.decisions import Absence, Decision
from schedules.duty import Duty
from schedules.kept import KeptOnDuty
from schedules.on_duty import duties, on_duty
from schedules.requirement import Requirement
from schedules.roster import Roster
from schedules.rotation import Rotation
from schedules.shift import Shift

PARIS = ZoneInfo("Europe/Paris")
TODAY = datetime(2026, 11, 24, 15, 0, tzinfo=PARIS)
NOW = TODAY.astimezone(UTC)
"""The same, as calls ask: the service's clock is in UTC."""
YEAR = timedelta(days=365)
TEAMS, MEMBERS = 50, 10
MS = 1000


def rows(effort: Effort) -> Iterator[Row]:
    """On duty now, the duties of a year, the coverage of 90 days; each at n, 10 n and 100 n."""
    yield from _now(effort)
    yield from _year(effort)
    yield from _coverage(effort)


def _now(effort: Effort) -> Iterator[Row]:
    sizes = (1, 10, 100)
    teams = effort.of(3, TEAMS)
    rosters = [aged(YEAR * size / 10, teams) for size in sizes]
    whole = rosters[-1].without_decisions()
    index = _indexed(duties(whole, TODAY - 10 * YEAR, TODAY + timedelta(days=30)))
    at = TODAY.timestamp()
    select = "SELECT person FROM duty WHERE until > ? AND since <= ?"
    rounds = effort.of(2, 20)
    one, ten, hundred, selected = in_turns(
        rounds,
        *(_asks(roster) for roster in rosters),
        lambda: index.execute(select, (at, at)).fetchall(),
    )
    assert len(on_duty(rosters[-1], NOW)) == len(index.execute(select, (at, at)).fetchall())
    yield from _kept(rosters[-1], effort)
    decisions, shifts = len(rosters[-1].decisions), len(rosters[-1].shifts)
    yield Row(
        f"on duty now, cold: {shifts} shifts, {decisions} decisions",
        f"{hundred * MS:.2f} ms",
        f"SELECT {selected * MS:.2f} ms",
        hundred / selected,
        most=2,
        why="every rotation is asked for its turn of the moment, a few microseconds each;"
        " nothing is worked out before, so that an edit is in force at once",
    )
    yield Row(
        "on duty now, exponent of a history ×10, ×100",
        f"{one * MS:.2f}, {ten * MS:.2f}, {hundred * MS:.2f} ms",
        "",
        exponent(sizes, (one, ten, hundred)),
        most=0.2,
    )


def _kept(roster: Roster, effort: Effort) -> Iterator[Row]:
    """As calls ask, every few seconds; beside the reading of an answer that lies there, by a method
    like it."""
    kept, there, times = KeptOnDuty(roster), _There(on_duty(roster, NOW)), effort.of(100, 10_000)
    ours, least = in_turns(
        effort.of(3, 20),
        lambda: [kept.at(NOW) for _ in range(times)],
        lambda: [there.at(NOW) for _ in range(times)],
    )
    yield Row(
        "on duty now, kept until the next change",
        f"{ours / times * 10**9:.0f} ns",
        f"a kept object {least / times * 10**9:.0f} ns",
        ours / least,
        most=2,
        why="two instants are compared, to see that nobody has come or gone",
    )


class _There:
    """Holds an answer."""

    def __init__(self, duties: tuple[Duty, ...]) -> None:
        self._duties = duties

    def at(self, _at: datetime) -> tuple[Duty, ...]:
        return self._duties


def _year(effort: Effort) -> Iterator[Row]:
    sizes = (1, 2) if effort.quick else (1, 10, 50)
    rosters = [Roster(tuple(map(_rotation, range(teams)))) for teams in sizes]
    start = TODAY - YEAR
    calendar = _calendar(sizes[-1])
    query = recurring_ical_events.of(calendar)
    *took, library = in_turns(
        effort.of(1, 3),
        *(_over(roster, start, TODAY) for roster in rosters),
        lambda: query.between(start, TODAY),
    )
    found = duties(rosters[-1], start, TODAY)
    repeated = len(query.between(start, TODAY))
    assert len(found) == repeated, (len(found), repeated)
    people = sizes[-1] * MEMBERS
    yield Row(
        f"a year of {people} people, {len(found)} duties",
        f"{took[-1] * MS:.0f} ms",
        f"recurring-ical-events {library * MS:.0f} ms",
        library / took[-1],
        least=5,
    )
    yield Row(
        "a year, exponent of the number of people",
        ", ".join(f"{one * MS:.1f}" for one in took) + " ms",
        "",
        exponent(sizes, took),
        most=1.1,
    )


def _coverage(effort: Effort) -> Iterator[Row]:
    teams = effort.of(5, TEAMS)
    roster = Roster(tuple(map(_rotation, range(teams))))
    needs = [Requirement(f"team-{nth}", "first", PARIS) for nth in range(teams)]
    days = (1, 10) if effort.quick else (1, 10, 100)

    def covered(length: int) -> Callable[[], object]:
        return lambda: coverage(roster, needs, TODAY, TODAY + timedelta(days=length))

    whole, alone, *took = in_turns(
        effort.of(1, 5),
        covered(90),
        _over(roster, TODAY, TODAY + timedelta(days=90)),
        *map(covered, days),
    )
    yield Row(
        f"coverage of 90 days, {teams} teams",
        f"{whole * MS:.0f} ms",
        f"duties {alone * MS:.0f} ms",
        whole / alone,
        most=2,
        why="doubles, gaps and people alone are each looked for in a sweep of their own",
    )
    yield Row(
        "coverage, exponent of the number of days",
        ", ".join(f"{one * MS:.1f}" for one in took) + " ms",
        "",
        exponent(days, took),
        most=1.1,
    )


def aged(age: timedelta, teams: int) -> Roster:
    """A roster that is as old as that: each team hands over every day, has a shift a week on top,
    and each of its people is absent for a day twice a year."""
    weeks = int(age / timedelta(days=7))
    shifts = tuple(_shift(team, week) for team in range(teams) for week in range(max(1, weeks)))
    absences = int(age / timedelta(days=182)) or 1
    decisions: tuple[Decision, ...] = tuple(
        _absence(team, member, nth)
        for team in range(teams)
        for member in range(MEMBERS)
        for nth in range(absences)
    )
    return Roster(tuple(map(_rotation, range(teams))), shifts, decisions)


def _rotation(team: int) -> Rotation:
    people = tuple(f"{team}-{member}" for member in range(MEMBERS))
    every_day = Weekdays(time(8), frozenset(range(7)))
    begun = (TODAY - 10 * YEAR).date()
    return Rotation(f"rotation-{team}", f"team-{team}", "first", people, PARIS, every_day, begun)


def _shift(team: int, week: int) -> Shift:
    start = (TODAY - timedelta(days=7 * week + 1)).replace(tzinfo=None, hour=18)
    person = f"{team}-{week % MEMBERS}"
    key, name = f"shift-{team}-{week}", f"team-{team}"
    return Shift(key, name, "second", person, PARIS, start, start + timedelta(hours=12))


def _absence(team: int, member: int, nth: int) -> Absence:
    start = TODAY - timedelta(days=182 * nth + 20 + member)
    return Absence(
        key=f"absence-{team}-{member}-{nth}",
        made=start - timedelta(days=10),
        person=f"{team}-{member}",
        zone=PARIS,
        starts=start.replace(tzinfo=None),
        ends=(start + timedelta(days=1)).replace(tzinfo=None),
    )


def _asks(roster: Roster) -> Callable[[], object]:
    return lambda: on_duty(roster, NOW)


def _over(roster: Roster, start: datetime, end: datetime) -> Callable[[], object]:
    return lambda: duties(roster, start, end)


def _indexed(known: tuple[Duty, ...]) -> sqlite3.Connection:
    """The same duties as rows, with the index that a question about now wants."""
    index = sqlite3.connect(":memory:")
    index.execute("CREATE TABLE duty (person TEXT, since REAL, until REAL)")
    index.executemany(
        "INSERT INTO duty VALUES (?, ?, ?)",
        ((duty.person, duty.start.timestamp(), duty.end.timestamp()) for duty in known),
    )
    index.execute("CREATE INDEX duty_until ON duty (until, since, person)")
    return index


def _calendar(teams: int) -> Calendar:
    """The same turns as events that repeat, one for each person."""
    calendar = Calendar()
    for team in range(teams):
        for member in range(MEMBERS):
            event = Event()
            begun = (TODAY - 10 * YEAR).replace(hour=8) + timedelta(days=member)
            event.add("uid", f"{team}-{member}")
            event.add("dtstart", begun)
            event.add("dtend", begun + timedelta(days=1))
            event.add("rrule", {"freq": "daily", "interval": MEMBERS})
            calendar.add_component(event)
    return calendar
