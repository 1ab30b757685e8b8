"""Random rosters: the rules and a slow walk through UTC agree, to the second."""

from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given, settings

from schedules.on_duty import duties, next_duty, next_handover, on_duty
from schedules.roster import Roster
from tests.schedules.drawn import days_and_sources, roster_of
from tests.schedules.oracle import Once, Turns, Watch

SECOND = timedelta(seconds=1)


def on(
    roster: Roster, at: datetime, sources: int
) -> tuple[tuple[datetime, tuple[str, ...]] | None, ...]:
    """Since when on the wall, and who, in each source; two turns of one at once are an error."""
    found = on_duty(roster, at)
    starts = dict(duty.identity for duty in found)
    assert {duty.identity for duty in found} == {*starts.items()}, found
    return tuple(
        (starts[key], tuple(duty.person for duty in found if duty.source == key))
        if key in starts
        else None
        for key in map(str, range(sources))
    )


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
    assert set(changes) <= boundaries, "a turn came or went, and no duty says so"
    for edge in (start, *sorted(boundaries)):
        for at in (edge - SECOND, edge, edge + SECOND):
            if at >= start:
                assert on(roster, at, len(sources)) == watch.duties(at), at

    for at in (start, *sorted(boundaries)):
        assert on_duty(roster, at) == tuple(d for d in found if d.start <= at < d.end)
        handovers = [edge for edge in boundaries if edge > at]
        if handovers:
            assert next_handover(roster, at, "team", "role") == min(handovers)
        begins = [duty for duty in found if duty.start > at]
        if begins:
            assert next_duty(roster, at, team="team") == begins[0]
