"""What a waiting caller hears between two pieces of music, and at the very end."""

from __future__ import annotations

from hotline import numbers
from hotline.lines.document import LineDocument
from hotline.words import words
from routing.decision import Wait, WayOut, Why

PIECE_SECONDS = 8
"""How long a piece of music lasts; words come before it."""

WORD_EVERY = 3
"""A calm word with every third piece of music, so about every twenty seconds."""


def while_waiting(
    heard: Wait | WayOut,
    line: LineDocument,
    language: str,
    *,
    piece: int,
    danger: bool,
    area: str | None = None,
) -> list[str]:
    """The sentences before a piece of music, counted from 0; none before most of them."""
    held = heard.why is Why.HELD  # they talked to somebody, who comes back: no word of hanging up
    if isinstance(heard, WayOut):
        keys = [f"way-out-{heard.why}", "way-out-wait", "way-out-numbers"]
        keys += ["way-out-callback"] if line.has_way_out("callback") and not held else []
        return [words(key, language) for key in keys]
    if danger and not held and piece % (2 * WORD_EVERY) == 0:
        return [danger_words(line, language, area)]
    if piece % WORD_EVERY == WORD_EVERY - 1:
        return [words(_calm_word(heard.why), language)]
    return []


def at_the_end(
    line: LineDocument, language: str, *, nobody_came: bool, area: str | None = None
) -> list[str]:
    """Goodbye; where nobody came, with the numbers to dial."""
    goodbye = words("goodbye", language)
    if not nobody_came:
        return [goodbye]
    return [words("goodbye-nobody", language), *numbers_to_dial(line, language, area), goodbye]


def numbers_to_dial(line: LineDocument, language: str, area: str | None) -> list[str]:
    """The numbers of the line's ways out for a caller in this territory or département (None: not
    known), one sentence each."""
    return [
        words(
            "number-to-dial",
            language,
            name=entry.name.read_in(language),
            number=numbers.spoken(entry.number),
        )
        + (f" {entry.note.read_in(language)}" if entry.note else "")
        for way_out in line.ways_out
        for entry in way_out.entries
        if entry.is_for(area)
    ]


def danger_words(line: LineDocument, language: str, area: str | None) -> str:
    """What to dial, there, when a life is at risk: the platform never dials it itself, since
    emergency services locate the line that calls."""
    the, either = ("", " or ") if language == "en" else ("le ", " ou ")
    spoken = [f"{the}{numbers.spoken(number)}" for number in line.danger.numbers_in(area)]
    listed = either.join([", ".join(spoken[:-1]), spoken[-1]] if len(spoken) > 1 else spoken)
    return words("danger-numbers", language, numbers=listed)


def _calm_word(why: Why) -> str:
    match why:
        case Why.HELD:
            return "waiting-held"
        case Why.RINGING | Why.PAUSE | Why.JUST_CUT:
            return "waiting-ringing"
    return "waiting-busy"
