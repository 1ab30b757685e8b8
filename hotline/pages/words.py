"""The language of a page: both are written side by side in the templates."""

from __future__ import annotations

from collections.abc import Callable

from flask import request

from hotline.taxonomies import Wording

LANGUAGES = ("fr", "en")


def page_language() -> str:
    """What the visitor asked for (?language=en), else what their browser prefers, else French."""
    asked = request.args.get("language", "")
    if asked in LANGUAGES:
        return asked
    return request.accept_languages.best_match(LANGUAGES, LANGUAGES[0])


def in_language(language: str) -> Callable[[str | Wording, str | None], str]:
    """`t("Merci", "Thank you")` and `t(wording)` as templates write them, read in one language."""

    def t(french: str | Wording, english: str | None = None) -> str:
        wording = french if isinstance(french, Wording) else Wording(french, english or "")
        return wording.read_in(language)

    return t
