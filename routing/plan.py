"""Ring plans: ordered steps, each saying who may be rung and how many at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

VOLUNTEERS = "volunteers"
"""The role of people who declared themselves available: on top of the roster, never instead of it,
so only a step that names this role rings them."""


class Match(StrEnum):
    """What a step asks of a caller and a responder together."""

    PROFESSION = "profession"
    """The responder is a peer of the caller."""
    LANGUAGE = "language"
    TERRITORY = "territory"
    """The responder's territories hold the caller's."""
    ELSEWHERE = "elsewhere"
    """They do not: some talk more freely to somebody far away."""
    AGREED = "agreed"
    """The caller said yes to somebody of another profession."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a plan: people on duty, each rung for `seconds`."""

    team: str | None
    role: str | None
    """None: any role but the volunteers'."""
    match: frozenset[Match]
    at_once: int | None
    """At most so many telephones ring at a time: 1 is one by one, None is all at once."""
    seconds: int
    kind: str | None = None
    """What the team on duty is made of; None: of anybody."""
    line: str | None = None
    """The line whose roster is asked; None: the call's own."""


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
    kind: str = ""
    """The kind of the team they are on duty in."""
    territories: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()
    line: str | None = None
    """The other line on whose roster they are; None: the call's own."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What the caller said on the keypad."""

    professions: frozenset[str]
    """Professions whose peers are peers of this caller; empty when not said."""
    language: str
    territory: str | None = None
    """The département or territory they call from; None when not known as closely as that."""
    other_profession: bool = False
    """They said yes to somebody of another profession."""
    avoids: frozenset[str] = frozenset()
    """Tags of people they would rather not talk to; nobody is avoided where there is danger."""


def who_fits(
    plan: Plan, on_duty: Iterable[Responder], wish: Wish
) -> Iterator[tuple[int, Responder]]:
    """Everybody the plan may ring for a caller with this wish, each once, with the index of their
    earliest step; in the order of the steps, then of the roster."""
    people = tuple(on_duty)
    seen = set()
    for index, step in enumerate(plan.steps):
        for responder in people:
            if responder.person not in seen and fits(responder, step, wish):
                seen.add(responder.person)
                yield index, responder


def fits(responder: Responder, step: Step, wish: Wish) -> bool:
    """Whether this step may ring this person for a caller with this wish.

    Nobody can be rung without a telephone, and nobody whom the caller avoids.
    """
    return (
        responder.phones > 0
        and not responder.tags & wish.avoids
        and _is_of(responder, step)
        and all(shares(match, responder, wish) for match in step.match)
    )


def _is_of(responder: Responder, step: Step) -> bool:
    return (
        responder.line == step.line
        and step.team in {None, responder.team}
        and step.kind in {None, responder.kind}
        and (responder.role if step.role is None else step.role) == responder.role
        and (responder.role != VOLUNTEERS or step.role == VOLUNTEERS)
    )


def shares(match: Match, responder: Responder, wish: Wish) -> bool:
    """What is not known is never taken for shared: a caller who did not say their profession has no
    peer; one whose territory is not known is near nobody, and far from nobody; somebody whose
    territories are not known may be a neighbour."""
    match match:
        case Match.PROFESSION:
            return bool(responder.professions & wish.professions)
        case Match.LANGUAGE:
            return wish.language in responder.languages
        case Match.TERRITORY:
            return wish.territory in responder.territories
        case Match.ELSEWHERE:
            known = wish.territory is not None and bool(responder.territories)
            return known and wish.territory not in responder.territories
        case Match.AGREED:
            return wish.other_profession
