"""Telling the coordinator that a caller left without having talked to a human."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from hotline.calls.intents import Intent, SendNotice
from hotline.calls.tables import Call
from hotline.lines.service import line_by_id
from hotline.notices.service import plan_notice
from hotline.people.tables import Person
from hotline.rosters.service import people_on_duty
from hotline.taxonomies import outcomes


def alert_coordinators(
    session: Session, call: Call, now: datetime, new_id: Callable[[], str]
) -> list[Intent]:
    """A text to every coordinator on duty, or to all of them when none is: the time and the kind,
    nothing else. At most one a minute each, so that a bad hour stays readable."""
    line = line_by_id(session, call.line_id)
    assert line is not None  # a foreign key holds it
    on_duty = {
        duty.person_id
        for duty in people_on_duty(session, line.id, now)
        if duty.team_kind == "coordinator"
    }
    told = on_duty or set(
        session.scalars(
            select(Person.id).filter_by(line_id=line.id, kind="coordinator", active=True)
        )
    )
    local = now.astimezone(ZoneInfo(line.document.line.time_zone))
    kind = outcomes()[str(call.outcome)].name.read_in(line.document.line.languages[0])
    body = f"{line.document.line.name} : appel sans réponse à {local:%H:%M}. {kind}."
    intents: list[Intent] = []
    for person in sorted(told):
        notice = new_id()
        once = f"unanswered:{person}:{local:%Y%m%d%H%M}"
        if plan_notice(
            session,
            notice_id=notice,
            line_id=line.id,
            person_id=person,
            once=once,
            body=body,
            now=now,
        ):
            intents.append(SendNotice(notice))
    return intents
