"""What was filled in on a record's forms, checked field by field. The rest is as it was written."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from hotline.accompaniments.content import (
    LONGEST,
    Channel,
    Contact,
    Evaluation,
    Plan,
    Urgency,
)
from hotline.taxonomies import Wording

Wrong = dict[str, Wording]
"""What to mend, by field."""

_DAY = Wording(
    "Ce jour ne peut pas être lu. Écrivez-le ainsi : 2026-01-31.",
    "This day cannot be read. Write it so: 2026-01-31.",
)
_FUTURE = Wording("Ce jour n'est pas encore venu.", "This day is still to come.")
_LONG_AGO = Wording(
    "Ce jour est trop ancien : au plus deux ans.", "This day is too long ago: two years at most."
)
_NO_DAY = Wording("Dites quel jour.", "Say which day.")
_MINUTES = Wording(
    "Donnez des minutes, de 0 à 600, en chiffres.", "Give minutes, from 0 to 600, in digits."
)
_CHANNEL = Wording("Choisissez dans la liste.", "Choose from the list.")
OLDEST_CONTACT = timedelta(days=730)


def read_evaluation(form: Mapping[str, str]) -> tuple[Evaluation, Wrong]:
    """The first evaluation."""
    wrong: Wrong = {}
    urgency = form.get("urgency", "")
    if urgency not in {*Urgency}:
        wrong["urgency"], urgency = _CHANNEL, ""
    evaluation = Evaluation(
        practice=_text(form, "practice"),
        wishes=_text(form, "wishes"),
        supports=_text(form, "supports"),
        urgency=Urgency(urgency),
        next_contact=_day(form, "next_contact", wrong),
        agreed=_text(form, "agreed"),
    )
    return evaluation, wrong


def read_plan(form: Mapping[str, str]) -> tuple[Plan, Wrong]:
    """The plan."""
    wrong: Wrong = {}
    review = _day(form, "review_on", wrong)
    plan = Plan(goals=_text(form, "goals"), steps=_text(form, "steps"), review_on=review)
    return plan, wrong


def read_contact(form: Mapping[str, str], today: date) -> tuple[Contact | None, Wrong]:
    """One contact, or what to mend."""
    wrong: Wrong = {}
    day = _day(form, "day", wrong)
    if day is None:
        wrong.setdefault("day", _NO_DAY)
    elif day > today:
        wrong["day"] = _FUTURE
    elif day < today - OLDEST_CONTACT:
        wrong["day"] = _LONG_AGO
    channel, minutes = form.get("channel", ""), form.get("minutes", "").strip()
    if channel not in {*Channel}:
        wrong["channel"] = _CHANNEL
    digits = minutes.isascii() and minutes.isdecimal() and len(minutes) <= 3
    if not digits or int(minutes) > 600:
        wrong["minutes"] = _MINUTES
    if wrong or day is None:
        return None, wrong
    contact = Contact(
        key=form.get("key", "")[:32],
        day=day,
        channel=Channel(channel),
        minutes=int(minutes),
        note=_text(form, "note"),
    )
    return contact, {}


def read_closing(form: Mapping[str, str]) -> str:
    """The last words of a record."""
    return _text(form, "closing")


def _text(form: Mapping[str, str], field: str) -> str:
    return form.get(field, "").replace("\r\n", "\n").strip()[:LONGEST]


def _day(form: Mapping[str, str], field: str, wrong: Wrong) -> date | None:
    written = form.get(field, "").strip()
    try:
        return date.fromisoformat(written) if written else None
    except ValueError:
        wrong[field] = _DAY
        return None
