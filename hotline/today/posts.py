"""Who is on duty now, place by place, and who comes next."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from hotline.lines.service import LoadedLine
from hotline.people.names import plain
from hotline.people.readiness import Unreachable, unreachable
from hotline.people.service import people_by_ids
from hotline.people.tables import Person
from hotline.rosters.coverage import requirements_of
from hotline.rosters.service import roster_of
from hotline.rosters.teams import team_names
from hotline.rosters.volunteers import volunteers
from hotline.swaps.held import Held
from hotline.words.duties import role_words
from schedules.duty import Duty
from schedules.on_duty import duties
from schedules.requirement import Requirement

AHEAD = timedelta(days=7)
"""How far the next one is looked for."""


@dataclass(frozen=True, slots=True)
class OnPost:
    """Somebody on duty. Times are local, in the team's zone."""

    person: int
    name: str
    since: datetime
    until: datetime
    held: Held | None
    """Their duty, to be taken over; None for a volunteer."""
    unreachable: Unreachable | None


@dataclass(frozen=True, slots=True)
class Post:
    """One place of the roster: a role in a team."""

    team: str
    team_name: str
    kind: str
    """Of those who answer there; anybody coordinates."""
    role: str
    role_name: str
    now: tuple[OnPost, ...]
    next: OnPost | None
    required: bool
    """Somebody is required there now."""


def posts(
    session: Session,
    line: LoadedLine,
    now: datetime,
    language: str,
    teams: Collection[str] | None = None,
) -> list[Post]:
    """Every place on which somebody is, or is required, in the next week; of these teams only,
    where they are given. The number of statements does not depend on how many there are."""
    stored = roster_of(session, line.id)
    found = [
        duty
        for duty in duties(stored.roster, now, now + AHEAD)
        if teams is None or duty.team in teams
    ]
    helping = [
        one for one in volunteers(session, line.id, now) if teams is None or one.team in teams
    ]
    names, warned = team_names(session, line.id), unreachable(session, line.id)
    ids = {int(duty.person) for duty in found} | {one.person_id for one in helping}
    people = people_by_ids(session, ids)

    def shown(duty: Duty) -> OnPost:
        zone, person = stored.zones[duty.team], int(duty.person)
        since, until = duty.start.astimezone(zone), duty.end.astimezone(zone)
        held = Held.of(duty)
        return OnPost(person, people[person].name, since, until, held, warned.get(person))

    needs = requirements_of(line, stored.zones)
    places = {(need.team, need.role) for need in needs}
    required_now = {(need.team, need.role) for need in needs if _holds(need, now)}
    places |= {(duty.team, duty.role) for duty in found}
    order = {team: nth for nth, team in enumerate(stored.kinds)}
    made = []
    for team, role in sorted(
        places, key=lambda place: (order[place[0]], place[1] != "first", place[1])
    ):
        if teams is not None and team not in teams:
            continue
        mine = [duty for duty in found if (duty.team, duty.role) == (team, role)]
        made.append(
            Post(
                team,
                names[team].read_in(language),
                stored.kinds[team],
                role,
                role_words(role, language),
                tuple(shown(duty) for duty in mine if duty.start <= now),
                next((shown(duty) for duty in mine if duty.start > now), None),
                (team, role) in required_now,
            )
        )
    for one in helping:
        zone = stored.zones[one.team]
        on = OnPost(
            one.person_id,
            people[one.person_id].name,
            one.since.astimezone(zone),
            one.until.astimezone(zone),
            None,
            warned.get(one.person_id),
        )
        made.append(
            Post(
                one.team,
                names[one.team].read_in(language),
                one.team_kind,
                one.role,
                role_words(one.role, language),
                (on,),
                None,
                required=False,
            )
        )
    return made


def until_relieved(
    session: Session, line_id: int, team: str, role: str, now: datetime
) -> datetime | None:
    """When the last of those on duty in this place now is off, as an instant; None while nobody is
    on duty there."""
    found = duties(roster_of(session, line_id).roster, now, now + AHEAD)
    ends = [d.end for d in found if (d.team, d.role) == (team, role) and d.start <= now]
    return max(ends, default=None)


def _holds(need: Requirement, now: datetime) -> bool:
    return any(need.periods(now, now + timedelta(seconds=1)))


def able_people(session: Session, line: LoadedLine, kind: str) -> list[Person]:
    """The active people who can answer in a team of that kind, by name."""
    wanted = select(Person).filter_by(line_id=line.id, active=True)
    if kind != "coordinator":
        wanted = wanted.filter_by(kind=kind)
    return sorted(session.scalars(wanted), key=lambda person: plain(person.name))
