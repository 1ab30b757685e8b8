"""Calendars written in few words, and the people they name."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from hotline.calendars.shifts import shifts_of_calendar
from hotline.people.names import Named, Names
from hotline.rosters.incoming import Incoming
from hotline.rosters.teams import TeamNamed

PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2026, 9, 1, tzinfo=UTC)

ANNE = Named(1, "anne", "Anne Petit", "psychologist", "anne@example.org")
MARC = Named(2, "marc", "Marc Lefèvre", "psychologist", "marc@example.org")
OTHER_ANNE = Named(3, "anne-roux", "Anne Roux", "psychologist")
COEUR = Named(4, "coeur", "Zoé Cœur-Vaillant", "psychologist")
NURSE = Named(5, "paul", "Paul Nguyen", "peer", "paul@example.org")
TWIN = Named(6, "martin-1", "Claude Martin", "psychologist")
OTHER_TWIN = Named(7, "martin-2", "Claude Martin", "psychologist")
NAMES = Names([ANNE, MARC, OTHER_ANNE, COEUR, NURSE, TWIN, OTHER_TWIN])


def psys(zone: ZoneInfo = PARIS) -> TeamNamed:
    """The psychologists, in some zone."""
    return TeamNamed("psys", "psychologist", zone, ("Psychologues",), ("first",))


def event(*properties: str, uid: str = "e1", title: str = "Anne Petit") -> str:
    """One event; properties are lines such as DTSTART:20261224T200000."""
    head = (f"UID:{uid}",) if uid else ()
    return "\r\n".join(("BEGIN:VEVENT", *head, f"SUMMARY:{title}", *properties, "END:VEVENT"))


def calendar(*events: str, head: str = "") -> bytes:
    """A calendar of these events."""
    start = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//tests//FR", *([head] if head else [])]
    return "\r\n".join([*start, *events, "END:VCALENDAR", ""]).encode()


def read(*events: str, zone: ZoneInfo = PARIS, head: str = "", origin: str = "import") -> Incoming:
    """What comes in from these events on 1 September 2026."""
    content = calendar(*events, head=head)
    return shifts_of_calendar(content, psys(zone), "first", NAMES, origin=origin, now=NOW)


def shown(incoming: Incoming) -> list[str]:
    """Each shift as `anne 24/12 20:00 > 25/12 08:00`."""
    assert incoming.mistakes == (), [mistake.sentence("en") for mistake in incoming.mistakes]
    return [
        f"{shift.person} {shift.start:%d/%m %H:%M} > {shift.end:%d/%m %H:%M}"
        for shift in incoming.shifts
    ]


def told(incoming: Incoming, language: str = "fr") -> list[str]:
    """The sentences on what is to be corrected."""
    return [mistake.sentence(language) for mistake in incoming.mistakes]
