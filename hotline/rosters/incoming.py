"""Shifts that come from outside (a calendar, a spreadsheet), and what is wrong with them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from hotline.lines.fields import YEARS
from hotline.lines.file import ShiftEntry
from hotline.people.names import Ambiguous, Found, Named, Unknown
from hotline.taxonomies import Wording
from schedules.local_time import instant

_UNKNOWN = Wording(
    "personne ne s'appelle « {name} » sur cette ligne ; écrivez un nom de la ligne"
    " (hotline dump les donne).",
    'nobody is called "{name}" on this line; write a name of the line (hotline dump gives them).',
)
_LIKE = Wording(
    "personne ne s'appelle « {name} » sur cette ligne ; écrivez peut-être {like}.",
    'nobody is called "{name}" on this line; perhaps write {like}.',
)
_SEVERAL = Wording(
    "« {name} » peut désigner {people} ; écrivez l'un de ces identifiants.",
    '"{name}" may be {people}; write one of these slugs.',
)
_WRONG_KIND = Wording(
    "{name} ({kind}) ne peut pas répondre dans l'équipe « {team} » ; écrivez quelqu'un qui le"
    " peut.",
    '{name} ({kind}) cannot answer in the team "{team}"; write somebody who can.',
)
_ENDS_FIRST = Wording(
    "la permanence finit le {end}, pas après son début le {start} ; une nuit finit le lendemain.",
    "the duty ends on {end}, not after its start on {start}; a night ends on the next day.",
)
_TOO_LONG = Wording(
    "la permanence durerait du {start} au {end} ; écrivez un mois au plus.",
    "the duty would last from {start} to {end}; write a month at most.",
)
_NO_YEAR = Wording(
    "l'année {year} est trop loin ; écrivez une année de {first} à {last}.",
    "the year {year} is too far away; write a year from {first} to {last}.",
)
_SKIPPED = Wording(
    "les horloges sautent de {start} à {end} ce jour-là ; écrivez une autre heure.",
    "the clocks skip from {start} to {end} on that day; write another time.",
)
LONGEST = timedelta(days=31)
IMPORT = "import"
"""The origin of what was imported from files."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing to correct before anything is kept: where it is, what it is, what to do."""

    place: Wording
    wording: Wording
    values: Mapping[str, str] = field(default_factory=dict)

    def sentence(self, language: str) -> str:
        """French, or English when asked for ("en")."""
        where = self.place.read_in(language)
        what = self.wording.read_in(language).format(**self.values)
        return f"{where}{': ' if language == 'en' else ' : '}{what}"


@dataclass(frozen=True, slots=True)
class Incoming:
    """Shifts to be kept, and mistakes: with one of them, nothing is to be kept.

    `over` shifts or events were over already, `cancelled` and `ignored` events are left out.
    """

    shifts: tuple[ShiftEntry, ...]
    mistakes: tuple[Mistake, ...]
    over: int = 0
    cancelled: int = 0
    ignored: int = 0
    columns: tuple[str, ...] = ()
    """Columns of a sheet that are not read."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why somebody cannot be put on: a sentence and its values, for a Mistake to place."""

    wording: Wording
    values: Mapping[str, str]


def member(found: Found, team: str, kind: str) -> Named | Refusal:
    """The person, if a name meant exactly one and they may answer in a team of that kind."""
    if isinstance(found, Ambiguous):
        return Refusal(_SEVERAL, {"name": found.written, "people": _told(found.people)})
    if isinstance(found, Unknown):
        wording = _LIKE if found.like else _UNKNOWN
        return Refusal(wording, {"name": found.written, "like": _told(found.like)})
    if kind not in {found.kind, "coordinator"}:
        return Refusal(_WRONG_KIND, {"name": found.name, "kind": found.kind, "team": team})
    return found


def refused_times(start: datetime, end: datetime, zone: ZoneInfo) -> Refusal | None:
    """Why nobody can be on from this local time to that one; None when they can."""
    for year in (start.year, end.year):
        if year not in YEARS:
            years = {"first": str(YEARS[0]), "last": str(YEARS[-1])}
            return Refusal(_NO_YEAR, {"year": str(year)} | years)
    written = {"start": f"{start:%d/%m/%Y %H:%M}", "end": f"{end:%d/%m/%Y %H:%M}"}
    if end <= start:
        return Refusal(_ENDS_FIRST, written)
    if end - start > LONGEST:
        return Refusal(_TOO_LONG, written)
    if instant(start, zone) == instant(end, zone):
        return Refusal(_SKIPPED, written)
    return None


def shift_slug(origin: str, *identity: str) -> str:
    """A shift's own name, the same whenever the same thing comes from the same origin."""
    digest = hashlib.sha256("\0".join((origin, *identity)).encode()).hexdigest()
    return f"{origin.replace(':', '-')[:40]}-{digest[:20]}"


def _told(people: Iterable[Named]) -> str:
    return ", ".join(f"{person.name} ({person.slug})" for person in people)
