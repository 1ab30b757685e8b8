"""What is said on the telephone: every phrase in French and English, in one file.

Sentences only: how they are spoken is the business of `hotline.voice`.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class InLanguage(NamedTuple):
    """Words in a language of their own, whatever the one around them."""

    text: str
    language: str


Spoken = str | InLanguage


@cache
def phrases() -> dict[str, dict[str, str]]:
    """All phrases: key → language → words."""
    text = (files(__package__) / "phrases.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def words(key: str, language: str, **values: str) -> str:
    """A phrase in this language (French when it has no such language), its blanks filled."""
    spoken = phrases()[key]
    return spoken.get(language, spoken["fr"]).format(**values)
