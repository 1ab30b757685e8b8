"""What a responder hears of a caller before the second key."""

from __future__ import annotations

from hotline.taxonomies import professions
from hotline.words import words


def profession_words(profession: str, language: str) -> str:
    """The caller's profession, or that they did not say it."""
    return professions()[profession].spoken.read_in(language)


def who_calls_words(who: str, language: str, *, danger: bool) -> str:
    """Who calls, whether there is danger, and what to press."""
    return words("who-calls-danger" if danger else "who-calls", language, who=who)
