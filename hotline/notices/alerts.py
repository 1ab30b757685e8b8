"""Telling the coordinator that a caller left without having talked to a human."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from datetime import time as clock_time
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from hotline.calls.intents import SendNotice
from hotline.calls.tables import Call
from hotline.lines.service import line_by_id
from hotline.notices.coordinators import coordinators_to_tell, tell_coordinators
from hotline.notices.service import Channel
from hotline.taxonomies import outcomes
from hotline.words import words
from hotline.words.moments import spoken_time
from routing.outcomes import Outcome

UNCONFIRMED = "unconfirmed"
"""In place of a call's outcome: the start of a duty, and the name of who did not confirm it."""

ABSENT = "absent"
"""Likewise: from when, and the name of who cannot do a duty."""

NOT_MISSED = {Outcome.CONNECTED, Outcome.ABUSE, Outcome.CALLBACK}


def alert_coordinators(
    session: Session, call: Call, now: datetime, new_id: Callable[[], str]
) -> list[SendNotice]:
    """The time and the kind, nothing else, in the ways the line chose. At most one a minute each,
    so that a bad hour stays readable, and one of danger, which no other may hide; nothing for a
    call in which somebody answered."""
    if call.outcome in NOT_MISSED or call.callback_id is not None:
        return []  # of callbacks they hear once the last try has failed
    line = line_by_id(session, call.line_id)
    assert line is not None  # a foreign key holds it
    if call.queued_at is None and line.document.closed_at(call.started_at):
        return []  # the line itself chose not to answer then, unless there is danger
    danger = call.outcome == Outcome.DANGER
    local = now.astimezone(ZoneInfo(line.document.line.time_zone))

    def say(channel: Channel, language: str) -> str:
        if channel is Channel.CALL:
            return f"{local:%H:%M} {call.outcome}"
        name = line.document.line.name
        kind = outcomes()[str(call.outcome)].name.read_in(language)
        phrase = f"alert-text-{_told_as(str(call.outcome))}"
        return words(phrase, language, line=name, time=f"{local:%H:%M}", kind=kind)

    return tell_coordinators(
        session,
        line,
        people=coordinators_to_tell(session, line.id, now),
        channels=[Channel(channel) for channel in line.document.line.alerts],
        topic=f"unanswered:{line.id}:{local:%Y%m%d%H%M}" + (":danger" if danger else ""),
        say=say,
        now=now,
        new_id=new_id,
    )


def alert_words(body: str, language: str) -> str:
    """What a call tells: its notice keeps the time and what it is about, to be worded for whoever
    is called in the end."""
    at, what = body.split(maxsplit=1)
    time = spoken_time(clock_time.fromisoformat(at), language)
    about, _, name = what.partition(" ")
    if about == UNCONFIRMED:
        return words("unconfirmed-call", language, name=name, time=time)
    if about == ABSENT:
        return words("absence-call", language, name=name, time=time)
    kind = outcomes()[what].name.read_in(language)
    return words(f"alert-call-{_told_as(what)}", language, time=time, kind=kind)


def _told_as(outcome: str) -> str:
    """In the menu nobody had been asked for yet, and the line has not failed; where 0 was pressed,
    that is told."""
    return {Outcome.GONE_MENU: "menu", Outcome.DANGER: "danger"}.get(Outcome(outcome), "asked")
