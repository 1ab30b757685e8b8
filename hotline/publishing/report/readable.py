"""The line's own words, as they can be set: paragraphs and lists of letters that there are."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

SHOWN = (
    range(0x20, 0x500),  # Latin, Greek, Cyrillic
    range(0x600, 0x700),  # Arabic
    range(0x1E00, 0x20D0),  # more of these, punctuation, currencies
    range(0x2100, 0x2C00),  # signs and arrows
)
"""What the fonts within typst can show, but for a few. No pictograms (emoji) are among it."""
EUROPEAN = (range(0x20, 0x480), range(0x2010, 0x2040))
"""Of these, what they can show without exception."""
_NO_BREAK, _NARROW = "\u00a0", "\u202f"
_BEFORE = re.compile(r" (?=[:»])")
_NARROW_BEFORE = re.compile(r" (?=[;!?%])")
_LONG = re.compile(r"(\S{40})(?=\S)")
"""Longer than any word: an address, which may be broken there."""
_UNIT = re.compile(r"(?<=\d) (?=(?:h|s|min)\b)")


def is_european(sign: str) -> bool:
    """Whether it can be shown for certain."""
    return any(ord(sign) in signs for signs in EUROPEAN)


def readable(text: str) -> str:
    """The same, in letters that can be shown; lines stay lines."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\t", " "))
    return "".join(filter(_is_shown, text))


def _is_shown(sign: str) -> bool:
    if sign in {"\n", _NO_BREAK, _NARROW}:
        return True
    return sign.isprintable() and any(ord(sign) in signs for signs in SHOWN)


def blocks(text: str) -> list[dict[str, Any]]:
    """Paragraphs, which an empty line parts, and lists, whose lines begin with a dash: as they are
    written in a mail. A list may follow the line that announces it."""
    found: list[dict[str, Any]] = []
    text = _LONG.sub("\\1\u200b", readable(text))
    for part in re.split(r"\n\s*\n", text):
        words: list[str] = []
        items: list[str] = []
        for line in filter(None, map(str.strip, part.split("\n"))):
            if line.startswith(("- ", "– ", "• ")):
                items.append(line[2:].strip())
            elif items:
                items[-1] += f" {line}"
            else:
                words.append(line)
        if words:
            found.append({"kind": "text", "text": " ".join(words)})
        if items:
            found.append({"kind": "list", "items": items})
    return found


def unbroken(text: str, language: str) -> str:
    """What belongs together on one line, as French and units of hours want it: « 21 h »."""
    text = _UNIT.sub(_NO_BREAK, text)
    if language == "en":
        return text
    text = _NARROW_BEFORE.sub(_NARROW, _BEFORE.sub(_NO_BREAK, text))
    return text.replace("« ", f"«{_NO_BREAK}")
