"""How words are spoken: the voice of each language."""

from __future__ import annotations

from twilio.twiml.voice_response import Gather, VoiceResponse

VOICES = {"fr": ("Polly.Lea-Neural", "fr-FR"), "en": ("Polly.Amy-Neural", "en-GB")}


def say(verb: VoiceResponse | Gather, text: str, language: str) -> None:
    """Adds words to a document, in the voice of their language."""
    voice, locale = VOICES.get(language, VOICES["fr"])
    verb.say(  # type: ignore[no-untyped-call]  # the SDK's builder has no types
        text, voice=voice, language=locale
    )
