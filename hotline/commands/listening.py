"""What can be told of a recording without an ear: its length, and how loud it is."""

from __future__ import annotations

import wave
from array import array
from pathlib import Path

from hotline.taxonomies import Wording
from hotline.words.pace import seconds_to_say

TOO_LOUD, TOO_QUIET = 32_700, 1_000
"""Highest samples: clipped, or hardly to be heard on a telephone (full scale is 32,767)."""

_LONG = Wording(
    "dure bien plus que ses mots : coupez le silence, ou parlez moins lentement.",
    "lasts much longer than its words: cut the silence, or speak less slowly.",
)
_LOUD = Wording("sature : enregistrez-le moins fort.", "is distorted: record it less loud.")
_QUIET = Wording(
    "s'entend à peine : enregistrez-le plus fort.", "can hardly be heard: record it louder."
)


def seconds(file: Path) -> float | None:
    """How long a WAV file lasts; None for any other, which only the carrier can read."""
    try:
        with wave.open(str(file)) as sound:
            return float(sound.getnframes() / sound.getframerate())
    except (wave.Error, EOFError, ZeroDivisionError):
        return None


def faults(file: Path, text: str) -> list[Wording]:
    """What is wrong with the recording of these words, as far as its WAV tells."""
    lasts = seconds(file)
    if lasts is None:
        return []
    found = [_LONG] if lasts > 2 * seconds_to_say(text) + 1 else []
    with wave.open(str(file)) as sound:
        if sound.getsampwidth() != 2:
            return found
        highest = max(map(abs, array("h", sound.readframes(sound.getnframes()))), default=0)
    if highest >= TOO_LOUD:
        found.append(_LOUD)
    if highest <= TOO_QUIET:
        found.append(_QUIET)
    return found
