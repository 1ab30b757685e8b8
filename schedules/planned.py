"""Who is on, and what is left open: rotations and shifts, then decisions, one after the other."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from schedules.base import base_duties
from schedules.decisions import Absence, Addition, Decision, Gift, Removal, Replacement
from schedules.duty import ByDecision, Duty, OpenDuty
from schedules.local_time import aware, instant
from schedules.roster import Roster
from schedules.stretches import Stretch as Times
from schedules.stretches import within, without

Stretch = Duty | OpenDuty
_DAYS_AROUND = timedelta(days=2)
_MONTH = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Planned:
    """Whole stretches of duty, and of open duty, each in the order they begin."""

    duties: tuple[Duty, ...]
    open_duties: tuple[OpenDuty, ...]
    idle: tuple[str, ...]
    """Keys of the decisions that lie within the period and change nothing in it (any more)."""


def planned(roster: Roster, start: datetime, end: datetime) -> Planned:
    """What overlaps the time from `start` until just before `end` (aware).

    What ends at `start` or begins at `end` is not among it.
    Raises ValueError for naive instants, or an end not after the start.
    """
    # As duties are: instants of one zone are compared ten times faster, and those of one hour that
    # clocks show twice are told apart.
    start, end = aware(start).astimezone(UTC), aware(end).astimezone(UTC)
    if end <= start:
        raise ValueError(f"The period ends at {end}: give an end after its start at {start}.")
    there: list[Stretch] = []
    decisions = roster.decisions
    # A gift whose duty is not there is idle, and not looked at below.
    about = {
        n for n in roster.gifts_in_time.within(start, end) if _concerns(decisions[n], start, end)
    }
    acting: set[int] = set()
    for since, until in _months(start, end):
        stretches, changes = _decided(roster, since, until)
        # What goes on from one part to the next is told where it begins.
        there += (s for s in stretches if s.end > start and since <= max(s.start, start) < until)
        about |= changes.keys()
        acting |= {place for place, changed in changes.items() if changed}
    there.sort(key=in_order)
    return Planned(
        tuple(stretch for stretch in there if isinstance(stretch, Duty)),
        tuple(stretch for stretch in there if isinstance(stretch, OpenDuty)),
        tuple(
            decisions[place].key
            for place in sorted(about - acting)
            if _lies_within(roster, decisions[place], start, end)
        ),
    )


def _months(start: datetime, end: datetime) -> Iterator[Times]:
    """The period in parts: each decision is compared with the duties of one, not with those of ten
    years."""
    while start < end:
        until = start + min(_MONTH, end - start)
        yield start, until
        start = until


def _decided(
    roster: Roster, start: datetime, end: datetime
) -> tuple[Sequence[Stretch], Mapping[int, bool]]:
    """What overlaps a part of the period, and what is beside it; by the places of the decisions
    that were looked at, whether they have changed something."""
    decisions = roster.decisions

    def additions(since: datetime, until: datetime) -> list[Addition]:
        concerned = (decisions[place] for place in roster.acting_in_time.within(since, until))
        return [one for one in concerned if isinstance(one, Addition)]

    # An addition is whole only beside all that is there while it lasts.
    added = additions(start, end)
    first = min((start, *(addition.start for addition in added)))
    last = max((end, *(addition.end for addition in added)))
    stretches: list[Stretch] = [*base_duties(roster, first, last)]
    # A decision may cut a duty where it lies outside of the period, and so move its ends.
    first = min((first, *(stretch.start for stretch in stretches)))
    last = max((last, *(stretch.end for stretch in stretches)))
    here = {(stretch.source, stretch.local_start.date()) for stretch in stretches}
    here |= {(one.key, one.starts.date()) for one in additions(first, last)}
    gifts = (place for duty in here for place in roster.gifts_by_duty.get(duty, ()))
    concerned = [place for place in gifts if _concerns(decisions[place], first, last)]
    concerned += roster.acting_in_time.within(first, last)
    changes = {}
    for place in sorted(concerned):
        changed = list(_after(roster, decisions[place], stretches))
        changes[place] = changed != stretches
        stretches = changed
    return stretches, changes


def in_order(stretch: Stretch) -> tuple[datetime, str, str, str]:
    """By their beginning; those that begin together by team, role and source."""
    return stretch.start, stretch.team, stretch.role, stretch.source


def _concerns(decision: Decision, start: datetime, end: datetime) -> bool:
    return decision.start < min(decision.end, end) and decision.end > start


def _lies_within(roster: Roster, decision: Decision, start: datetime, end: datetime) -> bool:
    starts, ends = roster.period_of(decision)
    return start <= starts and ends <= end


def _after(roster: Roster, decision: Decision, stretches: Sequence[Stretch]) -> Iterator[Stretch]:
    """What a decision makes of the stretches that those before it have left."""
    if isinstance(decision, Addition):
        yield from _added(decision, stretches)
        return
    for stretch in stretches:
        start, end = max(stretch.start, decision.start), min(stretch.end, decision.end)
        if start >= end or not _acts_on(roster, decision, stretch):
            yield stretch
            continue
        if stretch.start < start:
            yield replace(stretch, end=start)
        if not isinstance(decision, Removal):
            yield _become(decision, replace(stretch, start=start, end=end))
        if end < stretch.end:
            yield replace(stretch, start=end)


def _acts_on(
    roster: Roster, decision: Absence | Gift | Removal | Replacement, stretch: Stretch
) -> bool:
    if isinstance(decision, Gift):
        holder = stretch.person if isinstance(stretch, Duty) else stretch.left_by
        return holder == decision.person and is_given(roster, decision, stretch)
    if not isinstance(stretch, Duty) or stretch.person != decision.person:
        return False
    return isinstance(decision, Absence) or (
        decision.team in (None, stretch.team) and decision.role in (None, stretch.role)
    )


def _become(decision: Absence | Gift | Replacement, stretch: Stretch) -> Stretch:
    if isinstance(decision, Absence):
        assert isinstance(stretch, Duty)
        return OpenDuty(
            stretch.source,
            stretch.local_start,
            stretch.team,
            stretch.role,
            stretch.person,
            stretch.start,
            stretch.end,
            stretch.why,
            (*stretch.decisions, decision.key),
        )
    return _done_by(
        decision.by if isinstance(decision, Replacement) else decision.to, stretch, decision.key
    )


def _done_by(person: str, stretch: Stretch, key: str) -> Duty:
    return Duty(
        stretch.source,
        stretch.local_start,
        stretch.team,
        stretch.role,
        person,
        stretch.start,
        stretch.end,
        stretch.why,
        (*stretch.decisions, key),
    )


def is_given(roster: Roster, gift: Gift, stretch: Stretch) -> bool:
    """Whether the stretch is part of the duty that is given, moved or not."""
    given = (gift.source, gift.local_start)
    if stretch.identity == given:
        return True
    day = gift.local_start.date()
    if stretch.source != gift.source or stretch.local_start.date() != day:
        return False
    # The rule has moved the duty, or this is another one of the same day: what says it now?
    alone = roster.of_source(gift.source)
    noon = instant(gift.local_start, gift.zone)
    there = {
        duty.local_start
        for duty in base_duties(alone, noon - _DAYS_AROUND, noon + _DAYS_AROUND)
        if duty.local_start.date() == day
    }
    nearest = min(there, key=lambda start: (abs(start - gift.local_start), start), default=None)
    return stretch.local_start == nearest


def _added(addition: Addition, stretches: Sequence[Stretch]) -> Iterator[Stretch]:
    """Fills what is open in that role first; where the person is on in it already, nothing is
    added; the rest is a duty of its own."""
    missing: tuple[Times, ...] = ((addition.start, addition.end),)
    mine = [s for s in stretches if (s.team, s.role) == (addition.team, addition.role)]
    for stretch in mine:
        if isinstance(stretch, Duty) and stretch.person == addition.person:
            missing = without(missing, [(stretch.start, stretch.end)])
    for stretch in stretches:
        if stretch not in mine or isinstance(stretch, Duty):
            yield stretch
            continue
        filled = within(missing, stretch.start, stretch.end)
        missing = without(missing, filled)
        for start, end in filled:
            yield _done_by(addition.person, replace(stretch, start=start, end=end), addition.key)
        for start, end in without([(stretch.start, stretch.end)], filled):
            yield replace(stretch, start=start, end=end)
    for start, end in missing:
        yield Duty(
            addition.key,
            addition.starts,
            addition.team,
            addition.role,
            addition.person,
            start,
            end,
            ByDecision(),
            (addition.key,),
        )
