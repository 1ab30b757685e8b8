"""The shared lists: professions, reasons, outcomes, orientations, territories, départements.

Each list is a file beside this one. A code is what rows and exports carry; names are what people
read (French and English); all tuples keep the order of the file.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

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


@dataclass(frozen=True, slots=True)
class Profession:
    """A caller's profession.

    `peers` is the profession whose peers answer them, None when only psychologists do;
    `spoken` is said on the telephone: the name, or fewer words.
    """

    code: str
    name: Wording
    spoken: Wording
    peers: str | None


@dataclass(frozen=True, slots=True)
class Reason:
    """Why someone called; `keypad` is its two digits on the responders' pocket card."""

    code: str
    keypad: str
    group: str
    name: Wording


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a call ended."""

    code: str
    name: Wording


@dataclass(frozen=True, slots=True)
class Orientation:
    """Where the caller was directed."""

    code: str
    name: Wording


@dataclass(frozen=True, slots=True)
class Territory:
    """A part of France: its zones, country code and national prefixes (with the trunk 0)."""

    code: str
    name: Wording
    zones: tuple[str, ...]
    country_code: str
    prefixes: tuple[str, ...]


@cache
def professions() -> dict[str, Profession]:
    """Professions by code."""
    return {
        row["code"]: Profession(
            row["code"],
            Wording(**row["name"]),
            Wording(**row.get("spoken", row["name"])),
            row.get("peers"),
        )
        for row in _rows("professions")
    }


@cache
def reasons() -> dict[str, Reason]:
    """Reasons by code."""
    return {
        row["code"]: Reason(row["code"], row["keypad"], row["group"], Wording(**row["name"]))
        for row in _rows("reasons")
    }


@cache
def reason_groups() -> dict[str, Wording]:
    """The names of the groups of reasons, by the `group` that reasons carry."""
    return {row["code"]: Wording(**row["name"]) for row in _rows("reason_groups")}


@cache
def reasons_by_keypad() -> dict[str, Reason]:
    """Reasons by the two digits pressed for them."""
    return {reason.keypad: reason for reason in reasons().values()}


@cache
def outcomes() -> dict[str, Outcome]:
    """Outcomes by code."""
    return {row["code"]: Outcome(row["code"], Wording(**row["name"])) for row in _rows("outcomes")}


@cache
def orientations() -> dict[str, Orientation]:
    """Kinds of orientation by code."""
    return {
        row["code"]: Orientation(row["code"], Wording(**row["name"]))
        for row in _rows("orientations")
    }


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


def _rows(name: str) -> list[dict[str, Any]]:
    text = (files(__package__) / f"{name}.toml").read_text(encoding="utf-8")
    rows: list[dict[str, Any]] = tomllib.loads(text)[name]
    return rows
