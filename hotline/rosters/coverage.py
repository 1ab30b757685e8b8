"""How well a line's roster covers what the line requires."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from hotline.lines.fields import Words
from hotline.lines.service import LoadedLine
from hotline.people.service import Responder, people_by_ids, people_without_phone
from hotline.readiness.phone_calls import people_behind_voicemail
from hotline.rosters.service import roster_of
from hotline.rosters.teams import team_names
from schedules.coverage import Coverage, coverage
from schedules.repeated import Repeated, repeated
from schedules.requirement import Requirement

NONE = "none"
"""Why somebody cannot be rung: they have no telephone."""
VOICEMAIL = "voicemail"
"""Or a test has shown that voicemail takes the call before they can."""


@dataclass(frozen=True, slots=True)
class LineCoverage:
    """The coverage of a line, with what it takes to tell it. No telephone in it."""

    coverage: Coverage
    zones: Mapping[str, ZoneInfo]
    """Of each team of the line, by its slug."""
    teams: Mapping[str, Words]
    """What each is called."""
    people: Mapping[str, Responder]
    """Those whom a finding concerns."""

    @property
    def told_once(self) -> tuple[Repeated, ...]:
        """The findings, those that come again at the same hours put together."""
        return repeated(self.coverage.findings, self.zones)


def requirements_of(
    line: LoadedLine, zones: Mapping[str, ZoneInfo], team: str | None = None
) -> list[Requirement]:
    """Whom the line requires; `zones` are those of its teams. Of one team, where one is given."""
    return [
        need.rule(zones[need.team]) for need in line.document.required if team in {None, need.team}
    ]


def coverage_of(
    session: Session, line: LoadedLine, start: datetime, end: datetime, team: str | None = None
) -> LineCoverage:
    """What is to be said of the line's roster between two aware instants; of one team, where one
    is given: its own requirements, and whatever else concerns it.

    Raises ValueError for naive instants, or an end not after the start.
    """
    stored = roster_of(session, line.id)
    required = requirements_of(line, stored.zones, team)
    found = coverage(stored.roster, required, start, end, _not_reached(session, line))
    if team is not None:
        concerned = (f for f in found.findings if team in {f.team, *(f.beside or ())[:1]})
        found = replace(found, findings=tuple(concerned))
    people = people_by_ids(
        session, {int(person) for finding in found.findings for person in finding.people}
    )
    return LineCoverage(
        found,
        # What a decision about any team is about is told in the line's own time.
        {**stored.zones, "": stored.zone},
        team_names(session, line.id),
        {str(key): person for key, person in people.items()},
    )


def _not_reached(session: Session, line: LoadedLine) -> dict[str, str]:
    behind = {str(person): VOICEMAIL for person in people_behind_voicemail(session, line)}
    return behind | {str(person): NONE for person in people_without_phone(session, line.id)}
