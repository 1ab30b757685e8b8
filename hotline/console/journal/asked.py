"""What is looked for in the journal, as its address says it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from flask import request

from hotline.console.given import day, whole
from hotline.console.here import Here
from hotline.journal.reading import Search
from hotline.journal.words import KINDS, WHAT
from hotline.taxonomies import Wording
from schedules.local_time import midnight

NAMES = ("du", "au", "quoi", "objet", "numero", "qui")
"""Of the fields, in the address: first and last day, what, kind of object, its number, account."""
_NOT_A_DAY = Wording("Écrivez un jour : 2026-01-31.", "Write a day: 2026-01-31.")
_BACKWARDS = Wording(
    "Le premier jour doit venir avant le dernier.", "The first day must come before the last."
)
_NOT_LISTED = Wording("Choisissez dans la liste.", "Choose from the list.")


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for, as it was written, and what is wrong with it."""

    search: Search
    written: dict[str, str]
    problems: dict[str, Wording]
    before: int | None
    """The entry that the page goes on from."""


def asked(here: Here, accounts: set[int]) -> Asked:
    """From the address; `accounts` are those that can be chosen. What is wrong is not looked for,
    and told."""
    written = {name: request.args.get(name, "").strip()[:80] for name in NAMES}
    given = {name: text for name, text in written.items() if text}
    problems: dict[str, Wording] = {}
    first, last = (_day(given, name, problems) for name in ("du", "au"))
    if first and last and first > last:
        problems["du"] = _BACKWARDS
    for name, known in (("quoi", WHAT), ("objet", KINDS)):
        if given.get(name, "") not in {"", *known}:
            problems[name] = _NOT_LISTED
    if given.get("qui", "") not in {"", *map(str, accounts)}:
        problems["qui"] = _NOT_LISTED
    kept = {name: text for name, text in given.items() if name not in problems}
    zone = ZoneInfo(here.line.document.line.time_zone)
    search = Search(
        first=midnight(first, zone) if first and "du" not in problems else None,
        end=midnight(last + timedelta(days=1), zone) if last else None,
        what=kept.get("quoi"),
        kind=kept.get("objet"),
        object_id=kept.get("numero"),
        account=int(kept["qui"]) if "qui" in kept else None,
    )
    return Asked(search, written, problems, whole(request.args.get("avant", ""), None))


def _day(given: dict[str, str], name: str, problems: dict[str, Wording]) -> date | None:
    if name not in given:
        return None
    found = day(given[name])
    if found is None:
        problems[name] = _NOT_A_DAY
    return found
