"""Places of a draft in addresses: « menus.0.choices » is the choices of the first menu."""

from __future__ import annotations

from hotline.console.given import whole
from hotline.console.line.parts import list_at, single_at
from hotline.lines.problems import Place

DRAFT = "/ligne/brouillon"


def written(place: Place) -> str:
    """The place, as addresses write it."""
    return ".".join(str(part) for part in place)


def read(text: str) -> Place:
    """The place that an address writes; it may be none that pages edit."""
    return tuple(whole(part, part) for part in text.split("."))


def page_of(place: Place | None) -> str | None:
    """The page on which this place is changed, or the closest around it; None where none is."""
    for length in range(len(place or ()), 0, -1):
        here = (place or ())[:length]
        if list_at(here) is not None or single_at(here) is not None:
            return f"{DRAFT}/{written(here)}"
        if isinstance(here[-1], int) and list_at(here[:-1]) is not None:
            return f"{DRAFT}/{written(here[:-1])}/{here[-1]}"
    return None
