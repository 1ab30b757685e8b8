"""A supposed wait, told as lines to read or as values."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from hotline.calls.supposed import SupposedWait
from hotline.lines.fields import Words
from hotline.supposing.keypad import Turn
from hotline.taxonomies import Wording
from hotline.words.duties import role_words
from routing.outcomes import LegResult
from routing.ringing import Dial
from routing.supposing import Accepted, Connected, Event, Heard, Over, Rung

_HEARS = Wording("on entend : « {words} »", 'is heard: "{words}"')
_PRESSES = Wording("on tape {keys}", "{keys} is pressed")
_RINGS = Wording(
    "{name} ({team}, {role}) sonne, {seconds} s au plus",
    "{name} ({team}, {role}) is rung, for {seconds} s at most",
)
_ACCEPTS = Wording(
    "{name} appuie sur 1, entend : « {words} »", '{name} presses 1, hears: "{words}"'
)
_CONNECTED = Wording(
    "{name} appuie encore sur 1 : la conversation commence",
    "{name} presses 1 again: the talk begins",
)
_OVER = {
    LegResult.NO_ANSWER: Wording("{name} ne répond pas", "{name} does not answer"),
    LegResult.REFUSED: Wording("{name} appuie sur 2, refuse", "{name} presses 2, refuses"),
    LegResult.BUSY: Wording("{name} est déjà en ligne", "{name} is on the telephone"),
    LegResult.FAILED: Wording("{name} n'est pas joignable", "{name} cannot be reached"),
    LegResult.TAKEN: Wording(
        "{name} ne sonne plus : quelqu'un a répondu",
        "{name} is let go, somebody has answered",
    ),
}


Row = dict[str, Any]
"""One thing that happens: `t` in seconds since the caller entered the queue, `event`, and what
belongs to it."""


def turn_lines(turns: Iterable[Turn], language: str) -> Iterator[str]:
    """The menus, as lines to read."""
    for turn in turns:
        yield f"        {_HEARS.read_in(language).format(words=' '.join(turn.heard))}"
        if turn.keys:
            yield f"        {_PRESSES.read_in(language).format(keys=turn.keys)}"


def in_words(course: Iterable[Row], teams: Mapping[str, Words], language: str) -> Iterator[Row]:
    """The same with teams and roles as people call them, for whoever reads. `teams`: by slug."""
    for row in course:
        team, role = row.get("team"), row.get("role")
        yield (
            row
            | ({"team": teams[team].read_in(language)} if team else {})
            | ({"role": role_words(role, language)} if role else {})
        )


def row_lines(course: Iterable[Row], language: str) -> Iterator[str]:
    """The wait, as lines to read, each with its time in front."""
    for time, told in row_sentences(course, language):
        yield f"{time}  {told}"


def row_sentences(course: Iterable[Row], language: str) -> Iterator[tuple[str, str]]:
    """What happens during the wait: the time since it began (minutes:seconds), and a sentence."""
    wordings = {"heard": _HEARS, "rung": _RINGS, "accepted": _ACCEPTS, "connected": _CONNECTED}
    for row in course:
        seconds = row["t"]
        wording = wordings.get(row["event"]) or _OVER[LegResult(row["result"])]
        blanks = row | {"words": " ".join(row.get("words", ()))}
        told = wording.read_in(language).format(**blanks)
        yield f"{seconds // 60:.0f}:{seconds % 60:04.1f}", told


def dumps(told: dict[str, Any]) -> str:
    """The same for a program."""
    return json.dumps(told, default=_plain, ensure_ascii=False, indent=2)


def rows(wait: SupposedWait, events: Iterable[Event]) -> Iterator[Row]:
    """What happens during the wait; music alone is passed over."""
    for event in events:
        t = round((event.at - wait.caller.at).total_seconds(), 1)
        match event:
            case Heard(at, said):
                sentences = wait.heard(at, said)
                if sentences:
                    yield {"t": t, "event": "heard", "words": sentences}
            case Rung(at, dial):
                yield {"t": t, "event": "rung", **_who(wait, at, dial), "seconds": dial.seconds}
            case Over(at, dial, result):
                who = _who(wait, at, dial)
                yield {"t": t, "event": "over", **who, "result": str(result)}
            case Accepted(at, dial):
                who = _who(wait, at, dial)
                yield {"t": t, "event": "accepted", **who, "words": [wait.who_calls()]}
            case Connected(at, dial):
                yield {"t": t, "event": "connected", **_who(wait, at, dial)}


def _plain(value: object) -> object:
    match value:
        case Turn():
            return asdict(value)
        case datetime():
            return value.isoformat()
        case frozenset():
            return sorted(value)
    raise TypeError(value)


def _who(wait: SupposedWait, at: datetime, dial: Dial) -> dict[str, str]:
    """A person, with the team and role in which they are on duty."""
    person = wait.person(dial.person)
    duty = next(
        (r for r in wait.moment(at, frozenset(), 0).on_duty if r.person == dial.person), None
    )
    return {
        "person": person.slug,
        "name": person.name,
        "team": duty.team if duty else "",
        "role": duty.role if duty else "",
    }
