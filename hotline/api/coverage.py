"""What is missing on the roster in the days to come."""

from __future__ import annotations

from datetime import datetime, timedelta

from pydantic import Field

from hotline.api.operations import Asked, Operation, Operations
from hotline.api.problems import unknown
from hotline.api.values import Answer, Moment, Question, Slug
from hotline.lines.service import version_of
from hotline.people.service import people_without_phone
from hotline.readiness.phone_calls import people_behind_voicemail
from hotline.rosters.coverage import LineCoverage, coverage_of
from hotline.rosters.service import roster_of
from hotline.service import hotline
from hotline.taxonomies import Wording
from hotline.tokens.scopes import Scope
from schedules.cover import Share
from schedules.finding import Finding

_HOUR = timedelta(hours=1)


class DaysAhead(Question):
    """How far ahead, from the beginning of this hour on."""

    days: int = Field(14, ge=1, le=366, description="How many days ahead.")
    team: Slug | None = Field(None, description="One team only.")


class ShareTold(Answer):
    """Hours required of a team and role, and covered; two people for an hour are two."""

    team: str
    role: str
    percent: float
    required_hours: float
    covered_hours: float


class FindingTold(Answer):
    """One thing found, of `kind` gap, open, no phone, hidden, double, alone, thin or idle; in the
    team's time. `people` are slugs; `missing` of `needed` people."""

    kind: str
    team: str
    role: str
    start: Moment
    end: Moment
    missing: int
    needed: int
    people: list[str]


class CoverageTold(Answer):
    """The gravest first at each moment; empty when there is nothing to say."""

    roster: int
    start: Moment
    end: Moment
    shares: list[ShareTold]
    findings: list[FindingTold]


def coverage(asked: Asked, question: DaysAhead) -> CoverageTold:
    """Gaps, open duties, people who cannot be rung, and so on."""
    asked.must_see(question.team)
    start = _this_hour(asked.now)
    with hotline().database.reading() as session:
        number = version_of(session, asked.line.id).roster_number
        if (
            question.team is not None
            and question.team not in roster_of(session, asked.line.id).kinds
        ):
            raise unknown()
        end = start + timedelta(days=question.days)
        found = coverage_of(session, asked.line, start, end, question.team)
    return CoverageTold(
        roster=number,
        start=start,
        end=end,
        shares=[
            _share(team, role, share)
            for (team, role), share in found.coverage.shares.items()
            if asked.token.sees(team)
        ],
        findings=[
            _finding(finding, found)
            for finding in found.coverage.findings
            if asked.token.sees(finding.team)
        ],
    )


def _state(asked: Asked, question: DaysAhead) -> str:
    """The line and its roster, who cannot be rung, and the hour: known by a few statements, where
    the answer takes a walk through all duties."""
    with hotline().database.reading() as session:
        version = version_of(session, asked.line.id)
        silent = sorted(people_without_phone(session, asked.line.id))
        behind = sorted(people_behind_voicemail(session, asked.line))
    teams = None if asked.token.teams is None else sorted(asked.token.teams)
    return repr((version, silent, behind, teams, _this_hour(asked.now), question))


def _this_hour(now: datetime) -> datetime:
    return now.replace(minute=0, second=0, microsecond=0)


def _share(team: str, role: str, share: Share) -> ShareTold:
    return ShareTold(
        team=team,
        role=role,
        percent=share.percent,
        required_hours=round(share.required / _HOUR, 2),
        covered_hours=round(share.covered / _HOUR, 2),
    )


def _finding(finding: Finding, found: LineCoverage) -> FindingTold:
    zone = found.zones[finding.team]
    return FindingTold(
        kind=finding.kind,
        team=finding.team,
        role=finding.role,
        start=finding.start.astimezone(zone),
        end=finding.end.astimezone(zone),
        missing=finding.missing,
        needed=finding.needed,
        people=[found.people[person].slug for person in finding.people],
    )


OPERATIONS: Operations = {
    ("GET", "/lines/<line>/coverage"): Operation(
        coverage,
        Scope.COVERAGE,
        Wording("Ce qui manque dans les jours qui viennent", "What is missing in the days to come"),
        DaysAhead,
        answers={200: CoverageTold},
        state=_state,
    ),
}
