"""Who carries what on a line: duties, calls, and the rules of rest that are broken."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from hotline.lines.service import LoadedLine
from hotline.rosters.contracts import Contract, contracts_of, interventions_of
from hotline.rosters.past import duties_done
from hotline.rosters.service import LineRoster, roster_of
from hotline.statistics.answered import Answered, answered_by_month
from schedules.fairness import Share, shares
from schedules.local_time import midnight
from schedules.rest import LOOK_AROUND, Broken, broken_rules
from schedules.rotation import members


@dataclass(frozen=True, slots=True)
class Fairness:
    """What everybody carries from one day to another, both included."""

    first: date
    last: date
    shares: tuple[Share, ...]
    answered: Mapping[str, Answered]
    """By person, of the whole months to which the days belong."""
    broken: tuple[Broken, ...]
    contracts: Mapping[str, Contract]
    """By person."""


def fairness_of(
    session: Session, line: LoadedLine, first: date, last: date, team: str | None = None
) -> Fairness:
    """Everybody's share of these days of the line's zone, both included; of one team when asked.

    Calls are kept by month only, and cannot be told apart by team.
    """
    roster = roster_of(session, line.id)
    start, end = (
        midnight(day, ZoneInfo(line.document.line.time_zone))
        for day in (first, last + timedelta(days=1))
    )
    contracts = contracts_of(session, line)
    duties = duties_done(session, line.id, start - LOOK_AROUND, end + LOOK_AROUND)
    found = shares(
        [duty for duty in duties if team in (None, duty.team)],
        start,
        end,
        contracts={person: contract.kind for person, contract in contracts.items()},
        calendars={person: c.calendar(first, last) for person, c in contracts.items()},
        members=[
            member
            for member in _members(roster, contracts, start, end)
            if team in (None, member[0])
        ],
    )
    concerned = {share.person for share in found}
    months = answered_by_month(session, line.id, first, last)
    broken = broken_rules(
        [duty for duty in duties if duty.person in concerned],
        {person: contract.terms for person, contract in contracts.items()},
        start,
        end,
        interventions_of(session, line.id),
    )
    return Fairness(
        first,
        last,
        found,
        {
            person: sum(months.get(contracts[person].person_id, {}).values(), Answered())
            for person in sorted(concerned, key=int)
        },
        broken,
        contracts,
    )


def _members(
    roster: LineRoster, contracts: Mapping[str, Contract], start: datetime, end: datetime
) -> Iterator[tuple[str, str, str]]:
    """Who takes turns in each team and role, with or without a turn in the period."""
    for rotation in roster.roster.rotations:
        since = midnight(rotation.starts_on, rotation.zone)
        over = rotation.ends_on is not None and (midnight(rotation.ends_on, rotation.zone) <= start)
        closed = rotation.closed is not None and rotation.closed <= start
        later = rotation.opened is not None and rotation.opened >= end
        if since >= end or over or closed or later:
            continue
        for turn in rotation.people:
            for person in members(turn):
                if contracts[person].active:
                    yield rotation.team, rotation.role, person
