"""The check at the start of a duty: a call that is confirmed with a key, and who hears when it is
not. A notice of the outbox rings three times; the check has the id of its notice."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from hotline.calls.intents import SendNotice
from hotline.database import changed
from hotline.lines.service import line_by_id
from hotline.lines.tables import Line
from hotline.notices.service import Channel, notice_sent, plan_notice, postpone
from hotline.notices.tables import Notice
from hotline.people.service import language_of, people_by_ids, phones_of
from hotline.readiness.quiet import left_alone
from hotline.readiness.tables import StartCheck
from hotline.readiness.unconfirmed import tell_of_unconfirmed
from hotline.rosters.service import people_on_duty, roster_of
from hotline.rosters.tables import Team
from hotline.words import words
from hotline.words.moments import written_until
from schedules.duty import Duty
from schedules.on_duty import duties
from schedules.runs import Run, runs

LATE = timedelta(minutes=30)
"""A start that was missed for longer, while the jobs were down, is not asked about any more."""

LONGEST = timedelta(days=7)
"""How far ahead the end of a duty is looked for."""

KEPT = timedelta(days=60)


class State(StrEnum):
    """What became of a check."""

    ASKED = "asked"
    CONFIRMED = "confirmed"
    UNANSWERED = "unanswered"
    DROPPED = "dropped"
    """They were not on duty any more when they would have been called again."""


@dataclass(frozen=True, slots=True)
class Starting:
    """Somebody whose duty has just begun, and who is to confirm it."""

    line_id: int
    run: Run


def lines_that_check(session: Session) -> list[str]:
    """The names of the lines of which a team asks for it, in alphabetical order: few do, and the
    others need not be looked at every few seconds."""
    teams = select(Line.slug, Team.start_check).join(Line, Line.id == Team.line_id)
    return sorted({line for line, roles in session.execute(teams) if roles})


def starting(session: Session, line_id: int, now: datetime) -> list[Starting]:
    """Who is to be asked at the aware instant `now`: those whose duty in a role that their team
    checks has begun, without having been in such a role until then, and who were not asked."""
    teams = session.execute(select(Team.slug, Team.start_check).filter_by(line_id=line_id))
    checked = {(team, role) for team, roles in teams for role in roles}
    if not checked:
        return []

    def is_checked(duty: Duty) -> bool:
        return (duty.team, duty.role) in checked

    def begun(until: datetime) -> list[Run]:
        around = duties(roster_of(session, line_id).roster, now - LATE, until)
        found = runs(filter(is_checked, around))
        return [run for run in found if now - LATE < run.start <= now < run.end]

    if not begun(now + timedelta(seconds=1)):
        return []
    rows = session.execute(
        select(StartCheck.person_id, StartCheck.starts_at).where(
            StartCheck.line_id == line_id, StartCheck.starts_at > now - LATE
        )
    )
    asked = {(person, starts_at) for person, starts_at in rows}
    # How long it lasts, duties that follow included, is looked for only when somebody begins.
    return [
        Starting(line_id, run)
        for run in begun(now + LONGEST)
        if (int(run.person), run.start) not in asked
    ]


def ask(
    session: Session, start: Starting, now: datetime, new_id: Callable[[], str]
) -> Sequence[SendNotice]:
    """Has this person called; nothing when somebody else did at this very instant. Who has no
    telephone cannot confirm."""
    duty = start.run.first
    check = StartCheck(
        id=new_id(),
        line_id=start.line_id,
        person_id=int(duty.person),
        team=duty.team,
        role=duty.role,
        starts_at=start.run.start,
        ends_at=start.run.end,
        state=State.ASKED,
    )
    try:
        with session.begin_nested():
            session.add(check)
    except IntegrityError:
        return []
    if not phones_of(session, [check.person_id])[check.person_id]:
        return _unanswered(session, check.id, now, new_id)
    plan_notice(
        session,
        notice_id=check.id,
        line_id=check.line_id,
        person_id=check.person_id,
        once=f"start:{check.id}",
        body=_words(session, check),
        now=now,
        channel=Channel.CALL,
        step="duties",
    )
    return [SendNotice(check.id)]


def hold_back(session: Session, check_id: str, now: datetime) -> bool:
    """Whether this person is not to be rung now: while they are on a call, or in a pause, it waits;
    when the duty is not theirs any more, it is dropped. False for what is no check."""
    check = session.get(StartCheck, check_id)
    if check is None or check.state != State.ASKED:
        return False
    on = people_on_duty(session, check.line_id, now)
    if check.person_id not in {duty.person_id for duty in on}:
        _settle(session, check_id, State.DROPPED, now)
        notice_sent(session, check_id, now)
        return True
    if left_alone(session, check.person_id, now):
        postpone(session, check_id, now)
        return True
    return False


def confirm(session: Session, check_id: str, now: datetime) -> bool:
    """They pressed the key. Late is better than never: also once the others were told."""
    notice_sent(session, check_id, now)
    return _settle(session, check_id, State.CONFIRMED, now, State.ASKED, State.UNANSWERED)


def nobody_confirmed(
    session: Session, notice: Notice, now: datetime, new_id: Callable[[], str]
) -> Sequence[SendNotice]:
    """The call was given up: the others of the team and the coordinators are told."""
    return _unanswered(session, notice.id, now, new_id)


def checks_since(session: Session, line_id: int, since: datetime) -> Sequence[StartCheck]:
    """The checks of duties that began at `since` or later, the latest first."""
    rows = select(StartCheck).where(StartCheck.line_id == line_id, StartCheck.starts_at >= since)
    return session.scalars(rows.order_by(StartCheck.starts_at.desc(), StartCheck.id)).all()


def unanswered_checks(session: Session, line_id: int) -> dict[int, StartCheck]:
    """The last check of each person who did not confirm it, by person."""
    rows = select(StartCheck).where(
        StartCheck.line_id == line_id, StartCheck.state.in_([State.CONFIRMED, State.UNANSWERED])
    )
    last = {row.person_id: row for row in session.scalars(rows.order_by(StartCheck.starts_at))}
    return {person: row for person, row in last.items() if row.state == State.UNANSWERED}


def forget_checks(session: Session, now: datetime) -> None:
    """Drops checks that nobody looks at any more."""
    session.execute(delete(StartCheck).where(StartCheck.starts_at <= now - KEPT))


def _unanswered(
    session: Session, check_id: str, now: datetime, new_id: Callable[[], str]
) -> Sequence[SendNotice]:
    if not _settle(session, check_id, State.UNANSWERED, now):
        return []
    return tell_of_unconfirmed(session, session.get_one(StartCheck, check_id), now, new_id)


def _settle(session: Session, check_id: str, state: State, now: datetime, *of: State) -> bool:
    mine = update(StartCheck).where(
        StartCheck.id == check_id, StartCheck.state.in_(of or (State.ASKED,))
    )
    return changed(session, mine.values(state=state, settled_at=now))


def _words(session: Session, check: StartCheck) -> str:
    line = line_by_id(session, check.line_id)
    assert line is not None  # a foreign key holds it
    person = people_by_ids(session, [check.person_id])[check.person_id]
    language = language_of(person, line.document.line.languages)
    zone = roster_of(session, check.line_id).zones[check.team]
    starts, ends = check.starts_at.astimezone(zone), check.ends_at.astimezone(zone)
    return words("duty-starts", language, until=written_until(ends, starts, language))
