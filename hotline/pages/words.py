"""The language of a page: the templates have both, side by side."""

from __future__ import annotations

from flask import request

LANGUAGES = ("fr", "en")


def page_language() -> str:
    """What the visitor asked for (?language=en), else what their browser prefers, else French."""
    asked = request.args.get("language", "")
    if asked in LANGUAGES:
        return asked
    return request.accept_languages.best_match(LANGUAGES, LANGUAGES[0])
