"""Duties as an iCalendar calendar, for the telephones and calendars of those who do them.

Times are UTC, so that no reader's own rules of clocks can move a duty. Source: RFC 5545.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from icalendar import Calendar, Event

from schedules.duty import Duty, OpenDuty

_REFRESH = timedelta(hours=4)


@dataclass(frozen=True, slots=True)
class Entry:
    """One duty with what is shown of it; no telephone."""

    duty: Duty | OpenDuty
    title: str
    text: str = ""
    moves: int = 0
    """How often it was moved without a change of the roster."""


@dataclass(frozen=True, slots=True)
class State:
    """Which state of the roster is written: its number, and when it came to be (aware)."""

    line: str
    number: int
    changed_at: datetime


def written_calendar(name: str, entries: Iterable[Entry], state: State) -> bytes:
    """A calendar of that name. The same duties in the same state give the same bytes.

    A duty that is moved keeps its UID and has a higher SEQUENCE, so it moves in a calendar that has
    it already.
    """
    calendar = Calendar()
    calendar.add("VERSION", "2.0")
    calendar.add("PRODID", "-//Entraide//hotline//FR")
    calendar.add("METHOD", "PUBLISH")
    calendar.add("NAME", name)
    calendar.add("X-WR-CALNAME", name)
    calendar.add("REFRESH-INTERVAL", _REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("X-PUBLISHED-TTL", "PT4H")
    parts: Counter[tuple[str, datetime]] = Counter()
    for entry in sorted(entries, key=_order):
        nth = parts[entry.duty.identity]
        parts[entry.duty.identity] += 1
        calendar.add_component(_event(entry, nth, state))
    return bytes(calendar.to_ical())


def _order(entry: Entry) -> tuple[datetime, str, str, str, str]:
    duty = entry.duty
    who = duty.person if isinstance(duty, Duty) else ""
    return duty.start, duty.team, duty.role, duty.source, who


def _event(entry: Entry, nth: int, state: State) -> Event:
    duty = entry.duty
    event = Event()
    event.add("UID", _uid(state.line, duty, nth))
    event.add("DTSTAMP", state.changed_at)
    event.add("LAST-MODIFIED", state.changed_at)
    event.add("SEQUENCE", state.number + entry.moves)
    event.add("DTSTART", duty.start)
    event.add("DTEND", duty.end)
    event.add("SUMMARY", entry.title)
    if entry.text:
        event.add("DESCRIPTION", entry.text)
    event.add("STATUS", "CONFIRMED" if isinstance(duty, Duty) else "TENTATIVE")
    event.add("TRANSP", "OPAQUE")
    return event


def _uid(line: str, duty: Duty | OpenDuty, nth: int) -> str:
    """Of several parts or people of one duty, each has its own: the first, the second …"""
    identity = f"{line}\0{duty.team}\0{duty.role}\0{duty.source}\0{duty.local_start}\0{nth}"
    return f"{hashlib.sha256(identity.encode()).hexdigest()[:32]}@{line}"
