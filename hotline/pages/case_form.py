"""What a responder filled in on a case's page, checked field by field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hotline.cases.answering import Spoke
from hotline.cases.words import CHANNELS, OUTCOMES
from hotline.pages.form import NOT_IN_LIST
from hotline.taxonomies import Wording
from schedules.local_time import instant

MINUTES = (*range(5, 125, 5), 150, 180, 240)
CLOCKS_DIFFER = timedelta(minutes=5)
"""A telephone's clock may be so far ahead of ours."""

NO_DAY = Wording("Choisissez le jour.", "Choose the day.")
NO_TIME = Wording("Choisissez l'heure.", "Choose the time.")
NOT_YET = Wording("C'est dans l'avenir : corrigez le jour ou l'heure.", "That is in the future.")
TOO_EARLY = Wording(
    "C'est avant la demande : corrigez le jour ou l'heure.", "That is before the request."
)
NO_CHANNEL = Wording("Dites comment le contact a eu lieu.", "Say how the contact took place.")
NO_MINUTES = Wording("Dites combien de temps, à peu près.", "Say how long, more or less.")
NO_OUTCOME = Wording("Dites comment cela finit.", "Say how it ends.")


@dataclass(frozen=True, slots=True)
class Bounds:
    """Between which aware instants a contact can have been, in which zone it is written."""

    opened: datetime
    now: datetime
    zone: ZoneInfo


def read_contact(
    form: Mapping[str, str], bounds: Bounds
) -> tuple[Spoke | None, dict[str, Wording]]:
    """The contact, or what to mend: a sentence per field."""
    wrong: dict[str, Wording] = {}
    at = _moment(form, bounds, wrong)
    channel, minutes = form.get("channel", ""), form.get("minutes", "")
    if channel not in CHANNELS:
        wrong["channel"] = NOT_IN_LIST if channel else NO_CHANNEL
    if minutes not in map(str, MINUTES):
        wrong["minutes"] = NOT_IN_LIST if minutes else NO_MINUTES
    if wrong or at is None:
        return None, wrong
    return Spoke(at, channel, int(minutes), form.get("once", "")[:32]), {}


def read_outcome(form: Mapping[str, str]) -> tuple[str | None, dict[str, Wording]]:
    """How it ends, or what to mend."""
    outcome = form.get("outcome", "")
    if outcome in OUTCOMES:
        return outcome, {}
    return None, {"outcome": NOT_IN_LIST if outcome else NO_OUTCOME}


def _moment(form: Mapping[str, str], bounds: Bounds, wrong: dict[str, Wording]) -> datetime | None:
    try:
        day = date.fromisoformat(form.get("day", ""))
    except ValueError:
        wrong["day"] = NO_DAY
    try:
        hour = time.fromisoformat(form.get("time", "")).replace(second=0, microsecond=0)
        if hour.tzinfo is not None:
            raise ValueError
    except ValueError:
        wrong["time"] = NO_TIME
    if wrong:
        return None
    if abs(day - bounds.now.date()) > timedelta(days=4000):
        wrong["day"] = NO_DAY
        return None
    at = instant(datetime.combine(day, hour), bounds.zone)
    if at > bounds.now + CLOCKS_DIFFER:
        wrong["day"] = NOT_YET
    elif at < bounds.opened.replace(second=0, microsecond=0):
        wrong["day"] = TOO_EARLY
    return min(at, bounds.now)
