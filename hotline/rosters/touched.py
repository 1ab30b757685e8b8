"""Which teams a change of the roster has to do with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from hotline.rosters.service import LineRoster, roster_of
from hotline.rosters.tables import Decision, RosterChange, RosterRule
from schedules.rotation import Rotation, members


def teams_touched(session: Session, line_id: int, numbers: Collection[int]) -> dict[int, set[str]]:
    """The teams whose duties each of these changes opens or closes, by the change's number; of an
    absence, all those whose roster names the person. Two statements beside the roster's own."""
    line = roster_of(session, line_id)
    found: defaultdict[int, set[str]] = defaultdict(set)
    concerned = RosterChange.number.in_(numbers)
    rules = (
        select(RosterChange.number, RosterRule.rule["team"].as_string())
        .join(
            RosterRule,
            (RosterRule.opened_in == RosterChange.id) | (RosterRule.closed_in == RosterChange.id),
        )
        .where(RosterChange.line_id == line_id, concerned)
        .distinct()
    )
    for number, team in session.execute(rules):
        found[number].add(team)
    decisions = (
        select(RosterChange.number, Decision.team, Decision.source, Decision.person_id)
        .join(
            Decision,
            (Decision.opened_in == RosterChange.id) | (Decision.closed_in == RosterChange.id),
        )
        .where(RosterChange.line_id == line_id, concerned)
    )
    for number, team, source, person in session.execute(decisions):
        found[number] |= {team} if team else _teams(line, source, person)
    return found


def teams_naming(line: LineRoster, person_id: int) -> set[str]:
    """The teams whose rotations and shifts name this person."""
    me = str(person_id)
    return {
        rule.team
        for rule in line.roster.sources
        if rule.closed is None
        and (
            any(me in members(turn) for turn in rule.people)
            if isinstance(rule, Rotation)
            else rule.person == me
        )
    }


def _teams(line: LineRoster, source: str | None, person_id: int) -> set[str]:
    """Of a decision that names no team: that of the duty which passes, else the person's."""
    named = {rule.team for rule in line.roster.of_source(source).sources} if source else set()
    return named or teams_naming(line, person_id)
