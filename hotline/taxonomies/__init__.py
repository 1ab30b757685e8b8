"""The shared lists: professions, reasons, outcomes, orientations, territories, départements.

Each list is a file beside this one. A code is what rows and exports carry; names are what people
read (French and English); all tuples keep the order of the file.

Lists change by versions (versions.toml): a code comes with one (`since`), and is no longer offered
from another on (`retired`), counted from then under the one it was merged into, if any (`into`).
It is never taken away, nor used again: what was noted years ago keeps its sense.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar

METROPOLITAN_FRANCE = "FR"
"""All that a number tells of most callers: too wide to call anybody near, or far."""


@dataclass(frozen=True, slots=True)
class Wording:
    """One thing in both languages."""

    fr: str
    en: str

    def read_in(self, language: str) -> str:
        """English when asked for ("en"), else French."""
        return self.en if language == "en" else self.fr

    def filled(self, **values: object) -> Wording:
        """The same with its blanks filled; a Wording among the values is read in each language."""
        french, english = (
            self.read_in(language).format(
                **{
                    name: value.read_in(language) if isinstance(value, Wording) else value
                    for name, value in values.items()
                }
            )
            for language in ("fr", "en")
        )
        return Wording(french, english)


def wording_in(language: str) -> Callable[..., str]:
    """What templates write as `t("Merci", "Thank you")` or `t(wording)`, read in one language."""

    def t(french: str | Wording, english: str = "") -> str:
        wording = french if isinstance(french, Wording) else Wording(french, english)
        return wording.read_in(language)

    return t


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """An entry of a list that changes over the years."""

    code: str
    name: Wording
    since: int = 1
    """The version of the lists with which it came."""
    retired: int | None = None
    """The version from which on it is no longer offered."""
    into: str | None = None
    """The code under which it is counted since then."""


@dataclass(frozen=True, slots=True)
class Version:
    """One state of the lists, in force from its day on."""

    number: int
    day: date
    changes: Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Profession(Listed):
    """A caller's profession.

    `peers` is the profession whose peers answer them, None when only psychologists do;
    `spoken` is said on the telephone: the name, or fewer words.
    """

    spoken: Wording
    peers: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason(Listed):
    """Why someone called; `keypad` is its two digits on the responders' pocket card."""

    keypad: str
    group: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome(Listed):
    """How a call ended."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Orientation(Listed):
    """Where the caller was directed."""


@dataclass(frozen=True, slots=True)
class Territory:
    """A part of France: its zones, country code and national prefixes (with the trunk 0)."""

    code: str
    name: Wording
    zones: tuple[str, ...]
    country_code: str
    prefixes: tuple[str, ...]


Entry = TypeVar("Entry", bound=Listed)


@cache
def versions() -> tuple[Version, ...]:
    """The states that the lists have had, the one in force last."""
    return tuple(
        Version(row["number"], row["day"], Wording(**row["changes"])) for row in _rows("versions")
    )


def offered(entries: Mapping[str, Entry]) -> dict[str, Entry]:
    """Those that can be chosen now."""
    return {code: entry for code, entry in entries.items() if entry.retired is None}


def counted_as(entries: Mapping[str, Listed], code: str) -> str:
    """The code under which this one is counted now: its own, or what it was merged into. One that
    is in no list stays what it is."""
    entry = entries.get(code)
    return code if entry is None or entry.into is None else counted_as(entries, entry.into)


@cache
def professions() -> dict[str, Profession]:
    """Professions by code, retired ones included."""
    return {
        row["code"]: Profession(
            **_listed(row),
            spoken=Wording(**row.get("spoken", row["name"])),
            peers=row.get("peers"),
        )
        for row in _rows("professions")
    }


@cache
def reasons() -> dict[str, Reason]:
    """Reasons by code, retired ones included."""
    return {
        row["code"]: Reason(**_listed(row), keypad=row["keypad"], group=row["group"])
        for row in _rows("reasons")
    }


@cache
def reason_groups() -> dict[str, Wording]:
    """The names of the groups of reasons, by the `group` that reasons carry."""
    return {row["code"]: Wording(**row["name"]) for row in _rows("reason_groups")}


@cache
def reasons_by_keypad() -> dict[str, Reason]:
    """The reasons that can be noted, by the two digits pressed for them."""
    return {reason.keypad: reason for reason in offered(reasons()).values()}


@cache
def outcomes() -> dict[str, Outcome]:
    """Outcomes by code."""
    return {row["code"]: Outcome(**_listed(row)) for row in _rows("outcomes")}


@cache
def orientations() -> dict[str, Orientation]:
    """Kinds of orientation by code, retired ones included."""
    return {row["code"]: Orientation(**_listed(row)) for row in _rows("orientations")}


@cache
def territories() -> dict[str, Territory]:
    """Territories by code."""
    return {
        row["code"]: Territory(
            row["code"],
            Wording(**row["name"]),
            tuple(row["zones"]),
            row["country_code"],
            tuple(row["prefixes"]),
        )
        for row in _rows("territories")
    }


@cache
def departments() -> dict[str, str]:
    """The names of metropolitan départements by the two digits that are keyed in for them. A name
    is the same in both languages."""
    return {row["code"]: row["name"] for row in _rows("departments")}


@cache
def own_public_holidays() -> dict[str, tuple[str, ...]]:
    """By département or territory, the days that are public holidays there and not everywhere:
    each "MM-DD" of every year, or "good-friday"."""
    return {area: tuple(row["days"]) for row in _rows("public_holidays") for area in row["areas"]}


def areas_around(code: str | None) -> frozenset[str]:
    """A territory or département with what contains it: "13" is {"13", "FR"}. Empty for what is
    not known, None included."""
    if code in departments():
        return frozenset({code, "FR"})
    return frozenset({code} if code in territories() else ())


def area_name(code: str, language: str) -> str:
    """What a territory or département is called. Raises KeyError for any other code."""
    if code in departments():
        return departments()[code]
    return territories()[code].name.read_in(language)


def _listed(row: dict[str, Any]) -> dict[str, Any]:
    history = {field: row[field] for field in ("since", "retired", "into") if field in row}
    return {"code": row["code"], "name": Wording(**row["name"])} | history


def _rows(name: str) -> list[dict[str, Any]]:
    text = (files(__package__) / f"{name}.toml").read_text(encoding="utf-8")
    rows: list[dict[str, Any]] = tomllib.loads(text)[name]
    return rows
