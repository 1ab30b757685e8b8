"""The language in which somebody reads the console: chosen once, kept while they are signed in."""

from __future__ import annotations

from flask import request, session

from hotline.languages import LANGUAGES, preferred_language


def console_language() -> str:
    """What was chosen (?language=en), now or before, else what their browser prefers."""
    asked = request.args.get("language", "")
    if asked in LANGUAGES and session.get("language") != asked:
        session["language"] = asked
    kept = session.get("language", "")
    if kept in LANGUAGES:
        return str(kept)
    return preferred_language(request)
