"""One thing that is wrong in a line's file, and the sentence that tells it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from hotline.lines.phrases import ADVICE, PHRASES

Place = tuple[str | int, ...]
"""A way into the file: ("people", 3, "phones", 0), counting from 0 as the file's lists do."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, where (place and line of the text, when known), and what to do."""

    place: Place
    code: str
    values: Mapping[str, object] = field(default_factory=dict)
    line: int | None = None

    @property
    def is_advice(self) -> bool:
        """Whether the file can be loaded all the same."""
        return self.code in ADVICE

    def sentence(self, language: str) -> str:
        """French, or English when asked for ("en"): `line 12, people[3].phones[0] is …`."""
        place = written(self.place)
        if self.line is not None:
            line = "line" if language == "en" else "ligne"
            place = f"{line} {self.line}, {place}" if place else f"{line} {self.line}"
        elif not place:
            place = "the file" if language == "en" else "le fichier"
        return f"{place} {PHRASES[self.code].read_in(language).format(**self.values)}"


def written(place: Place) -> str:
    """The place as people read it: people[3].phones[0]."""
    text = ""
    for part in place:
        text += f"[{part}]" if isinstance(part, int) else f".{part}"
    return text.removeprefix(".")
