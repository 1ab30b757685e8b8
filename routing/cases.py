"""Who takes a case: somebody has asked for help in writing or by telephone, and is to be called
back, then followed by the same person."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from routing.plan import Match, Responder, Wish, shares


class WhyNobody(StrEnum):
    """What nobody is left by, in the order in which it is asked."""

    EMPTY = "empty"
    """Nobody is on the roster of the teams that take cases."""
    UNTOLD = "untold"
    """Nobody of them can be told, by text or by mail."""
    PROFESSION = "profession"
    LANGUAGE = "language"
    TERRITORY = "territory"
    ELSEWHERE = "elsewhere"
    AVOIDED = "avoided"
    AWAY = "away"
    ASKED = "asked"
    """All who could take it were asked before: they passed it on, or did not answer."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody of a team that takes cases."""

    who: Responder
    told: bool
    """Whether they can be told of it, by text or by mail."""
    away: bool
    asked: bool
    """Whether this very case was theirs before."""
    open_cases: int
    last_given: datetime | None
    """When they were last asked to take a case; None when they never were."""


@dataclass(frozen=True, slots=True)
class Takers:
    """Whom to ask, one after the other; with nobody to ask, why."""

    people: tuple[int, ...]
    why: WhyNobody | None


_NEVER = datetime.min.replace(tzinfo=UTC)


def takers(candidates: Iterable[Candidate], wish: Wish, matches: frozenset[Match]) -> Takers:
    """Those who can take the case: whoever follows the fewest cases first, then whoever was asked
    least recently.

    What is asked of a person is as in a plan's step (see `routing.plan.shares`). Nobody is asked
    twice of one case: whoever is to have it all the same is named by the coordinator.
    """
    left = list(candidates)
    for why, is_left in _SIEVE:
        left = [one for one in left if is_left(one, wish, matches)]
        if not left:
            return Takers((), why)
    left.sort(key=lambda one: (one.open_cases, one.last_given or _NEVER, one.who.person))
    return Takers(tuple(dict.fromkeys(one.who.person for one in left)), None)


Sieve = Callable[[Candidate, Wish, frozenset[Match]], bool]


def _match(match: Match) -> Sieve:
    def fits(one: Candidate, wish: Wish, matches: frozenset[Match]) -> bool:
        return match not in matches or shares(match, one.who, wish)

    return fits


_SIEVE: tuple[tuple[WhyNobody, Sieve], ...] = (
    (WhyNobody.EMPTY, lambda _one, _wish, _matches: True),
    (WhyNobody.UNTOLD, lambda one, _wish, _matches: one.told),
    (WhyNobody.PROFESSION, _match(Match.PROFESSION)),
    (WhyNobody.LANGUAGE, _match(Match.LANGUAGE)),
    (WhyNobody.TERRITORY, _match(Match.TERRITORY)),
    (WhyNobody.ELSEWHERE, _match(Match.ELSEWHERE)),
    (WhyNobody.AVOIDED, lambda one, wish, _matches: not one.who.tags & wish.avoids),
    (WhyNobody.AWAY, lambda one, _wish, _matches: not one.away),
    (WhyNobody.ASKED, lambda one, _wish, _matches: not one.asked),
)
