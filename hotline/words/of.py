"""« de Bruno », « d'Inès »: French names after « de »."""

from __future__ import annotations

import unicodedata

_MUTE = "aeiouhœæ"


def of(name: str) -> str:
    """The name with « de » before it, shortened before a vowel or an h, which first names do not
    sound; a y counts as a vowel before a consonant (« d'Yves », « de Yasmine »)."""
    plain = unicodedata.normalize("NFD", name.lower())
    letters = [letter for letter in plain if not unicodedata.combining(letter)]
    first, second = (letters + [""] * 2)[:2]
    elided = first in _MUTE if first else False
    if first == "y":
        elided = second not in {*_MUTE, "y", ""}
    return f"d'{name}" if elided else f"de {name}"
