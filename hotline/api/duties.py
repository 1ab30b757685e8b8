"""Who is on duty at a moment, and the duties of some days."""

from __future__ import annotations

from datetime import timedelta

from pydantic import Field
from sqlalchemy.orm import Session

from hotline.api.operations import Asked, Operation, Operations
from hotline.api.problems import unknown, wrong
from hotline.api.values import Answer, Moment, Question, Slug
from hotline.lines.service import version_of
from hotline.people.service import people_by_ids
from hotline.rosters.past import on_duty_then
from hotline.rosters.service import planned_of, roster_of
from hotline.service import hotline
from hotline.taxonomies import Wording
from hotline.tokens.scopes import Scope
from schedules.duty import Duty
from schedules.planned import Stretch, in_order

LONGEST = timedelta(days=366)
_ENDS_FIRST = Wording("La fin doit venir après le début.", "The end must come after the start.")
_TOO_LONG = Wording("Un an au plus à la fois.", "A year at most at a time.")


class AtMoment(Question):
    """At which moment: now, without one."""

    at: Moment | None = Field(None, description="At this instant, past ones too; else now.")
    team: Slug | None = Field(None, description="One team only.")


class Period(Question):
    """Between two instants, at most a year apart."""

    start: Moment = Field(description="From this instant on.")
    end: Moment = Field(description="Until just before this one.")
    team: Slug | None = Field(None, description="One team only.")


class OnDutyTold(Answer):
    """Somebody on duty, from `start` until just before `end`, in the team's time."""

    team: str
    role: str
    person: str
    name: str
    start: Moment
    end: Moment


class WhoIsOnDuty(Answer):
    """In the order of the line's teams."""

    on_duty: list[OnDutyTold]


class DutyTold(Answer):
    """A duty. Without a person it is open: `left_by` is who is absent. `source` and `local_start`
    identify it, whoever does it."""

    team: str
    role: str
    person: str | None
    left_by: str | None
    start: Moment
    end: Moment
    source: str
    local_start: str


class Duties(Answer):
    """Duties that overlap the period, whole, in the order they begin; `roster` is the number of
    the roster that they were read from."""

    roster: int
    duties: list[DutyTold]


def on_duty(asked: Asked, question: AtMoment) -> WhoIsOnDuty:
    """Who is, was or will be on duty."""
    asked.must_see(question.team)
    with hotline().database.reading() as session:
        roster = roster_of(session, asked.line.id)
        _must_exist(question.team, roster.kinds)
        found = [
            duty
            for duty in on_duty_then(session, asked.line.id, question.at or asked.now)
            if question.team in {None, duty.team} and asked.token.sees(duty.team)
        ]
        people = people_by_ids(session, {int(duty.person) for duty in found})
    order = list(roster.kinds)
    found.sort(key=lambda duty: (order.index(duty.team), duty.role, duty.start, duty.person))
    return WhoIsOnDuty(
        on_duty=[
            OnDutyTold(
                team=duty.team,
                role=duty.role,
                person=people[int(duty.person)].slug,
                name=people[int(duty.person)].name,
                start=duty.start.astimezone(roster.zones[duty.team]),
                end=duty.end.astimezone(roster.zones[duty.team]),
            )
            for duty in found
        ]
    )


def duties(asked: Asked, question: Period) -> Duties:
    """As they are planned; what is open too."""
    asked.must_see(question.team)
    if question.end <= question.start:
        raise wrong(("end", _ENDS_FIRST))
    if question.end - question.start > LONGEST:
        raise wrong(("end", _TOO_LONG))
    with hotline().database.reading() as session:
        number = version_of(session, asked.line.id).roster_number
        roster = roster_of(session, asked.line.id)
        _must_exist(question.team, roster.kinds)
        planned = planned_of(session, asked.line.id, question.start, question.end)
        every: tuple[Stretch, ...] = (*planned.duties, *planned.open_duties)
        found = [
            stretch
            for stretch in sorted(every, key=in_order)
            if question.team in {None, stretch.team} and asked.token.sees(stretch.team)
        ]
        slugs = _slugs(session, found)
    return Duties(
        roster=number,
        duties=[
            DutyTold(
                team=stretch.team,
                role=stretch.role,
                person=slugs[stretch.person] if isinstance(stretch, Duty) else None,
                left_by=None if isinstance(stretch, Duty) else slugs[stretch.left_by],
                start=stretch.start.astimezone(roster.zones[stretch.team]),
                end=stretch.end.astimezone(roster.zones[stretch.team]),
                source=stretch.source,
                local_start=stretch.local_start.isoformat(timespec="minutes"),
            )
            for stretch in found
        ],
    )


def _slugs(session: Session, found: list[Stretch]) -> dict[str, str]:
    ids = {int(one.person if isinstance(one, Duty) else one.left_by) for one in found}
    return {str(key): person.slug for key, person in people_by_ids(session, ids).items()}


def _must_exist(team: str | None, known: dict[str, str]) -> None:
    if team is not None and team not in known:
        raise unknown()


OPERATIONS: Operations = {
    ("GET", "/lines/<line>/on-duty"): Operation(
        on_duty,
        Scope.ON_DUTY,
        Wording("Qui est de permanence", "Who is on duty"),
        AtMoment,
        answers={200: WhoIsOnDuty},
    ),
    ("GET", "/lines/<line>/duties"): Operation(
        duties,
        Scope.ROSTERS_READ,
        Wording("Les permanences d'une période", "The duties of a period"),
        Period,
        answers={200: Duties},
    ),
}
