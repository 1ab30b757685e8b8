"""Random rosters: the rules and a slow walk through UTC agree, to the second."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from schedules.cadence import Weekdays
from schedules.on_duty import duties, next_duty, next_handover, on_duty
from schedules.roster import Roster
from schedules.rotation import Rotation
from schedules.shift import Shift
from schedules.window import Window
from tests.schedules.oracle import Hours, Once, Turns, Watch

SECOND = timedelta(seconds=1)
EUROPE = ("2026-03-28", "2026-10-24", "2027-03-27", "2027-10-30")
# Zones, and the days just before they change their clocks; two of them never do.
ZONES = {
    "Europe/Paris": EUROPE,
    "Indian/Reunion": EUROPE,
    "Pacific/Marquesas": EUROPE,
    "America/Miquelon": ("2026-03-07", "2026-10-31"),
    "Australia/Lord_Howe": ("2026-04-04", "2026-10-03"),  # by half an hour
    "Antarctica/Troll": EUROPE,  # by two hours at once
}
# Half of the times fall in the hours when clocks change.
TIMES = st.one_of(
    st.sampled_from([time(h, m) for h in (0, 1, 2, 3) for m in (0, 1, 15, 30, 59)]),
    st.builds(time, st.integers(0, 23), st.integers(0, 59)),
)


@st.composite
def hours(draw: st.DrawFn) -> tuple[Hours, ...]:
    """None, one, or several openings that do not overlap: each time begins what the last ended."""
    cuts = sorted(draw(st.sets(TIMES, min_size=1, max_size=4)))
    edges = [*pairwise(cuts), (cuts[-1], cuts[0])]
    weekdays = st.frozensets(st.integers(0, 6))
    return tuple(Hours(days, opens, closes) for opens, closes in edges if (days := draw(weekdays)))


@st.composite
def turns(draw: st.DrawFn, zone: str, day: date) -> Turns:
    starts_on = day + timedelta(days=draw(st.integers(-60, 2)))
    lasts = draw(st.none() | st.integers(1, 70))
    return Turns(
        people=tuple("ABCDE"[: draw(st.integers(1, 5))]),
        zone=zone,
        handover=draw(TIMES),
        weekday=draw(st.none() | st.integers(0, 6)),
        every=draw(st.integers(1, 3)),
        starts_on=starts_on,
        ends_on=starts_on + timedelta(days=lasts) if lasts else None,
        hours=draw(hours()),
    )


@st.composite
def once(draw: st.DrawFn, zone: str, day: date) -> Once:
    first = datetime.combine(day + timedelta(days=draw(st.integers(-1, 2))), draw(TIMES))
    length = timedelta(minutes=draw(st.integers(1, 48 * 60)))
    return Once("S", zone, first, first + length)


@st.composite
def days_and_sources(draw: st.DrawFn) -> tuple[date, tuple[Turns | Once, ...]]:
    zone = draw(st.sampled_from(sorted(ZONES)))
    day = date.fromisoformat(draw(st.sampled_from(ZONES[zone])))
    here = turns(zone, day) | once(zone, day)
    elsewhere = st.sampled_from(sorted(ZONES)).flatmap(lambda other: turns(other, day))
    sources = [draw(here), *draw(st.lists(here | elsewhere, max_size=2))]
    return day, tuple(sources)


def roster_of(sources: tuple[Turns | Once, ...]) -> Roster:
    return Roster(
        tuple(as_rotation(str(n), s) for n, s in enumerate(sources) if isinstance(s, Turns)),
        tuple(as_shift(str(n), s) for n, s in enumerate(sources) if isinstance(s, Once)),
    )


def as_rotation(key: str, source: Turns) -> Rotation:
    return Rotation(
        key=key,
        team="team",
        role="role",
        people=source.people,
        zone=ZoneInfo(source.zone),
        cadence=Weekdays(
            source.handover, frozenset(range(7) if source.weekday is None else {source.weekday})
        ),
        starts_on=source.starts_on,
        every=source.every,
        ends_on=source.ends_on,
        windows=tuple(Window(h.weekdays, h.opens, h.closes) for h in source.hours),
    )


def as_shift(key: str, source: Once) -> Shift:
    return Shift(key, "team", "role", source.who, ZoneInfo(source.zone), source.starts, source.ends)


def people(roster: Roster, at: datetime, sources: int) -> tuple[str | None, ...]:
    """Who is on in each source, in the order of the sources; two in one source is an error."""
    found = on_duty(roster, at)
    by_source = {duty.source: duty.person for duty in found}
    assert len(by_source) == len(found), f"two people on at once: {found}"
    return tuple(by_source.get(str(n)) for n in range(sources))


@settings(deadline=None, max_examples=200)
@given(days_and_sources())
def test_the_same_people_are_on_as_on_a_walk_through_the_minutes(
    case: tuple[date, tuple[Turns | Once, ...]],
) -> None:
    day, sources = case
    start = datetime.combine(day, time(6), tzinfo=UTC)
    end = start + timedelta(days=2)
    watch, roster = Watch(sources, start, end), roster_of(sources)
    found = duties(roster, start, end)
    assert all(duty.start < min(duty.end, end) and duty.end > start for duty in found)

    changes = list(watch.changes())
    boundaries = {edge for duty in found for edge in (duty.start, duty.end) if start < edge < end}
    assert set(changes) <= boundaries, "someone came or went, and no duty says so"
    for edge in (start, *sorted(boundaries)):
        for at in (edge - SECOND, edge, edge + SECOND):
            if at >= start:
                assert people(roster, at, len(sources)) == watch.people(at), at

    for at in (start, *sorted(boundaries)):
        assert on_duty(roster, at) == tuple(d for d in found if d.start <= at < d.end)
        handovers = [edge for edge in boundaries if edge > at]
        if handovers:
            assert next_handover(roster, at, "team", "role") == min(handovers)
        begins = [duty for duty in found if duty.start > at]
        if begins:
            assert next_duty(roster, at, team="team") == begins[0]
