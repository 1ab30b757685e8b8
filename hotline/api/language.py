"""The language of sentences: what the address says, else Accept-Language, else French."""

from __future__ import annotations

from flask import request

LANGUAGES = ("fr", "en")


def asked_language() -> str:
    """Of the request that is being answered."""
    asked = request.args.get("language", "")
    if asked in LANGUAGES:
        return asked
    return request.accept_languages.best_match(LANGUAGES, LANGUAGES[0])
