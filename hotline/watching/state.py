"""How the service is at this moment, read from the database: what an alarm can be made of."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from prometheus_client.core import GaugeMetricFamily
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hotline.calls.tables import Call
from hotline.forgetting.erasures import TOO_LONG
from hotline.forgetting.tables import Erasure
from hotline.jobs.tables import JobTurn
from hotline.lines.service import LoadedLine, all_lines
from hotline.notices.tables import Notice
from hotline.today.posts import posts
from hotline.trials.tables import TrialRecord
from routing.outcomes import CallState

LATE = timedelta(minutes=5)
"""A notice that should have left so long ago is late."""


def state(session: Session, now: datetime) -> Iterator[GaugeMetricFamily]:
    """All gauges. The number of statements grows with lines, not with calls or people."""
    lines = all_lines(session)
    slugs = {line.id: line.document.line.slug for line in lines}
    yield from _calls(session, slugs, now)
    yield from _trials(session, slugs)
    yield _empty_posts(session, lines, now)
    jobs = GaugeMetricFamily(
        "hotline_job_late_seconds", "How long ago a job's turn should have come.", labels=["job"]
    )
    for turn in session.scalars(select(JobTurn)):
        jobs.add_metric([turn.job], max((now - turn.due_at).total_seconds(), 0))
    yield jobs
    notices = select(func.count()).where(Notice.try_at <= now - LATE)
    yield _one("hotline_notices_late", "Messages that wait to be sent.", session.scalar(notices))
    erasures = select(func.count()).where(Erasure.planned_at <= now - TOO_LONG)
    yield _one(
        "hotline_erasures_late",
        "Records that the carrier still has after 72 hours.",
        session.scalar(erasures),
    )


def _calls(session: Session, slugs: dict[int, str], now: datetime) -> Iterator[GaugeMetricFamily]:
    live = GaugeMetricFamily("hotline_calls", "Calls under way.", labels=["line", "state"])
    waited = GaugeMetricFamily(
        "hotline_longest_wait_seconds", "Of those who wait for somebody now.", labels=["line"]
    )
    found = session.execute(
        select(Call.line_id, Call.state, func.count(), func.min(Call.queued_at))
        .where(Call.state != CallState.ENDED)
        .group_by(Call.line_id, Call.state)
    ).all()
    longest = dict.fromkeys(slugs.values(), 0.0)
    for line_id, name, calls, since in found:
        live.add_metric([slugs[line_id], name], calls)
        if name == CallState.WAITING and since is not None:
            longest[slugs[line_id]] = (now - since).total_seconds()
    for slug, seconds in longest.items():
        waited.add_metric([slug], seconds)
    yield live
    yield waited


def _trials(session: Session, slugs: dict[int, str]) -> Iterator[GaugeMetricFamily]:
    answered = GaugeMetricFamily(
        "hotline_trial_answered_timestamp_seconds",
        "When a trial call was last answered; 0: never.",
        labels=["line"],
    )
    slowest = GaugeMetricFamily(
        "hotline_trial_slowest_step_seconds", "Of the last one answered.", labels=["line"]
    )
    failures = GaugeMetricFamily(
        "hotline_trial_failures", "Trial calls that failed, in a row.", labels=["line"]
    )
    for record in session.scalars(select(TrialRecord)):
        slug = slugs[record.line_id]
        answered.add_metric([slug], record.answered_at.timestamp() if record.answered_at else 0)
        slowest.add_metric([slug], record.slowest / 1000)
        failures.add_metric([slug], record.failures)
    yield from (answered, slowest, failures)


def _empty_posts(session: Session, lines: list[LoadedLine], now: datetime) -> GaugeMetricFamily:
    empty = GaugeMetricFamily(
        "hotline_posts_empty",
        "Places of the roster where nobody is who should be.",
        labels=["line"],
    )
    for line in lines:
        there = posts(session, line, now, "fr")
        empty.add_metric(
            [line.document.line.slug], sum(post.required and not post.now for post in there)
        )
    return empty


def _one(name: str, told: str, value: int | None) -> GaugeMetricFamily:
    return GaugeMetricFamily(name, told, value or 0)
