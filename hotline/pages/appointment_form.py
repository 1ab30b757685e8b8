"""What a responder fills in to fix an appointment, checked field by field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from hotline.appointments.making import Refusal, duty_then
from hotline.appointments.times import Wrong, time_meant
from hotline.lines.appointments import Appointments
from hotline.taxonomies import Wording
from schedules.local_time import reading

TIMES = {
    Wrong.UNREADABLE: Wording("Choisissez le jour et l'heure.", "Choose the day and the time."),
    Wrong.PAST: Wording(
        "Ce moment est passé : choisissez-en un à venir.",
        "That moment is past: choose a later one.",
    ),
    Wrong.TOO_FAR: Wording(
        "C'est plus loin que ce que la ligne permet : choisissez un jour plus proche.",
        "That is further ahead than the line allows: choose an earlier day.",
    ),
    Wrong.SKIPPED: Wording(
        "Cette heure n'existe pas ce jour-là : les montres avancent. Choisissez-en une autre.",
        "That time does not exist on that day: the clocks go forward. Choose another.",
    ),
    Wrong.TWICE: Wording(
        "Cette heure existe deux fois ce jour-là : les montres reculent. Choisissez-en une autre.",
        "That time exists twice on that day: the clocks go back. Choose another.",
    ),
}
REFUSALS = {
    Refusal.TAKEN: Wording(
        "Vous avez déjà un rendez-vous à ce moment : choisissez-en un autre.",
        "You have another appointment then: choose another time.",
    ),
    Refusal.CHANGED: Wording(
        "Ce rendez-vous vient de changer : voyez ce qu'il est maintenant.",
        "This appointment has just changed: see what it is now.",
    ),
    Refusal.OVER: Wording(
        "Ce rendez-vous est passé : fixez-en un autre.",
        "This appointment is over: fix another one.",
    ),
}
ON_DUTY = Wording(
    "Vous êtes de permanence à ce moment : la ligne pourrait vous appeler pour quelqu'un d'autre.",
    "You are on duty then: the line might ring you for somebody else.",
)
NO_CHANNEL = Wording("Choisissez comment.", "Choose in which way.")
NO_PLACE = Wording("Choisissez où.", "Choose where.")


@dataclass(frozen=True, slots=True)
class Meant:
    """A time, a channel, and a place of the line's file where the channel needs one."""

    start: datetime
    channel: str
    place: str | None


def read_time(
    form: Mapping[str, str], zone: ZoneInfo, now: datetime, days_ahead: int
) -> datetime | Wording:
    """The aware instant that is meant, or what to mend."""
    day, hour = (form.get(name, "").strip() for name in ("day", "hour"))
    found = time_meant(day, hour, zone, now, days_ahead)
    return TIMES[found] if isinstance(found, Wrong) else found


def read_appointment(
    form: Mapping[str, str], offered: Appointments, zone: ZoneInfo, now: datetime
) -> tuple[Meant | None, dict[str, Wording]]:
    """What is meant, or what to mend: a sentence per field. A way is a channel, or a place."""
    wrong: dict[str, Wording] = {}
    start = read_time(form, zone, now, offered.days_ahead)
    if isinstance(start, Wording):
        wrong["when"] = start
    channel, _, place = form.get("way", "").partition("/")
    if not offered.offers(channel, place or None):
        wrong["way"] = NO_PLACE if channel in offered.channels else NO_CHANNEL
    if wrong or isinstance(start, Wording):
        return None, wrong
    return Meant(start, channel, place or None), {}


def duty_in_the_way(
    session: Session, person_id: int, start: datetime, end: datetime, form: Mapping[str, str]
) -> Wording | None:
    """A warning when this person is on duty then, unless the form says that it is meant all the
    same: at that very time, and at no other."""
    duty = duty_then(session, person_id, start, end)
    if duty is None or form.get("despite") == time_filled_in(form):
        return None
    return ON_DUTY


def time_filled_in(form: Mapping[str, str]) -> str:
    """The day and the hour as they were filled in."""
    return f"{form.get('day', '').strip()} {form.get('hour', '').strip()}"


def days(days_ahead: int, zone: ZoneInfo, now: datetime) -> dict[str, str]:
    """The first and last day that can be chosen, as a browser's calendar wants them."""
    today = reading(now, zone).date()
    last = today + timedelta(days=days_ahead)
    return {"first": today.isoformat(), "last": last.isoformat()}
