"""What a responder hears of a caller before the second key."""

from __future__ import annotations

from hotline.taxonomies import METROPOLITAN_FRANCE, area_name, professions
from hotline.words import words


def profession_words(profession: str, language: str) -> str:
    """The caller's profession, or that they did not say it."""
    return professions()[profession].spoken.read_in(language)


def caller_words(profession: str, area: str | None, language: str) -> str:
    """The caller's profession, and where they are when that is known more closely than France."""
    who = profession_words(profession, language)
    if area is None or area == METROPOLITAN_FRANCE:
        return who
    return f"{who}, {area_name(area, language)}"


def speaks_words(spoken: str, language: str, line_language: str) -> list[str]:
    """Which language the caller speaks, said where it is not the line's first."""
    return [] if spoken == line_language else [words(f"caller-speaks-{spoken}", language)]


def who_calls_words(who: str, language: str, *, danger: bool) -> str:
    """Who calls, whether there is danger, and what to press."""
    return words("who-calls-danger" if danger else "who-calls", language, who=who)
