"""What rest, fairness and the ledger need of people: contract, clock, holidays, rates."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from hotline.calls.tables import Leg
from hotline.lines.contracts import Rates, rates_of, rules_of
from hotline.lines.service import LoadedLine
from hotline.people.tables import Person
from hotline.rosters.public_holidays import public_holidays
from hotline.taxonomies import Wording
from schedules.fairness import Calendar
from schedules.rest import Terms
from schedules.stretches import Stretch

_DAY = timedelta(days=1)

CONTRACT_NAMES: dict[str, Wording] = {
    "volunteer": Wording("bénévole", "volunteer"),
    "self-employed": Wording("indépendant ou indépendante", "self-employed"),
    "on-call": Wording("astreinte à domicile", "on call at home"),
    "employed": Wording("sur place", "on site"),
}


@dataclass(frozen=True, slots=True)
class Contract:
    """Somebody of the line and what holds for them, whether they are still active or not."""

    person_id: int
    slug: str
    name: str
    kind: str
    terms: Terms
    rates: Rates | None
    holidays_of: str
    """The place whose public holidays are theirs."""
    more_holidays: frozenset[date]
    active: bool

    def calendar(self, first: date, last: date) -> Calendar:
        """Their clock, and their public holidays around these days: where they live it may be the
        day before or after."""
        years = range((first - _DAY).year, (last + _DAY).year + 1)
        known = public_holidays(self.holidays_of, years)
        return Calendar(self.terms.zone, known | self.more_holidays)


def contracts_of(session: Session, line: LoadedLine) -> dict[str, Contract]:
    """Everybody of the line, those who left included, by their id as rosters write it."""
    identity, entries = line.document.line, line.document.contracts
    rows = session.scalars(select(Person).filter_by(line_id=line.id).order_by(Person.id))
    return {
        str(row.id): Contract(
            row.id,
            row.slug,
            row.name,
            row.contract,
            Terms(rules_of(row.contract, entries), ZoneInfo(row.time_zone or identity.time_zone)),
            rates_of(row.contract, entries),
            row.holidays or identity.holidays,
            frozenset(identity.more_holidays),
            row.active,
        )
        for row in rows
    }


def terms_of(session: Session, line: LoadedLine) -> dict[str, Terms]:
    """The rules and the zone of everybody of the line, for `schedules.rest`."""
    return {person: contract.terms for person, contract in contracts_of(session, line).items()}


def interventions_of(session: Session, line_id: int) -> dict[str, list[Stretch]]:
    """When the people of this line talked on the telephone, as far as it is still known: until a
    call is forgotten. Coordinators' advice included, since it is work. For `schedules.rest`."""
    ours = select(Person.id).where(Person.line_id == line_id)
    talks = session.execute(
        select(Leg.person_id, Leg.connected_at, Leg.talk_seconds).where(
            Leg.person_id.in_(ours), Leg.connected_at.is_not(None)
        )
    )
    found: dict[str, list[Stretch]] = defaultdict(list)
    for person, since, seconds in talks:
        assert since is not None  # as asked for
        found[str(person)].append((since, since + timedelta(seconds=seconds)))
    return found
