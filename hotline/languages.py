"""The languages of pages and sentences, and which of them a request asks for."""

from __future__ import annotations

from werkzeug import Request

LANGUAGES = ("fr", "en")


def asked_language(request: Request) -> str:
    """What its address says (?language=en), else what its browser prefers, else French."""
    asked = request.args.get("language", "")
    return asked if asked in LANGUAGES else preferred_language(request)


def preferred_language(request: Request) -> str:
    """What its browser prefers, else French."""
    return request.accept_languages.best_match(LANGUAGES, LANGUAGES[0])
