"""What somebody has to see to: each thing once, the gravest first."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hotline.calendars.tables import CalendarFeed
from hotline.callbacks.states import State
from hotline.callbacks.tables import Callback
from hotline.calls.failing import failed_steps
from hotline.calls.tables import Call
from hotline.cases.tables import Case
from hotline.forgetting.erasures import kept_too_long
from hotline.lines.service import LoadedLine
from hotline.notices.alerts import NOT_MISSED
from hotline.people.readiness import Unreachable
from hotline.rosters.coverage import coverage_of
from hotline.rosters.telling_coverage import sentence
from hotline.taxonomies import Wording, outcomes
from hotline.today.posts import Post
from routing.case_clock import CaseState
from routing.outcomes import CallState
from schedules.finding import Kind
from schedules.repeated import Repeated

AHEAD = timedelta(hours=72)
LATELY = timedelta(hours=24)
FEW = 5
"""So many missed calls are told one by one: an hour that went badly stays readable."""

_MISSED = Wording(
    "Appels terminés sans que personne n'ait répondu, depuis 24 heures : {count}. {which}.",
    "Calls that ended without anybody answering, in the last 24 hours: {count}. {which}.",
)
_FAILED = Wording(
    "Étapes d'appel qui ont échoué et ont été rattrapées, depuis 24 heures : {count}.",
    "Steps of calls that failed and were caught, in the last 24 hours: {count}.",
)
_FEED = Wording(
    "Le calendrier « {name} » ne peut plus être lu depuis le {since}.",
    'The calendar "{name}" cannot be read since {since}.',
)
_CALLBACKS = Wording(
    "Rappels promis qui n'ont pas abouti : {count}.", "Callbacks promised that failed: {count}."
)
_CASES = Wording(
    "Demandes d'accompagnement sans réponse, l'échéance passée : {count}. « hotline cases » les"
    " montre.",
    'Requests for support not answered, and past their limit: {count}. "hotline cases" shows them.',
)
_KEPT = Wording(
    "Enregistrements que l'opérateur n'a pas effacés après 72 heures : {count}."
    " « hotline privacy report » en dit plus.",
    "Records that the carrier has not deleted after 72 hours: {count}."
    ' "hotline privacy report" tells more.',
)
_UNREACHABLE = {
    Unreachable.NO_PHONE: Wording("{name} n'a pas de téléphone.", "{name} has no telephone."),
    Unreachable.NO_ANSWER: Wording(
        "{name} n'a pas confirmé le début de sa permanence.",
        "{name} has not confirmed the beginning of their duty.",
    ),
    Unreachable.VOICEMAIL: Wording(
        "Chez {name}, la messagerie décroche trop tôt.", "{name}'s voicemail answers too early."
    ),
}


@dataclass(frozen=True, slots=True)
class Alarm:
    """One thing, in one sentence; `page`: where it is seen to."""

    kind: str
    text: str
    page: str | None = None


def alarms(
    session: Session,
    line: LoadedLine,
    posts: Collection[Post],
    *,
    now: datetime,
    language: str,
    teams: Collection[str] | None = None,
) -> list[Alarm]:
    """Gaps of the next 72 hours, people on duty now or next who may not be reached; and, for
    whoever sees all teams, calls missed, steps failed, calendars and callbacks that failed, cases
    that are late, records that the carrier keeps. The number of statements does not depend on how
    many there are."""
    found = coverage_of(session, line, now, now + AHEAD)
    told = [
        Alarm("gap", sentence(same, found, language), _week_of(same))
        for same in found.told_once
        if same.first.kind is Kind.GAP and (teams is None or same.first.team in teams)
    ]
    concerned = {
        on.person: on for post in posts for on in (*post.now, *((post.next,) if post.next else ()))
    }
    told += [
        Alarm(
            "unreachable",
            _UNREACHABLE[on.unreachable].read_in(language).format(name=on.name),
            f"/equipe/{on.person}",
        )
        for on in concerned.values()
        if on.unreachable in _UNREACHABLE
    ]
    return told if teams is not None else told + _of_the_line(session, line, now, language)


def _week_of(gap: Repeated) -> str:
    """Where its team is planned, at the first day of it."""
    day = gap.starts.date()
    return f"/planning?team={gap.first.team}&from={day}#{day}"


def _of_the_line(session: Session, line: LoadedLine, now: datetime, language: str) -> list[Alarm]:
    lately = (Call.line_id == line.id, Call.started_at > now - LATELY)
    missed = session.execute(
        select(Call.ended_at, Call.outcome)
        .where(
            *lately,
            Call.state == CallState.ENDED,
            Call.queued_at.is_not(None),
            Call.callback_id.is_(None),
            Call.outcome.not_in(NOT_MISSED),
        )
        .order_by(Call.ended_at.desc(), Call.id)
    ).all()
    failed = failed_steps(session, line.id, now - LATELY)
    late = session.scalar(
        select(func.count())
        .select_from(Case)
        .where(
            Case.line_id == line.id,
            Case.state != CaseState.CLOSED,
            Case.answered_at.is_(None),
            Case.due_at <= now,
        )
    )
    callbacks = session.scalar(
        select(func.count())
        .select_from(Callback)
        .where(Callback.line_id == line.id, Callback.state.in_((State.UNREACHED, State.MISSED)))
    )
    which = _which([(row.ended_at, row.outcome) for row in missed], line, language)
    told = [
        Alarm(kind, wording.read_in(language).format(count=count, which=which))
        for kind, wording, count in (
            ("missed", _MISSED, len(missed)),
            ("failed", _FAILED, failed),
            ("callbacks", _CALLBACKS, callbacks),
            ("cases", _CASES, late),
            ("kept", _KEPT, kept_too_long(session, now)),
        )
        if count
    ]
    broken = select(CalendarFeed).where(
        CalendarFeed.line_id == line.id, CalendarFeed.broken_since.is_not(None)
    )
    for feed in session.scalars(broken.order_by(CalendarFeed.slug)):
        assert feed.broken_since is not None  # asked for
        since = line.document.local_time(feed.broken_since)
        text = _FEED.read_in(language).format(name=feed.slug, since=f"{since:%d/%m %H:%M}")
        told.append(Alarm("feed", text))
    return told


def _which(missed: Sequence[tuple[datetime, str]], line: LoadedLine, language: str) -> str:
    """When each ended and how, the newest first: « 19:36, raccroché pendant l'attente »."""
    told = []
    for ended, outcome in missed[:FEW]:
        kind = outcomes()[outcome].name.read_in(language)
        told.append(f"{line.document.local_time(ended):%H:%M}, {kind[:1].lower()}{kind[1:]}")
    more = ["…"] if len(missed) > FEW else []
    return ("; " if language == "en" else " ; ").join([*told, *more])
