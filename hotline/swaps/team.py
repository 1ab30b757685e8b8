"""Who of a team could take a duty, and so is asked: nobody else is disturbed."""

from __future__ import annotations

from sqlalchemy.orm import Session

from hotline.lines.service import LoadedLine
from hotline.people.service import people_by_ids
from hotline.rosters.service import LineRoster, roster_of
from hotline.swaps.fitness import answers_the_same
from hotline.swaps.tables import SwapOffer
from schedules.decisions import Absence
from schedules.planned import planned
from schedules.rotation import Rotation, members


def who_could(session: Session, line: LoadedLine, row: SwapOffer) -> list[int]:
    """Those who have turns or shifts in the team, answer the same callers, and are neither on duty
    nor away at the time of the duty; by id."""
    roster = roster_of(session, line.id)
    there = {int(person) for person in team_of(roster, row.team)} - _busy(roster, row)
    people = people_by_ids(session, {*there, row.giver_id})
    giver, kind = people[row.giver_id], roster.kinds[row.team]
    return sorted(
        person
        for person in there - {row.giver_id}
        if people[person].active
        and answers_the_same(line.document, row.team, kind, people[person], giver)
    )


def is_for_the_team_of(session: Session, line: LoadedLine, row: SwapOffer, person_id: int) -> bool:
    """Whether this person is of that team and answers the same callers, be they busy then or not:
    they may know what became of the offer."""
    roster = roster_of(session, line.id)
    if str(person_id) not in team_of(roster, row.team):
        return False
    people = people_by_ids(session, {person_id, row.giver_id})
    kind = roster.kinds[row.team]
    return answers_the_same(line.document, row.team, kind, people[person_id], people[row.giver_id])


def team_of(line: LineRoster, team: str) -> frozenset[str]:
    """Whoever a rotation or shift of this team names now."""
    return frozenset(
        person
        for rule in line.roster.sources
        if rule.team == team and rule.closed is None
        for turn in (rule.people if isinstance(rule, Rotation) else (rule.person,))
        for person in members(turn)
    )


def _busy(line: LineRoster, row: SwapOffer) -> set[int]:
    duties = planned(line.roster, row.start, row.end).duties
    away = (
        decision.person
        for decision in line.roster.decisions
        if isinstance(decision, Absence)
        and decision.start < min(decision.end, row.end)
        and row.start < decision.end
    )
    return {int(person) for person in (*away, *(duty.person for duty in duties))}
