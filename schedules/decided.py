"""What decisions leave, hide, or no longer do: open duties, hidden holes, decisions gone idle."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from schedules.base import base_duties
from schedules.cover import Cover
from schedules.decisions import Absence, Addition, Decision, Gift
from schedules.duty import Duty, OpenDuty
from schedules.finding import Finding, Kind, joined
from schedules.planned import is_given
from schedules.roster import Roster
from schedules.sweep import Period, sweep

_AROUND = timedelta(days=2)


def left_open(open_duties: Iterable[OpenDuty], start: datetime, end: datetime) -> Iterator[Finding]:
    """The duties that an absence has left to nobody, and by whom; clipped to the period."""
    return joined(
        Finding(
            Kind.OPEN,
            duty.team,
            duty.role,
            max(duty.start, start),
            min(duty.end, end),
            people=(duty.left_by,),
            decisions=duty.decisions,
        )
        for duty in sorted(
            open_duties, key=lambda duty: (duty.team, duty.role, duty.left_by, duty.start)
        )
    )


def hidden(
    bare: Iterable[Cover], covers: Iterable[Cover], duties: Iterable[Duty]
) -> Iterator[Finding]:
    """Where enough people are on, and the rotations and shifts alone (`bare`) would leave a gap:
    with whom, and by which decisions."""
    by_place: defaultdict[tuple[str, str], list[Period[Cover | Duty]]] = defaultdict(list)
    holes = (stretch for stretch in bare if stretch.missing)
    filled = (stretch for stretch in covers if not stretch.missing)
    for stretch in (*holes, *filled):
        by_place[stretch.team, stretch.role].append((stretch.start, stretch.end, stretch))
    for duty in duties:
        if duty.decisions and (duty.team, duty.role) in by_place:
            by_place[duty.team, duty.role].append((duty.start, duty.end, duty))
    for (team, role), periods in by_place.items():
        yield from joined(_hidden(team, role, periods))


def _hidden(team: str, role: str, periods: list[Period[Cover | Duty]]) -> Iterator[Finding]:
    for start, end, held in sweep(periods):
        stretches = [one for one in held if isinstance(one, Cover)]
        hole = next((one for one in stretches if one.missing), None)
        if hole is not None and any(not one.missing for one in stretches):
            by = sorted(
                (one for one in held if isinstance(one, Duty)), key=lambda duty: duty.person
            )
            yield Finding(
                Kind.HIDDEN,
                team,
                role,
                start,
                end,
                missing=hole.missing,
                needed=hole.at_least,
                people=tuple(dict.fromkeys(duty.person for duty in by)),
                decisions=tuple(dict.fromkeys(key for duty in by for key in duty.decisions)),
            )


def idle(roster: Roster, keys: Iterable[str]) -> Iterator[Finding]:
    """Decisions that change nothing (any more), and why: `reason` is "gone" (the duty that was
    given exists no longer), "passed on" (it is somebody else's by now), "on already" or "not on".

    An absence during which there is no duty is none: whoever is away says so once and for all.
    """
    decisions = {decision.key: decision for decision in roster.decisions}
    for key in keys:
        decision = decisions[key]
        if not isinstance(decision, Absence):
            team, role = _place(roster, decision)
            yield Finding(
                Kind.IDLE,
                team,
                role,
                *decision.period,
                people=(decision.person,),
                decisions=(key,),
                reason=_why(roster, decision),
            )


def _place(roster: Roster, decision: Decision) -> tuple[str, str]:
    """Team and role; empty texts where the decision is about any."""
    if isinstance(decision, Gift):
        rules = roster.versions.get(decision.source, ())
        return next(((rule.team, rule.role) for rule in rules), ("", ""))
    if isinstance(decision, Absence):
        return "", ""
    return decision.team or "", decision.role or ""


def _why(roster: Roster, decision: Decision) -> str:
    if isinstance(decision, Addition):
        return "on already"
    if not isinstance(decision, Gift):
        return "not on"
    start, end = decision.period
    there = base_duties(roster.of_source(decision.source), start - _AROUND, end + _AROUND)
    return "passed on" if any(is_given(roster, decision, duty) for duty in there) else "gone"
