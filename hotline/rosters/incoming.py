"""Shifts that come from outside (a calendar, a spreadsheet), and what is wrong with them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from hotline.lines.file import ShiftEntry
from hotline.people.names import Ambiguous, Found, Named, Unknown
from hotline.taxonomies import Wording

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


def shift_slug(origin: str, *identity: str) -> str:
    """A shift's own name, the same whenever the same thing comes from the same origin."""
    digest = hashlib.sha256("\0".join((origin, *identity)).encode()).hexdigest()
    return f"{origin.replace(':', '-')[:40]}-{digest[:20]}"


def _told(people: Iterable[Named]) -> str:
    return ", ".join(f"{person.name} ({person.slug})" for person in people)
