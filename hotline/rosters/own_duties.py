"""One person's duties to come, as they are told to them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from hotline.lines.service import LoadedLine
from hotline.people.service import people_by_ids
from hotline.rosters.service import roster_of
from hotline.rosters.teams import team_name
from hotline.words.duties import duty_words
from schedules import on_duty as rules
from schedules.duty import Duty

MOST = 3
"""As many as can be heard and remembered."""

_HORIZONS = (timedelta(days=7), timedelta(days=28), timedelta(days=92))
"""How far ahead they are looked for: far only for those who are seldom on."""


@dataclass(frozen=True, slots=True)
class OwnDuty:
    """A duty of theirs, present or to come; its times are in the zone of its team."""

    source: str
    local_start: datetime
    team_slug: str
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
    session: Session, line: LoadedLine, person_id: int, now: datetime, language: str
) -> list[OwnDuty]:
    """This person's next duties on their line, the present one included, in the order they begin:
    three at most, of the next three months."""
    roster = roster_of(session, line.id).roster
    mine: list[Duty] = []
    for horizon in _HORIZONS:
        to_come = rules.duties(roster, now, now + horizon)
        mine = [duty for duty in to_come if duty.person == str(person_id)][:MOST]
        if len(mine) == MOST:
            break
    zones = {source.team: source.zone for source in roster.sources}
    own_zone = ZoneInfo(line.document.line.time_zone)
    after = {duty: _after(rules.on_duty(roster, duty.end), duty) for duty in mine}
    people = people_by_ids(session, {int(duty.person) for duty in after.values() if duty})
    return [
        OwnDuty(
            source=duty.source,
            local_start=duty.local_start,
            team_slug=duty.team,
            team=team_name(session, line.id, duty.team, language),
            role=duty.role,
            starts=duty.start.astimezone(zones.get(duty.team, own_zone)),
            ends=duty.end.astimezone(zones.get(duty.team, own_zone)),
            next_person=people[int(follows.person)].name if follows else None,
        )
        for duty, follows in after.items()
    ]


def _after(on_duty: tuple[Duty, ...], over: Duty) -> Duty | None:
    return next(
        (
            duty
            for duty in on_duty
            if (duty.team, duty.role) == (over.team, over.role) and duty.person != over.person
        ),
        None,
    )
