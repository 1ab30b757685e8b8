"""When something is to be done about a case: ask the next person, remind, tell the coordinators."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

SHARE = 4
"""Whoever is asked has this part of the time limit to accept: of 48 hours, twelve. Their reminder
comes as long before the limit."""
DAY = time(8), time(20)
"""When a message about another day disturbs nobody's sleep, where they live: from, until."""
EACH = timedelta(days=1)
"""After the limit coordinators are told so often, until somebody has answered."""


class CaseState(StrEnum):
    """Where a case stands."""

    WAITING = "waiting"
    """Nobody has it."""
    ASKED = "asked"
    ACCEPTED = "accepted"
    CLOSED = "closed"


class Step(StrEnum):
    """What is to be done about a case, in this order."""

    LEFT = "left"
    """Whoever has it has left the line: somebody else is asked."""
    NEXT = "next"
    """Whoever was asked did not answer: somebody else is asked."""
    AGAIN = "again"
    """Nobody could take it: perhaps somebody can by now."""
    REMIND = "remind"
    ESCALATE = "escalate"


@dataclass(frozen=True, slots=True)
class CaseSeen:
    """A case as far as time matters; aware instants."""

    state: CaseState
    limit: timedelta
    due_at: datetime
    """By when it is to be answered."""
    escalate_at: datetime
    """When coordinators are told (again) that it is not."""
    zone: ZoneInfo
    """Where whoever has it lives; the line's while nobody does."""
    left: bool = False
    """Whoever has it has left the line."""
    ask_until: datetime | None = None
    accepted_at: datetime | None = None
    answered: bool = False
    """Whoever has it has spoken or written to the person."""
    reminded: bool = False


def due_steps(case: CaseSeen, now: datetime) -> tuple[Step, ...]:
    """What is to be done now. Nights put off what can wait, never the coordinators' word at the
    limit."""
    return tuple(step for step in Step if _is_due(step, case, now))


def _is_due(step: Step, case: CaseSeen, now: datetime) -> bool:
    if case.state is CaseState.CLOSED:
        return False
    match step:
        case Step.LEFT:
            return case.left
        case Step.NEXT:
            asked = case.state is CaseState.ASKED and not case.left
            return asked and case.ask_until is not None and now >= case.ask_until
        case Step.AGAIN:
            return case.state is CaseState.WAITING and is_day(now, case.zone)
        case Step.REMIND:
            return _is_to_remind(case, now)
        case Step.ESCALATE:
            return not case.answered and now >= case.escalate_at


def _is_to_remind(case: CaseSeen, now: datetime) -> bool:
    since = remind_at(case.due_at, case.limit, case.zone)
    return (
        case.state is CaseState.ACCEPTED
        and not (case.left or case.answered or case.reminded)
        and case.accepted_at is not None
        and case.accepted_at < since <= now < case.due_at
        and is_day(now, case.zone)
    )


def is_day(at: datetime, zone: ZoneInfo) -> bool:
    """Whether a message disturbs nobody's sleep at this aware instant, in this zone."""
    return DAY[0] <= at.astimezone(zone).time() < DAY[1]


def next_day(at: datetime, zone: ZoneInfo) -> datetime:
    """This instant by day; at night, the next morning."""
    local = at.astimezone(zone)
    if local.time() >= DAY[1]:
        local += timedelta(days=1)
    elif local.time() >= DAY[0]:
        return at
    return _at(local, DAY[0]).astimezone(at.tzinfo)


def ask_until(asked_at: datetime, limit: timedelta, zone: ZoneInfo) -> datetime:
    """Until when whoever is asked may accept: a quarter of the limit, and never at night."""
    return next_day(asked_at + limit / SHARE, zone)


def remind_at(due_at: datetime, limit: timedelta, zone: ZoneInfo) -> datetime:
    """From when on whoever accepted and has not answered is reminded: a quarter of the limit before
    its end; an hour before the evening ends when that falls into a night."""
    at = due_at - limit / SHARE
    if is_day(at, zone):
        return at
    local = at.astimezone(zone)
    if local.time() < DAY[0]:
        local -= timedelta(days=1)
    evening = _at(local, time(DAY[1].hour - 1))
    return evening.astimezone(at.tzinfo)


def next_escalation(due_at: datetime, now: datetime) -> datetime:
    """When coordinators are told next, having been told now: at the same hour as the limit."""
    return due_at + EACH * ((now - due_at) // EACH + 1)


def _at(local: datetime, hour: time) -> datetime:
    return datetime.combine(local.date(), hour, local.tzinfo)
