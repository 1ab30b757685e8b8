"""What is wrong at this moment, as the database knows it."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from hotline.alarms.episodes import Wrong
from hotline.alarms.kinds import Kind
from hotline.forgetting.erasures import kept_too_long
from hotline.lines.service import LoadedLine, all_lines
from hotline.nets.tables import Replayed
from hotline.notices.tables import Notice
from hotline.today.posts import posts
from hotline.trials.making import TELLING
from hotline.trials.tables import TrialRecord

LATELY = timedelta(minutes=30)
"""What was put into the database since then was away from it lately."""


def failed_trials(session: Session) -> set[Wrong]:
    """Lines whose trial calls fail."""
    failed = select(TrialRecord.line_id).where(TrialRecord.failures >= TELLING)
    return {(Kind.TRIAL_FAILED, line_id) for line_id in session.scalars(failed)}


def wrong_now(session: Session, now: datetime) -> set[Wrong]:
    """All else that the database knows to be wrong."""
    lines = all_lines(session)
    found: set[Wrong] = {
        (Kind.UNATTENDED, line.id) for line in lines if _is_unattended(session, line, now)
    }
    if session.scalar(select(Replayed.id).where(Replayed.at > now - LATELY).limit(1)):
        found.add((Kind.DATABASE_WAS_AWAY, None))
    if kept_too_long(session, now):
        found.add((Kind.NOT_ERASED, None))
    if session.scalar(select(Notice.id).where(Notice.try_at <= now).limit(1)):
        found.add((Kind.MESSAGES_WAIT, None))
    return found


def _is_unattended(session: Session, line: LoadedLine, now: datetime) -> bool:
    if line.document.closed_at(now) is not None:
        return False
    return any(post.required and not post.now for post in posts(session, line, now, "fr"))
