"""Ring plans: ordered steps, each saying who may be rung and how."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Order(StrEnum):
    """How the people of a step are rung."""

    ONE_BY_ONE = "one by one"
    ALL_AT_ONCE = "all at once"


class Match(StrEnum):
    """What a caller and a responder must share."""

    PROFESSION = "profession"
    LANGUAGE = "language"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a plan: the people on duty in this team and role, rung for `seconds` each."""

    team: str
    role: str
    match: frozenset[Match]
    order: Order
    seconds: int


@dataclass(frozen=True, slots=True)
class Plan:
    """What is tried, in order."""

    slug: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Responder:
    """Somebody on duty now, with what the rules need to know of them."""

    person: int
    team: str
    role: str
    professions: frozenset[str]
    languages: frozenset[str]
    phones: int
    """How many telephones they can be rung on."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What the caller said on the keypad."""

    professions: frozenset[str]
    """Professions whose peers are peers of this caller; empty when not said."""
    language: str


def fits(responder: Responder, step: Step, wish: Wish) -> bool:
    """Whether this step may ring this person for a caller with this wish.

    A caller who did not say their profession has no peer: a step that matches on profession
    rings nobody for them. Nobody can be rung without a telephone.
    """
    if (responder.team, responder.role) != (step.team, step.role) or not responder.phones:
        return False
    if Match.PROFESSION in step.match and not responder.professions & wish.professions:
        return False
    return Match.LANGUAGE not in step.match or wish.language in responder.languages
