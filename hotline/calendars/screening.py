"""What keeps an event from being read: nothing of it is guessed, and no rule may cost too much."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from icalendar import Event, vDDDTypes

from hotline.rosters.incoming import Refusal
from hotline.taxonomies import Wording

STEPS = 1_000_000
"""Days that may have to be walked to unfold the rules of a calendar; a million take about ten
seconds. A calendar of forty people whose ten weekly series began five years ago needs 100,000."""
DATES = 4_000
"""Dates that one event may list beside its rule: those of ten years, day by day. The time they take
grows with their square."""
_CALM = {"DAILY", "WEEKLY", "MONTHLY", "YEARLY"}
_COSTLY = {"BYSECOND", "BYMINUTE"}

_NO_UID = Wording(
    "il n'a pas d'identifiant (UID) ; exportez à nouveau le calendrier.",
    "it has no identifier (UID); export the calendar again.",
)
_NO_START = Wording(
    "son début ou sa fin ne se lit pas ; corrigez l'événement.",
    "its start or its end cannot be read; correct the event.",
)
_NO_END = Wording(
    "il ne finit pas après son début ; donnez-lui une fin ou une durée.",
    "it does not end after its start; give it an end or a duration.",
)
_ZONE = Wording(
    "son fuseau horaire « {zone} » est inconnu ; écrivez par exemple Europe/Paris.",
    'its time zone "{zone}" is unknown; write for example Europe/Paris.',
)
TOO_OFTEN = Wording(
    "il se répète plus d'une fois par jour, ou depuis trop longtemps ; faites-en plusieurs"
    " événements qui se répètent chaque jour ou plus rarement.",
    "it repeats more than once a day, or for too long; make it several events that repeat daily or"
    " less often.",
)
BAD_RULE = Wording(
    "sa répétition ne se lit pas ; corrigez l'événement.",
    "its recurrence cannot be read; correct the event.",
)


def unreadable(event: Event) -> Refusal | None:
    """Why this event says nothing that can be relied on; None when it does."""
    if not event.get("UID"):
        return Refusal(_NO_UID, {})
    broken = {name for name, _ in event.errors}
    if broken & {"DTSTART", "DTEND", "DURATION"} or moment(event, "DTSTART") is None:
        return Refusal(_NO_START, {})
    if broken & {"RRULE", "RDATE", "EXDATE", "RECURRENCE-ID"}:
        return Refusal(BAD_RULE, {})
    if any(min(rule.get("INTERVAL", [1])) < 1 for rule in _rules(event)):
        return Refusal(BAD_RULE, {})  # without a step forward, unfolding it would never end
    for name in ("DTSTART", "DTEND", "RECURRENCE-ID"):
        at = moment(event, name)
        zone = event[name].params.get("TZID") if at is not None else None
        if zone and isinstance(at, datetime) and at.tzinfo is None:
            return Refusal(_ZONE, {"zone": str(zone)})
    return None if _ends_after_it_starts(event) else Refusal(_NO_END, {})


def _ends_after_it_starts(event: Event) -> bool:
    start, end = moment(event, "DTSTART"), moment(event, "DTEND")
    if end is None:
        lasts = event.get("DURATION")
        return lasts.dt > timedelta(0) if lasts else not isinstance(start, datetime)
    try:
        return start is not None and start < end
    except TypeError:
        return False  # a day and a time of day, or a time with a zone and one without


def moment(event: Event, name: str) -> date | None:
    """None when the event does not have it, or it cannot be read."""
    value = event.get(name)
    at = value.dt if isinstance(value, vDDDTypes) else None
    return at if isinstance(at, date) else None


def _rules(event: Event) -> list[dict[str, Any]]:
    rule = event.get("RRULE", [])
    return rule if isinstance(rule, list) else [rule]


def repeats_too_often(event: Event) -> bool:
    """Whether it recurs more than once a day otherwise than at given hours, or lists more dates
    than anybody writes: no duty does."""
    return sum(map(_dates, (event.get("RDATE"), event.get("EXDATE")))) > DATES or any(
        rule.get("FREQ", [""])[0] not in _CALM or _COSTLY & rule.keys() for rule in _rules(event)
    )


def _dates(lists: Any) -> int:
    """How many dates these lists have; the format allows one list, or several."""
    several = lists if isinstance(lists, list) else [lists] if lists else []
    return sum(len(one.dts) for one in several)


def steps(event: Event, until: datetime) -> int:
    """How many days are walked, at most, to unfold its rule until then."""
    start = moment(event, "DTSTART")
    assert start is not None  # else it was not readable
    days = max(0, (until.date() - date(start.year, start.month, start.day)).days)
    return sum(days * len(rule.get("BYHOUR", [0])) for rule in _rules(event))
