"""Changes of a roster, drafted from what somebody filled in, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from hotline.lines.service import LoadedLine
from hotline.people.service import Responder, people_without_phone
from hotline.people.tables import Person
from hotline.rosters.deciding import Draft, Kind
from hotline.rosters.service import planned_of, roster_of
from hotline.taxonomies import Wording
from schedules.duty import Duty
from schedules.local_time import instant, reading

LONGEST = timedelta(days=31)
A_WEEK = timedelta(days=7)

OVER = Wording(
    "C'est passé : le planning ne change qu'à partir de maintenant.",
    "That is over: the roster only changes from now on.",
)
ENDS_FIRST = Wording("La fin doit venir après le début.", "The end must come after the start.")
TOO_LONG = Wording(
    "Un mois au plus à la fois : pour plus longtemps, changez les rotations de la ligne.",
    "A month at most at a time: for longer, change the rotations of the line.",
)
CANNOT = Wording(
    "{name} ne répond pas dans cette équipe : choisissez quelqu'un d'autre.",
    "{name} does not answer in this team: choose somebody else.",
)
NO_PHONE = Wording(
    "{name} n'a pas de téléphone : ajoutez-le d'abord.",
    "{name} has no telephone: add it first.",
)


class Wrong(Exception):
    """A change cannot be made: what is wrong, and in which field."""

    def __init__(self, field: str, wording: Wording, **values: str) -> None:
        super().__init__(field)
        self.field = field
        self.wording = wording.filled(**values)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """One change as it is wished for. Times are local, in `zone`; without a team, any."""

    kind: Kind
    person: Responder
    starts: datetime
    ends: datetime
    zone: ZoneInfo
    team: str | None = None
    role: str | None = None
    by: Responder | None = None


def drafted(session: Session, line: LoadedLine, wish: Wish, now: datetime) -> Draft:
    """The decision that makes it so, from now on at the earliest. Raises Wrong."""
    zone = wish.zone
    if wish.ends <= wish.starts:
        raise Wrong("ends", ENDS_FIRST)
    if instant(wish.ends, zone) <= now:
        raise Wrong("ends", OVER)
    if wish.kind != "absence" and wish.ends - wish.starts > LONGEST:
        raise Wrong("ends", TOO_LONG)
    comes = wish.by if wish.kind == "replace" else wish.person
    if wish.kind in {"add", "replace"} and wish.team is not None and comes is not None:
        field = "by" if wish.kind == "replace" else "person"
        must_answer(session, line, wish.team, comes, field)
    return Draft(
        kind=wish.kind,
        person=wish.person.id,
        by=wish.by.id if wish.by else None,
        team=wish.team,
        role=wish.role,
        zone=zone,
        starts=max(wish.starts, reading(now, zone)),
        ends=wish.ends,
    )


def must_answer(
    session: Session, line: LoadedLine, team: str, person: Responder | Person, field: str = "person"
) -> None:
    """Raises Wrong, beside that field, for somebody who does not answer in the team, or whom no
    telephone reaches."""
    if roster_of(session, line.id).kinds[team] not in {person.kind, "coordinator"}:
        raise Wrong(field, CANNOT, name=person.name)
    if person.id in people_without_phone(session, line.id):
        raise Wrong(field, NO_PHONE, name=person.name)


def moved(
    session: Session, line: LoadedLine, old: Wish, new: Wish, now: datetime
) -> Sequence[Draft]:
    """Somebody's duty at another time, in another place or both: they are off the old one (as far
    as it is to come) and on the new one. Raises Wrong."""
    off = drafted(session, line, replace(old, kind="remove"), now)
    return [off, drafted(session, line, replace(new, kind="add"), now)]


def copied(
    session: Session,
    line: LoadedLine,
    team: str,
    *,
    source: datetime,
    target: datetime,
    now: datetime,
) -> Sequence[Draft]:
    """The week that begins at the local time `source`, planned again in the week from `target`:
    whoever is on there and was not then is off, whoever was on is on. Local times of the team's
    zone; by the clock on the wall, whatever a change of clocks makes of it."""
    zone = roster_of(session, line.id).zones[team]
    before = _week(session, line, team, source, zone)
    there = _week(session, line, team, target, zone)
    later = target - source
    wanted = {(d.role, d.person, starts + later, ends + later) for d, starts, ends in before}
    kept = {(d.role, d.person, starts, ends) for d, starts, ends in there}
    soonest = reading(now, zone)
    drafts = [
        _draft("remove", place, team, zone, soonest)
        for place in sorted(kept - wanted, key=str)
        if place[3] > soonest
    ]
    return drafts + [
        _draft("add", place, team, zone, soonest)
        for place in sorted(wanted - kept, key=str)
        if place[3] > soonest
    ]


def _week(
    session: Session, line: LoadedLine, team: str, starts: datetime, zone: ZoneInfo
) -> list[tuple[Duty, datetime, datetime]]:
    ends = starts + A_WEEK
    first, last = instant(starts, zone), instant(ends, zone)
    return [
        (duty, max(reading(duty.start, zone), starts), min(reading(duty.end, zone), ends))
        for duty in planned_of(session, line.id, first, last).duties
        if duty.team == team
    ]


def _draft(
    kind: Kind,
    place: tuple[str, str, datetime, datetime],
    team: str,
    zone: ZoneInfo,
    soonest: datetime,
) -> Draft:
    role, person, starts, ends = place
    return Draft(
        kind=kind,
        person=int(person),
        team=team,
        role=role,
        zone=zone,
        starts=max(starts, soonest),
        ends=ends,
    )
