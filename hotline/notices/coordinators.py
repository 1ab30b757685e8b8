"""Telling coordinators something, each in their own language: those on duty, or all of them when
none is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from hotline.calls.intents import SendNotice
from hotline.lines.service import LoadedLine, line_by_id
from hotline.notices.service import Channel, plan_notice
from hotline.notices.tables import Notice
from hotline.people.service import language_of, people_by_ids
from hotline.people.tables import Person
from hotline.rosters.pauses import people_to_ring

Words = Callable[[Channel, str], str]
"""What is told, in a channel and a language."""


def written(alerts: Sequence[str]) -> list[Channel]:
    """How a line that hears of unanswered calls in these ways is told what can be read later: as
    it chose, and by text when it chose to be called only."""
    chosen = [Channel(channel) for channel in alerts if channel != Channel.CALL]
    return chosen or [Channel.TEXT]


def coordinators_to_tell(
    session: Session, line_id: int, now: datetime, but: int | None = None
) -> list[int]:
    """Coordinators on duty and not in a pause, by id; all of the line when there is none. Without
    `but`, the person whom it is about."""
    on_duty = {
        duty.person_id
        for duty in people_to_ring(session, line_id, now)
        if duty.team_kind == "coordinator"
    }
    return sorted((on_duty - {but}) or (set(_all(session, line_id)) - {but}))


def tell_coordinators(
    session: Session,
    line: LoadedLine,
    *,
    people: Sequence[int],
    channels: Sequence[Channel],
    topic: str,
    say: Words,
    now: datetime,
    new_id: Callable[[], str],
) -> list[SendNotice]:
    """Plans what each of them is told of this topic, once a channel; gives what is to be sent."""
    known = people_by_ids(session, people)
    intents: list[SendNotice] = []
    for person in people:
        language = language_of(known[person], line.document.line.languages)
        for channel in channels:
            notice = new_id()
            if plan_notice(
                session,
                notice_id=notice,
                line_id=line.id,
                person_id=person,
                once=f"{topic}:{channel}:{person}",
                body=say(channel, language),
                now=now,
                channel=channel,
            ):
                intents.append(SendNotice(notice))
    return intents


def call_somebody_else(
    session: Session, notice: Notice, now: datetime, new_id: Callable[[], str]
) -> list[SendNotice]:
    """A coordinator who never confirmed a call (as it was when it was given up) is left in peace:
    the next one who was not called about this yet is."""
    line = line_by_id(session, notice.line_id)
    if line is None or notice.body is None:
        return []
    topic = notice.once.removesuffix(f":{notice.channel}:{notice.person_id}")
    told = set(session.scalars(select(Notice.once).where(Notice.once.startswith(f"{topic}:"))))
    body = notice.body
    others = [
        person
        for person in _all(session, line.id)
        if f"{topic}:{Channel.CALL}:{person}" not in told
    ]
    return tell_coordinators(
        session,
        line,
        people=others[:1],
        channels=[Channel.CALL],
        topic=topic,
        say=lambda _channel, _language: body,
        now=now,
        new_id=new_id,
    )


def _all(session: Session, line_id: int) -> list[int]:
    of_line = select(Person.id).filter_by(line_id=line_id, kind="coordinator", active=True)
    return list(session.scalars(of_line.order_by(Person.id)))
