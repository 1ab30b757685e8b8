"""One person's duties to come, as they are told to them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from hotline.people.service import people_by_ids
from hotline.rosters.service import roster_of
from hotline.rosters.teams import team_name
from hotline.words.duties import duty_words
from schedules import on_duty as rules
from schedules.duty import Duty
from schedules.roster import Roster

MOST = 3
"""As many as can be heard and remembered."""

_HORIZONS = (timedelta(days=7), timedelta(days=28), timedelta(days=92))
"""How far ahead they are looked for: far only for those who are seldom on."""


@dataclass(frozen=True, slots=True)
class OwnDuty:
    """A duty of theirs, present or to come; its times are in the zone of its team."""

    identity: tuple[str, datetime]
    team: str
    """Its name, in the language asked for."""
    role: str
    starts: datetime
    ends: datetime
    next_person: str | None
    """Who is on in this team and role once it is over: nobody, or the same person, are not told."""

    def told(self, now: datetime, language: str) -> str:
        """It, as it is said, without a full stop."""
        return duty_words(self.starts, self.ends, now, language, team=self.team, role=self.role)


def own_duties(
    session: Session, line_id: int, person_id: int, now: datetime, language: str
) -> list[OwnDuty]:
    """This person's next duties on their line, the present one included, in the order they begin:
    three at most, of the next three months."""
    roster = roster_of(session, line_id).roster
    mine: list[Duty] = []
    for horizon in _HORIZONS:
        to_come = rules.duties(roster, now, now + horizon)
        mine = [duty for duty in to_come if duty.person == str(person_id)][:MOST]
        if len(mine) == MOST:
            break
    return [as_told(session, line_id, duty, language) for duty in mine]


def as_told(session: Session, line_id: int, duty: Duty, language: str) -> OwnDuty:
    """A duty as its person is told of it in this language."""
    line = roster_of(session, line_id)
    zone = line.zones[duty.team]
    return OwnDuty(
        identity=duty.identity,
        team=team_name(session, line_id, duty.team, language),
        role=duty.role,
        starts=duty.start.astimezone(zone),
        ends=duty.end.astimezone(zone),
        next_person=_who_follows(session, line.roster, duty),
    )


def _who_follows(session: Session, roster: Roster, over: Duty) -> str | None:
    place = (over.team, over.role)
    on = (duty for duty in rules.on_duty(roster, over.end) if (duty.team, duty.role) == place)
    follows = next((int(duty.person) for duty in on if duty.person != over.person), None)
    return None if follows is None else people_by_ids(session, [follows])[follows].name
