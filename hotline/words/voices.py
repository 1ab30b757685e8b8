"""The voices that a line can speak with, and what each of them understands."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Voice:
    """A voice of the carrier. twilio.com/docs/voice/twiml/say/text-speech"""

    name: str
    locale: str
    marks: bool
    """Whether it takes marks (SSML): a breath between two pairs of digits, a slower pace. The
    generative ones read marks in their own way, or refuse them: they get commas."""


def _voices(locale: str, marks: bool, *names: str) -> tuple[Voice, ...]:
    return tuple(Voice(name, locale, marks) for name in names)


VOICES: dict[str, tuple[Voice, ...]] = {
    "fr": (
        *_voices("fr-FR", True, "Polly.Lea-Neural", "Polly.Remi-Neural"),
        *_voices("fr-FR", False, "Polly.Lea-Generative"),
        *_voices("fr-FR", False, "Google.fr-FR-Chirp3-HD-Kore", "Google.fr-FR-Chirp3-HD-Aoede"),
        *_voices("fr-CA", True, "Polly.Gabrielle-Neural", "Polly.Liam-Neural"),
    ),
    "en": (
        *_voices("en-GB", True, "Polly.Amy-Neural", "Polly.Brian-Neural", "Polly.Emma-Neural"),
        *_voices("en-GB", False, "Polly.Amy-Generative"),
        *_voices("en-GB", False, "Google.en-GB-Chirp3-HD-Kore", "Google.en-GB-Chirp3-HD-Aoede"),
    ),
}
"""By language; the first speaks unless the line's file says otherwise."""


def voice_called(name: str) -> Voice:
    """The voice of that name. Raises KeyError for one that is not above."""
    return {voice.name: voice for voices in VOICES.values() for voice in voices}[name]
