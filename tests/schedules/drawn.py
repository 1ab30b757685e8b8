"""Random rosters for property tests: what the oracle watches, and the same for the rules."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from schedules.cadence import Cadence, Hourly, Monthly, Weekdays
from schedules.nth import Nth
from schedules.roster import Roster
from schedules.rotation import Rotation
from schedules.shift import Shift
from schedules.window import Window
from tests.schedules.oracle import Handover, Hours, Once, Turns

EUROPE = ("2026-03-28", "2026-10-24", "2027-03-27", "2027-10-30")
# Zones, and the days just before they change their clocks; three of them never do.
ZONES = {
    "Europe/Paris": EUROPE,
    "America/Cayenne": EUROPE,
    "Indian/Reunion": EUROPE,
    "Pacific/Marquesas": EUROPE,
    "America/Miquelon": ("2026-03-07", "2026-10-31", "2027-03-13", "2027-11-06"),
    "Australia/Lord_Howe": ("2026-04-04", "2026-10-03", "2027-04-03", "2027-10-02"),  # half an hour
    "Antarctica/Troll": EUROPE,  # by two hours at once
}
# And the ends of months that are short, in a leap year too.
ENDS_OF_MONTHS = ("2027-02-27", "2028-02-28", "2028-02-29", "2026-04-29")
# Half of the times fall in the hours when clocks change.
TIMES = st.one_of(
    st.sampled_from([time(h, m) for h in (0, 1, 2, 3) for m in (0, 1, 15, 30, 59)]),
    st.builds(time, st.integers(0, 23), st.integers(0, 59)),
)
WEEKDAYS = st.integers(0, 6)


@st.composite
def hours(draw: st.DrawFn) -> tuple[Hours, ...]:
    """None, one, or several openings that do not overlap: each time begins what the last ended."""
    cuts = sorted(draw(st.sets(TIMES, min_size=1, max_size=4)))
    edges = [*pairwise(cuts), (cuts[-1], cuts[0])]
    weekdays = st.frozensets(WEEKDAYS)
    nth = st.just(frozenset[int]()) | st.frozensets(st.sampled_from([1, 2, 3, 4, 5, -1]))
    return tuple(
        Hours(days, opens, closes, draw(nth)) for opens, closes in edges if (days := draw(weekdays))
    )


def handovers() -> st.SearchStrategy[Handover]:
    """Of every kind."""
    return st.one_of(
        st.builds(Handover, TIMES, hourly=st.just(True)),
        st.builds(Handover, TIMES, weekdays=st.just(frozenset(range(7)))),
        st.builds(Handover, TIMES, weekdays=st.frozensets(WEEKDAYS, min_size=1)),
        st.builds(Handover, TIMES, day=st.integers(1, 31) | st.integers(28, 31)),
        st.builds(Handover, TIMES, nth=st.tuples(st.sampled_from([1, 2, 3, 4, -1]), WEEKDAYS)),
    )


def groups(names: str = "ABCDE") -> st.SearchStrategy[tuple[tuple[str, ...], ...]]:
    """People or groups who take turns; somebody may be in several."""
    one = st.sampled_from(names).map(lambda name: (name,))
    several = st.lists(st.sampled_from(names), min_size=2, max_size=3, unique=True)
    together = several.map(lambda group: tuple(sorted(group)))
    return st.lists(one | together, min_size=1, max_size=5).map(tuple)


@st.composite
def turns(draw: st.DrawFn, zone: str, day: date) -> Turns:
    """A rotation that is mostly running on `day`."""
    handover = draw(handovers())
    monthly = not handover.hourly and not handover.weekdays
    starts_on = day + timedelta(days=draw(st.integers(-200 if monthly else -60, 2)))
    lasts = draw(st.none() | st.integers(1, 210 if monthly else 70))
    return Turns(
        groups=draw(groups()),
        zone=zone,
        handover=handover,
        every=draw(st.integers(1, 5 if handover.hourly else 3)),
        starts_on=starts_on,
        ends_on=starts_on + timedelta(days=lasts) if lasts else None,
        hours=draw(hours() | st.just(())),
    )


@st.composite
def once(draw: st.DrawFn, zone: str, day: date) -> Once:
    """A one-off shift around `day`."""
    first = datetime.combine(day + timedelta(days=draw(st.integers(-1, 2))), draw(TIMES))
    length = timedelta(minutes=draw(st.integers(1, 48 * 60)))
    return Once("S", zone, first, first + length)


@st.composite
def days_and_sources(draw: st.DrawFn) -> tuple[date, tuple[Turns | Once, ...]]:
    """One to three sources, and a day on which to watch them."""
    zone = draw(st.sampled_from(sorted(ZONES)))
    day = date.fromisoformat(
        draw(st.sampled_from(ZONES[zone]) | st.sampled_from((*ZONES[zone], *ENDS_OF_MONTHS)))
    )
    here = turns(zone, day) | once(zone, day)
    elsewhere = st.sampled_from(sorted(ZONES)).flatmap(lambda other: turns(other, day))
    sources = [draw(here), *draw(st.lists(here | elsewhere, max_size=2))]
    return day, tuple(sources)


def roster_of(sources: Sequence[Turns | Once]) -> Roster:
    """The same sources for the rules; their keys are their numbers."""
    return Roster(
        tuple(as_rotation(str(n), s) for n, s in enumerate(sources) if isinstance(s, Turns)),
        tuple(as_shift(str(n), s) for n, s in enumerate(sources) if isinstance(s, Once)),
    )


def as_rotation(key: str, source: Turns) -> Rotation:
    """A rotation for the rules."""
    return Rotation(
        key=key,
        team="team",
        role="role",
        people=tuple(group[0] if len(group) == 1 else group for group in source.groups),
        zone=ZoneInfo(source.zone),
        cadence=as_cadence(source.handover),
        starts_on=source.starts_on,
        every=source.every,
        ends_on=source.ends_on,
        windows=tuple(Window(h.weekdays, h.opens, h.closes, h.nth) for h in source.hours),
    )


def as_cadence(handover: Handover) -> Cadence:
    """A cadence for the rules."""
    if handover.hourly:
        return Hourly(handover.at)
    if handover.day is not None:
        return Monthly(handover.at, handover.day)
    if handover.nth is not None:
        return Monthly(handover.at, Nth(*handover.nth))
    return Weekdays(handover.at, handover.weekdays)


def as_shift(key: str, source: Once) -> Shift:
    """A shift for the rules."""
    return Shift(key, "team", "role", source.who, ZoneInfo(source.zone), source.starts, source.ends)
