"""What a line can have recorded: phrases that are always said in the same words, and its own."""

from __future__ import annotations

from functools import cache
from string import Formatter

from hotline.lines.document import LineDocument
from hotline.words import phrases


@cache
def recordable(language: str) -> dict[str, str]:
    """The phrases that are always said in the same words: key → words in this language."""
    said = {key: spoken.get(language, spoken["fr"]) for key, spoken in phrases().items()}
    return {key: text for key, text in said.items() if not _has_blanks(text)}


def own_words(line: LineDocument, language: str) -> dict[str, str]:
    """What only this line says: key → words in this language."""
    said = {
        "greeting": line.line.greeting,
        "closed": line.line.closed,
        "message": line.line.message and line.line.message.words,
    }
    return {key: words.read_in(language) for key, words in said.items() if words}


def script(line: LineDocument, language: str) -> dict[str, str]:
    """All of it, the line's own words first."""
    return own_words(line, language) | recordable(language)


def _has_blanks(text: str) -> bool:
    return any(blank for _, blank, _, _ in Formatter().parse(text))
