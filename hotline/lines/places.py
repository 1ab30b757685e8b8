"""At which line of the text a place of a TOML file stands."""

from __future__ import annotations

import re
from collections import Counter

from hotline.lines.problems import Place

_TITLE = re.compile(r"^\s*(\[\[?)\s*([A-Za-z0-9_.\-]+)\s*\]\]?\s*(#.*)?$")
_KEY = re.compile(r"^\s*([A-Za-z0-9_\-]+)\s*=")


def places_of(text: str) -> dict[Place, int]:
    """The first line (from 1) of every table and field, as far as titles and keys tell.

    A reading of lines, not of TOML: it serves messages, and what it misses has no line number.
    """
    found: dict[Place, int] = {}
    sizes: Counter[Place] = Counter()
    here: Place = ()
    for number, line in enumerate(text.splitlines(), start=1):
        if title := _TITLE.match(line):
            *parents, last = title[2].split(".")
            here = ()
            for name in parents:
                here = _newest((*here, name), sizes)
            here = (*here, last)
            if title[1] == "[[":
                sizes[here] += 1
                found.setdefault(here, number)
            here = _newest(here, sizes)
            found.setdefault(here, number)
        elif key := _KEY.match(line):
            found.setdefault((*here, key[1]), number)
    return found


def line_of(found: dict[Place, int], place: Place) -> int | None:
    """The line of the place, or of the closest thing around it; None when nothing is known."""
    for length in range(len(place), 0, -1):
        if place[:length] in found:
            return found[place[:length]]
    return None


def _newest(place: Place, sizes: Counter[Place]) -> Place:
    """The last member of a repeated table, the table itself when it is not repeated."""
    return (*place, sizes[place] - 1) if sizes[place] else place
