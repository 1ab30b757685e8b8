"""A browser in few words, so that its owner knows it again."""

from __future__ import annotations

_BROWSERS = ("Edg", "Firefox", "Chrome", "Safari")
_SYSTEMS = ("iPhone", "iPad", "Android", "Windows", "Mac OS X", "Linux")
_CALLED = {"Edg": "Edge", "Mac OS X": "Mac"}


def browser_in_words(agent: str) -> str:
    """Such as "Firefox, Android": nothing finer, which would tell people apart."""
    found = (
        next((name for name in names if name in agent), "?") for names in (_BROWSERS, _SYSTEMS)
    )
    return ", ".join(_CALLED.get(name, name) for name in found)
