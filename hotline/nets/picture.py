"""A picture of a line at one moment: all that is needed to put somebody through without a database.

No caller's number is in it, and nobody's name. Instants are seconds since 1970 (UTC).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from routing.plan import Match, Plan, Responder, Step, Wish

Sentences = dict[str, list[str]]
"""By language, what is said, sentence by sentence."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Who is on duty from one instant on, until the next stretch; in the order of the roster."""

    since: float
    people: tuple[Responder, ...]
    closed: Sentences | None
    """What callers are told while the line is closed; None while it is open."""


@dataclass(frozen=True, slots=True)
class PersonPicture:
    """Somebody who may be rung."""

    phones: list[str]
    language: str


@dataclass(frozen=True, slots=True)
class Busy:
    """Somebody with a live leg when the picture was taken; `until` bounds how long this is
    believed, should the end of the leg never be heard of."""

    person: int
    leg: str
    until: float


@dataclass(frozen=True, slots=True)
class CallPicture:
    """A call that lived when the picture was taken."""

    id: str
    sid: str
    """The carrier's id of it."""
    line: int
    plan: str | None
    language: str
    danger: bool
    since: float
    """When it came into the queue, or else began."""
    profession: str
    professions: list[str]
    territory: str | None
    near: str | None
    """The territory as plans know it: not all of France."""
    other_profession: bool
    avoids: list[str]
    person: int | None
    """Who talks with the caller, or did last."""
    who: Sentences
    """The caller, as responders hear of them."""

    def wish(self) -> Wish:
        """What was said on the keypad, as the rules want it."""
        return Wish(
            frozenset(self.professions),
            self.language,
            self.near,
            self.other_profession,
            frozenset(self.avoids),
        )


@dataclass(frozen=True, slots=True)
class LinePicture:
    """One line."""

    id: int
    reached: list[str]
    """The numbers that callers dial."""
    shown: str | None
    """The number that responders see."""
    languages: list[str]
    budget: int
    """Seconds."""
    voices: dict[str, list[Any]]
    """By language: the voice's name, its locale, whether it takes marks."""
    greeting: Sentences
    who: Sentences
    """A caller who has said nothing, as responders hear of them."""
    profession: str
    """How such a caller is counted."""
    silence_plan: str
    danger_plan: str
    plans: dict[str, Plan]
    danger: dict[str, Sentences]
    """What to dial when a life is at risk, by territory; "" everywhere else."""
    numbers: dict[str, Sentences]
    """Numbers to dial when nobody answers, likewise."""
    stretches: tuple[Stretch, ...]

    def now(self, at: float) -> Stretch | None:
        """The stretch of that instant; None when the picture does not reach so far back."""
        return next((s for s in reversed(self.stretches) if s.since <= at), None)

    def plan(self, slug: str | None) -> Plan:
        """The plan of that name, or that of those who press nothing."""
        return self.plans.get(slug or "", self.plans[self.silence_plan])


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything that is known, of every line."""

    id: str
    taken_at: float
    lines: dict[int, LinePicture] = field(default_factory=dict)
    people: dict[int, PersonPicture] = field(default_factory=dict)
    busy: tuple[Busy, ...] = ()
    calls: dict[str, CallPicture] = field(default_factory=dict)
    territories: dict[str, str] = field(default_factory=dict)
    """By the beginning of a number in E.164, the territory that it tells."""

    def call(self, sid: str, call_id: str | None = None) -> CallPicture | None:
        """A call by its own id, or by the carrier's."""
        if call_id is not None and call_id in self.calls:
            return self.calls[call_id]
        return next((call for call in self.calls.values() if call.sid == sid), None)

    def line_reached_by(self, *numbers: str) -> LinePicture | None:
        """The line that one of these numbers (E.164) reaches, or is shown by."""
        return next(
            (
                line
                for line in self.lines.values()
                for number in numbers
                if number in {*line.reached, line.shown}
            ),
            None,
        )

    def territory_of(self, number: str) -> str | None:
        """What the beginning of a number tells of where it is."""
        ends = range(len(number), 1, -1)
        return next((t for e in ends if (t := self.territories.get(number[:e]))), None)


def as_json(picture: Picture) -> dict[str, Any]:
    """The picture in values that JSON has."""
    written: dict[str, Any] = _plain(asdict(picture))
    return written


def from_json(written: Mapping[str, Any]) -> Picture:
    """The picture of `as_json`. Raises KeyError, TypeError or ValueError for anything else."""
    return Picture(
        id=written["id"],
        taken_at=written["taken_at"],
        lines={int(key): _line(line) for key, line in written["lines"].items()},
        people={int(key): PersonPicture(**person) for key, person in written["people"].items()},
        busy=tuple(Busy(**busy) for busy in written["busy"]),
        calls={key: CallPicture(**call) for key, call in written["calls"].items()},
        territories=written["territories"],
    )


def _line(written: Mapping[str, Any]) -> LinePicture:
    plans = {
        slug: Plan(slug, tuple(map(_step, plan["steps"])))
        for slug, plan in written["plans"].items()
    }
    stretches = tuple(
        Stretch(stretch["since"], tuple(map(_responder, stretch["people"])), stretch["closed"])
        for stretch in written["stretches"]
    )
    return LinePicture(**{**written, "plans": plans, "stretches": stretches})


def _step(written: Mapping[str, Any]) -> Step:
    return Step(**{**written, "match": frozenset(map(Match, written["match"]))})


def _responder(written: Mapping[str, Any]) -> Responder:
    sets = ("professions", "languages", "territories", "tags")
    return Responder(**{**written, **{name: frozenset(written[name]) for name in sets}})


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value
