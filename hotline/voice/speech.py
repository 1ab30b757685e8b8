"""What is said on the telephone: every phrase in French and English, in one file."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from twilio.twiml.voice_response import Gather, VoiceResponse

VOICES = {"fr": ("Polly.Lea-Neural", "fr-FR"), "en": ("Polly.Amy-Neural", "en-GB")}


@cache
def phrases() -> dict[str, dict[str, str]]:
    """All phrases: key → language → words."""
    text = (files(__package__) / "phrases.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def words(key: str, language: str, **values: str) -> str:
    """A phrase in this language (French when it has no such language), its blanks filled."""
    spoken = phrases()[key]
    return spoken.get(language, spoken["fr"]).format(**values)


def say(verb: VoiceResponse | Gather, text: str, language: str) -> None:
    """Adds words to a document, in the voice of their language."""
    voice, locale = VOICES.get(language, VOICES["fr"])
    verb.say(  # type: ignore[no-untyped-call]  # the SDK's builder has no types
        text, voice=voice, language=locale
    )
