"""Telling coordinators of the gaps of the days to come: each gap once, as long as it is there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from hotline.calls.intents import SendNotice
from hotline.database import add_new
from hotline.lines.service import LoadedLine
from hotline.notices.coordinators import coordinators_to_tell, tell_coordinators
from hotline.notices.service import Channel
from hotline.people.service import mail_of
from hotline.rosters.coverage import LineCoverage, coverage_of
from hotline.rosters.tables import ToldGap
from hotline.rosters.telling_coverage import sentences
from hotline.words import words
from schedules.coverage import Coverage
from schedules.finding import Finding, Kind

AHEAD = timedelta(days=14)
"""How far ahead gaps are told: while there is time to ask somebody."""
MOST = {Channel.TEXT: 3, Channel.MAIL: 30}
"""How many sentences a message holds; `hotline coverage` tells the others."""


def tell_gaps(
    session: Session, line: LoadedLine, now: datetime, new_id: Callable[[], str]
) -> list[SendNotice]:
    """Plans what coordinators are told of the gaps that begin within 14 days and that they were
    not told of yet: one message each, by mail where they have an address, else by text, in their
    language. Call it after a change of the roster too; whatever else tells at this very moment,
    every gap is told once. One that is closed is forgotten: if it opens again, it is told again.
    """
    found = coverage_of(session, line, now, now + AHEAD)
    gaps = {_since(session, line, gap, now): gap for gap in found.coverage.of(Kind.GAP)}
    known = {
        (row.team, row.role, row.start): row
        for row in session.scalars(select(ToldGap).filter_by(line_id=line.id))
    }
    for key in known.keys() - gaps.keys():
        session.delete(known[key])
    session.flush()
    fresh = [gap for key, gap in gaps.items() if key not in known and _noted(session, line, key)]
    if not fresh:
        return []
    told = replace(found, coverage=Coverage(now, now + AHEAD, tuple(fresh), {}))
    topic = f"gaps:{line.id}:{new_id()}"
    intents: list[SendNotice] = []
    for person in coordinators_to_tell(session, line.id, now):
        intents += tell_coordinators(
            session,
            line,
            people=[person],
            channels=[Channel.MAIL if mail_of(session, person) else Channel.TEXT],
            topic=topic,
            say=lambda channel, language: _message(line, told, channel, language),
            now=now,
            new_id=new_id,
        )
    return intents


def _since(
    session: Session, line: LoadedLine, gap: Finding, now: datetime
) -> tuple[str, str, datetime]:
    """Team, role and beginning, by which a gap is known; one that is there already began when it
    began, not now. Looked for until the beginning of last year, so that a gap of years is told
    again each January and not every day."""
    start = gap.start
    if start == now:
        long_ago = now.replace(now.year - 1, 1, 1, hour=0, minute=0, second=0, microsecond=0)
        past = coverage_of(session, line, long_ago, gap.end, gap.team).coverage.of(Kind.GAP)
        start = next(
            found.start
            for found in past
            if (found.team, found.role) == (gap.team, gap.role) and found.start <= now < found.end
        )
    return gap.team, gap.role, start


def _noted(session: Session, line: LoadedLine, key: tuple[str, str, datetime]) -> bool:
    team, role, start = key
    return add_new(session, ToldGap, line_id=line.id, team=team, role=role, start=start)


def _message(line: LoadedLine, told: LineCoverage, channel: Channel, language: str) -> str:
    found = sentences(told, language)
    most = MOST[channel]
    lines = [words("gaps-told", language, line=line.document.line.name), *found[:most]]
    if len(found) > most:
        lines.append(words("gaps-more", language, count=str(len(found) - most)))
    return "\n".join(lines)
