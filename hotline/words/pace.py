"""How long words take to say, and where a voice takes a breath."""

from __future__ import annotations

import re

CHARACTERS_A_SECOND = 14
"""How fast a calm voice speaks, ours."""

BETWEEN_PAIRS = re.compile(r"(?<=\d)[ \u00a0\u202f](?=\d)")
"""The space of "31 14": without a breath there, a voice reads three thousand one hundred …"""

BREATH = 0.25
"""Seconds."""

LISTENS_AFTER = 1
"""Seconds in which a key may still be pressed after words that lead on by themselves: the least
that the carrier allows."""


def seconds_to_say(text: str) -> float:
    """About how long these words take to say."""
    return len(text) / CHARACTERS_A_SECOND + BREATH * len(BETWEEN_PAIRS.findall(text))
