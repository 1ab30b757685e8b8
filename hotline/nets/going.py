"""Where one caller stands: it travels in our own addresses, closed, so that no process keeps it."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import Any

from hotline.nets.sealing import Seal, Unreadable


@dataclass(frozen=True, slots=True)
class Going:
    """A caller on their way through the net. Instants are seconds since 1970."""

    key: str
    """Under which the call is written down."""
    sid: str
    call: str | None
    """Its own id, where it was known before."""
    line: int
    picture: str
    """The picture it began with."""
    plan: str | None
    language: str
    since: float
    """Since when it waits: the place in line."""
    began: float
    """Since when it is tried: the budget counts from here."""
    danger: bool = False
    tried: tuple[tuple[int, int], ...] = ()
    """People and how often they were rung."""
    no: tuple[int, ...] = ()
    """People who refused."""
    first: int | None = None
    """Whom they were cut from: rung before all others."""
    rested: float = 0
    """When the last telephone has stopped ringing."""
    offers: int = 0
    leg: str = ""
    person: int = 0
    """Who is being rung, and as which leg."""

    def times(self, person: int) -> int:
        """How often somebody was rung."""
        return dict(self.tried).get(person, 0)

    def after_ringing(self, at: float, *, refused: bool) -> Going:
        """Whoever was rung did not come."""
        counts = dict(self.tried)
        counts[self.person] = counts.get(self.person, 0) + 1
        no = (*self.no, self.person) if refused else self.no
        first = None if self.first == self.person else self.first
        return replace(
            self, tried=tuple(counts.items()), no=no, first=first, rested=at, leg="", person=0
        )

    def closed(self, seal: Seal) -> str:
        """As one word for an address."""
        return seal.closed(asdict(self))


def opened(word: str, seal: Seal) -> Going | None:
    """What an address brought along; None when it brought nothing that is ours."""
    try:
        told: dict[str, Any] = seal.opened(word)
        told["tried"] = tuple((int(p), int(n)) for p, n in told["tried"])
        told["no"] = tuple(told["no"])
        return Going(**told)
    except (Unreadable, KeyError, TypeError, ValueError):
        return None
