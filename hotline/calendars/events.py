"""What an iCalendar file says happens in a period: every event, once for each time it recurs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import cast
from zoneinfo import ZoneInfo

import recurring_ical_events
from icalendar import Calendar, Event

from hotline.calendars.screening import (
    BAD_RULE,
    STEPS,
    TOO_OFTEN,
    moment,
    repeats_too_often,
    steps,
    unreadable,
)
from hotline.rosters.incoming import Mistake, Refusal, refused_times
from hotline.taxonomies import Wording
from schedules.local_time import instant, reading

_A_DAY = timedelta(days=1)
_IN = Wording("événement « {title} »{on}", 'event "{title}"{on}')


class NotACalendar(ValueError):
    """The content is not one iCalendar calendar."""


@dataclass(frozen=True, slots=True)
class Happening:
    """One event at one time, as local times of the zone it was read in.

    `uid` and `recurrence` (the start that the rule gives, empty for an event that does not recur)
    stay the same when it is moved.
    """

    uid: str
    recurrence: str
    title: str
    guests: tuple[str, ...]
    """Mail addresses of those invited."""
    organizer: str | None
    starts: datetime
    ends: datetime

    @property
    def place(self) -> Wording:
        """Where a mistake about it is to be found."""
        return _place(self.title, self.starts)


@dataclass(frozen=True, slots=True)
class CalendarReading:
    """What happens, in order; how many events were cancelled; and what could not be read."""

    happenings: tuple[Happening, ...]
    cancelled: int
    mistakes: tuple[Mistake, ...]


def is_calendar(content: bytes) -> bool:
    """Whether it begins like one."""
    return b"BEGIN:VCALENDAR" in content[:1000].upper()


def read_calendar(
    content: bytes, zone: ZoneInfo, since: datetime, until: datetime
) -> CalendarReading:
    """What happens between the aware instants `since` and `until`, in local times of `zone`.

    A time with a zone is converted; a floating one is read in the calendar's own zone
    (X-WR-TIMEZONE) or in `zone`; an event of whole days lasts from midnight to midnight in `zone`.
    Raises NotACalendar. Source of the format: RFC 5545.
    """
    calendar = _parsed(content)
    happenings: list[Happening] = []
    mistakes: list[Mistake] = []
    cancelled = 0
    walked = 0
    for uid, events in _series(calendar):
        problem = next(filter(None, map(unreadable, events)), None)
        cost = 0 if problem else sum(steps(event, until) for event in events)
        if walked + cost > STEPS or (not problem and any(map(repeats_too_often, events))):
            problem = Refusal(TOO_OFTEN, {})
        if problem is not None:
            mistakes.append(_mistake(events[0], problem))
            continue
        walked += cost
        try:
            found = _unfolded(calendar, events, since, until)
        except (ValueError, TypeError, KeyError, OverflowError, AttributeError):
            # The libraries fail in as many ways as there are broken rules; the event is named.
            mistakes.append(_mistake(events[0], Refusal(BAD_RULE, {})))
            continue
        for event in found:
            if event.get("STATUS") == "CANCELLED":
                cancelled += 1
                continue
            happening = _happening(uid, event, events, zone)
            if refusal := refused_times(happening.starts, happening.ends, zone):
                mistakes.append(Mistake(happening.place, refusal.wording, refusal.values))
            elif instant(happening.ends, zone) > since and instant(happening.starts, zone) < until:
                happenings.append(happening)
    happenings.sort(key=lambda one: (one.starts, one.ends, one.uid, one.recurrence))
    return CalendarReading(tuple(happenings), cancelled, tuple(mistakes))


def _parsed(content: bytes) -> Calendar:
    if not is_calendar(content):
        raise NotACalendar
    try:
        calendar = Calendar.from_ical(content)
    except (ValueError, IndexError, KeyError, TypeError) as problem:
        raise NotACalendar from problem
    if not isinstance(calendar, Calendar):
        raise NotACalendar
    return calendar


def _series(calendar: Calendar) -> Iterator[tuple[str, list[Event]]]:
    """Events that belong together: one that recurs, and the times at which it is different."""
    series: dict[str, list[Event]] = defaultdict(list)
    for position, event in enumerate(cast("list[Event]", calendar.walk("VEVENT"))):
        uid = str(event.get("UID", ""))
        series[uid or f"\0{position}"].append(event)
    yield from series.items()


def _recurs(events: list[Event]) -> bool:
    return any(name in event for event in events for name in ("RRULE", "RDATE", "RECURRENCE-ID"))


def _unfolded(
    calendar: Calendar, events: list[Event], since: datetime, until: datetime
) -> list[Event]:
    alone = Calendar()
    if "X-WR-TIMEZONE" in calendar:
        alone.add("X-WR-TIMEZONE", calendar["X-WR-TIMEZONE"])
    for event in events:
        alone.add_component(event)
    # A day more on both sides: where a floating time lies is known only in its zone.
    found = recurring_ical_events.of(alone).between(since - _A_DAY, until + _A_DAY)
    return cast("list[Event]", found)


def _happening(uid: str, event: Event, series: list[Event], zone: ZoneInfo) -> Happening:
    guests = event.get("ATTENDEE", [])
    guests = guests if isinstance(guests, list) else [guests]
    return Happening(
        uid=uid,
        recurrence=_recurrence(event, series),
        title=_title(event),
        guests=tuple(_mail(guest) for guest in guests),
        organizer=_mail(event["ORGANIZER"]) if "ORGANIZER" in event else None,
        starts=_local(event.start, zone).replace(second=0, microsecond=0),
        ends=_local(event.end, zone).replace(second=0, microsecond=0),
    )


def _local(moment: date, zone: ZoneInfo) -> datetime:
    if not isinstance(moment, datetime):
        return datetime.combine(moment, time.min)
    return moment if moment.tzinfo is None else reading(moment, zone)


def _recurrence(event: Event, series: list[Event]) -> str:
    original = moment(event, "RECURRENCE-ID") if _recurs(series) else None
    if original is None:
        return ""
    for change in series:
        # Whoever moved this instance and all later ones gave them one RECURRENCE-ID: that of the
        # first. Each is known by where it would have been.
        from_then_on = change.get("RECURRENCE-ID")
        if from_then_on and from_then_on.params.get("RANGE") and from_then_on.dt == original:
            original = event.start - (change.start - original)
    if isinstance(original, datetime) and original.tzinfo is not None:
        original = original.astimezone(UTC)
    return original.isoformat()


def _mail(address: object) -> str:
    text = str(address)
    return text[7:] if text[:7].casefold() == "mailto:" else text


def _title(event: Event) -> str:
    return " ".join(str(event.get("SUMMARY", "")).split())


def _mistake(event: Event, refusal: Refusal) -> Mistake:
    return Mistake(_place(_title(event), moment(event, "DTSTART")), refusal.wording, refusal.values)


def _place(title: str, start: date | None) -> Wording:
    on = Wording("", "")
    if isinstance(start, datetime):
        on = Wording(f" du {start:%d/%m/%Y %H:%M}", f" of {start:%Y-%m-%d %H:%M}")
    elif start is not None:
        on = Wording(f" du {start:%d/%m/%Y}", f" of {start:%Y-%m-%d}")
    return _IN.filled(title=title or "–", on=on)
