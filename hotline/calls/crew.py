"""The people of a line as routing sees them, read once for every version of the line."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hotline.lines.cache import PerVersion
from hotline.lines.service import version_of
from hotline.people.tables import Person, Phone
from routing.plan import Responder


@dataclass(frozen=True, slots=True)
class CrewMember:
    """Someone who can be rung; no telephone in it, only how many there are."""

    id: int
    kind: str
    professions: frozenset[str]
    languages: tuple[str, ...]
    """The ones they would rather speak first."""
    territories: frozenset[str]
    tags: frozenset[str]
    phones: int

    def on_duty(
        self, team: str, role: str, team_kind: str = "", line: str | None = None
    ) -> Responder:
        """This person on duty in a role of a team: of the call's own line, or of another."""
        return Responder(
            person=self.id,
            team=team,
            role=role,
            professions=self.professions,
            languages=frozenset(self.languages),
            phones=self.phones,
            kind=team_kind,
            territories=self.territories,
            tags=self.tags,
            line=line,
        )


_crews: PerVersion[dict[int, CrewMember]] = PerVersion()


def crew_of(session: Session, line_id: int) -> dict[int, CrewMember]:
    """Everyone of the line by person id, those who left included: a call may still be theirs."""
    return _crews.get(session, version_of(session, line_id), lambda: _read(session, line_id))


def _read(session: Session, line_id: int) -> dict[int, CrewMember]:
    phones = (
        select(Phone.person_id, func.count().label("phones")).group_by(Phone.person_id).subquery()
    )
    rows = session.execute(
        select(Person, func.coalesce(phones.c.phones, 0))
        .outerjoin(phones, phones.c.person_id == Person.id)
        .where(Person.line_id == line_id)
    )
    return {
        person.id: CrewMember(
            person.id,
            person.kind,
            frozenset(person.professions),
            tuple(person.languages),
            frozenset(person.territories),
            frozenset(person.tags),
            count,
        )
        for person, count in rows
    }
