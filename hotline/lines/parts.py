"""A file as far as it can be understood, so that one wrong part does not hide the others."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from hotline.lines.appointments import Appointments
from hotline.lines.cases import Cases
from hotline.lines.contracts import ContractEntry
from hotline.lines.document import (
    Avoidable,
    Callbacks,
    Danger,
    DirectoryEntry,
    Identity,
    LineNumber,
    Plan,
    WayOut,
)
from hotline.lines.fields import Part
from hotline.lines.file import PersonEntry, RotationEntry, ShiftEntry, TeamEntry
from hotline.lines.follow_up import FollowUp
from hotline.lines.menu import Choice, NestedMenu, Silence
from hotline.lines.opening import Closure
from hotline.lines.problems import Place
from hotline.lines.required import Required

P = TypeVar("P", bound=Part)


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts that are right in themselves; those of lists by their index in the file.

    `declared` holds, for each list, every slug written there, also in parts that are wrong: a
    reference to one of these is not a second mistake.
    """

    line: Identity | None
    silence: Silence | None
    choices: dict[Place, Choice]
    """Of every menu, by their place in the file."""
    danger: Danger | None
    callbacks: Callbacks | None
    cases: Cases | None
    follow_up: FollowUp | None
    appointments: Appointments | None
    numbers: dict[int, LineNumber]
    teams: dict[int, TeamEntry]
    people: dict[int, PersonEntry]
    rotations: dict[int, RotationEntry]
    shifts: dict[int, ShiftEntry]
    plans: dict[int, Plan]
    ways_out: dict[int, WayOut]
    closures: dict[int, Closure]
    menus: dict[int, NestedMenu]
    avoidable: dict[int, Avoidable]
    directory: dict[int, DirectoryEntry]
    required: dict[int, Required]
    contracts: dict[int, ContractEntry]
    declared: dict[str, frozenset[str]]
    whole: frozenset[str]
    """The lists of which every member is right."""

    @classmethod
    def of(cls, raw: dict[str, Any]) -> Parts:
        """The parts of a parsed TOML file; what is wrong is left out, not told."""
        lists = {name: _members(raw, name) for name in _LISTS}
        read = {name: _right(kind, lists[name]) for name, kind in _LISTS.items()}
        return cls(
            line=_one(Identity, raw.get("line")),
            silence=_one(Silence, _table(raw, "menu").get("silence")),
            choices=dict(_choices(raw)),
            danger=_one(Danger, raw.get("danger")),
            callbacks=_one(Callbacks, raw.get("callbacks")),
            cases=_one(Cases, raw.get("cases")),
            follow_up=_one(FollowUp, raw.get("follow_up")),
            appointments=_one(Appointments, raw.get("appointments")),
            **read,
            declared={name: _slugs(members) for name, members in lists.items()},
            whole=frozenset(name for name in _LISTS if len(read[name]) == len(lists[name])),
        )


_LISTS: dict[str, type[Any]] = {
    "numbers": LineNumber,
    "teams": TeamEntry,
    "people": PersonEntry,
    "rotations": RotationEntry,
    "shifts": ShiftEntry,
    "plans": Plan,
    "ways_out": WayOut,
    "closures": Closure,
    "menus": NestedMenu,
    "avoidable": Avoidable,
    "directory": DirectoryEntry,
    "required": Required,
    "contracts": ContractEntry,
}
_CHOICE: TypeAdapter[Choice] = TypeAdapter(Choice)


def _choices(raw: dict[str, Any]) -> Iterator[tuple[Place, Choice]]:
    menus: list[tuple[Place, Any]] = [(("menu",), raw.get("menu"))]
    menus += [(("menus", i), menu) for i, menu in enumerate(_members(raw, "menus"))]
    for place, menu in menus:
        for i, choice in enumerate(_members(menu, "choices")):
            with suppress(ValidationError):
                yield (*place, "choices", i), _CHOICE.validate_python(choice)


def _table(raw: dict[str, Any], name: str) -> dict[str, Any]:
    table = raw.get(name)
    return table if isinstance(table, dict) else {}


def _members(raw: object, name: str) -> list[Any]:
    members = raw.get(name) if isinstance(raw, dict) else None
    return members if isinstance(members, list) else []


def _right(kind: type[P], members: list[Any]) -> dict[int, P]:
    read = {index: _one(kind, member) for index, member in enumerate(members)}
    return {index: part for index, part in read.items() if part is not None}


def _one(kind: type[P], raw: object) -> P | None:
    try:
        return kind.model_validate(raw)
    except ValidationError:
        return None


def _slugs(members: list[Any]) -> frozenset[str]:
    slugs = (member.get("slug") for member in members if isinstance(member, dict))
    return frozenset(slug for slug in slugs if isinstance(slug, str))
