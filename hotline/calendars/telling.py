"""Telling coordinators, once, that a calendar cannot be followed, and once that it can again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from hotline.calendars.tables import CalendarFeed
from hotline.calls.intents import SendNotice
from hotline.lines.service import line_by_id
from hotline.notices.coordinators import coordinators_to_tell, tell_coordinators, written
from hotline.taxonomies import Wording


class Breakage(StrEnum):
    """Why a calendar cannot be followed just now."""

    UNREACHABLE = "unreachable"
    UNREADABLE = "unreadable"
    EMPTY = "empty"
    MISTAKEN = "mistaken"


CAUSES = {
    Breakage.UNREACHABLE: Wording("son serveur ne le donne pas", "its server does not give it"),
    Breakage.UNREADABLE: Wording("ce n'est pas un calendrier", "it is not a calendar"),
    Breakage.EMPTY: Wording("il est vide", "it is empty"),
    Breakage.MISTAKEN: Wording(
        "des noms ou des heures sont à corriger", "names or times are to be corrected"
    ),
}
_BROKEN = Wording(
    "{line} : le calendrier « {feed} » n'est plus suivi depuis le {since} : {cause}. Le tableau"
    " de service reste comme il était. Pour voir : hotline roster feeds read {feed}",
    '{line}: the calendar "{feed}" has not been followed since {since}: {cause}. The roster stays'
    " as it was. To see: hotline roster feeds read {feed}",
)
_MENDED = Wording(
    "{line} : le calendrier « {feed} » est suivi à nouveau. Le tableau de service est à jour.",
    '{line}: the calendar "{feed}" is followed again. The roster is up to date.',
)


@dataclass(frozen=True, slots=True)
class At:
    """When something is told, and how its notices get their ids."""

    now: datetime
    new_id: Callable[[], str]


def tell_broken(session: Session, feed: CalendarFeed, at: At) -> list[SendNotice]:
    """That the feed is broken, and by what."""
    return _tell(session, feed, "broken", _BROKEN, at)


def tell_mended(session: Session, feed: CalendarFeed, at: At) -> list[SendNotice]:
    """That the feed, broken until now, is followed again."""
    return _tell(session, feed, "mended", _MENDED, at)


def _tell(
    session: Session, feed: CalendarFeed, what: str, wording: Wording, at: At
) -> list[SendNotice]:
    line = line_by_id(session, feed.line_id)
    assert line is not None  # a foreign key holds it
    assert feed.broken_since is not None  # that is what is told
    assert feed.broken_by is not None
    since = feed.broken_since.astimezone(ZoneInfo(line.document.line.time_zone))
    cause = CAUSES[Breakage(feed.broken_by)]
    return tell_coordinators(
        session,
        line,
        people=coordinators_to_tell(session, line.id, at.now),
        channels=written(line.document.line.alerts),
        topic=f"feed:{feed.id}:{what}:{feed.broken_since:%Y%m%d%H%M%S}",
        say=lambda _channel, language: wording.read_in(language).format(
            line=line.document.line.name,
            feed=feed.slug,
            since=f"{since:%d/%m %H:%M}",
            cause=cause.read_in(language),
        ),
        now=at.now,
        new_id=at.new_id,
    )
