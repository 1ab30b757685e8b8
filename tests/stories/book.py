"""docs/stories.md, written from what was heard while the stories of tests/calls were run."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

BOOK = Path(__file__).parents[2] / "docs" / "stories.md"

PREFACE = """\
# The stories of a call

Each story is a test: a call to a line in virtual time, on a real database, with only the carrier
simulated. Here is what everybody heard and did in it. `make stories` writes this file, `make test`
checks that it is current; nothing in it is written by hand. Times are minutes and seconds since the
story began. Music that goes on is told once.
"""


@dataclass(frozen=True, order=True)
class Story:
    """One test and its conversation; sorted as the tests stand in their files."""

    file: str
    place: int
    """The test's line in its file, so that stories come in its order."""
    variant: str
    """The language it is told in, where it is told in several."""
    chapter: str
    """What its file is about."""
    test: str
    told: tuple[str, ...]

    @property
    def title(self) -> str:
        """The test's name, as the sentence that it is."""
        sentence = self.test.removeprefix("test_").replace("_", " ")
        return sentence[0].upper() + sentence[1:] + (f" ({self.variant})" if self.variant else "")


def written(stories: Iterable[Story]) -> str:
    """The whole book."""
    parts = [PREFACE]
    for file, chapter in groupby(sorted(stories), lambda story: story.file):
        there = list(chapter)
        parts.append(f"## {there[0].chapter.rstrip('.')}\n\n`{file}`\n")
        parts += [f"### {story.title}\n\n" + "\n".join(story.told) + "\n" for story in there]
    return "\n".join(parts)


def first_paragraph(text: str) -> str:
    """What a docstring says first, on one line."""
    return re.sub(r"\s+", " ", text.strip().partition("\n\n")[0])
