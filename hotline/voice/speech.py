"""How words are spoken: in the line's voice, numbers pair by pair."""

from __future__ import annotations

from twilio.twiml import TwiML
from twilio.twiml.voice_response import Say

from hotline.words.pace import BETWEEN_PAIRS, BREATH
from hotline.words.voices import Voice

LONG_BREATH = 0.7
"""Seconds between two pairs that are written down."""


def say(verb: TwiML, text: str, voice: Voice, *, slowly: bool = False) -> None:
    """Adds words to a document. `slowly`: to be written down while they are heard."""
    pairs = BETWEEN_PAIRS.split(text)
    said = Say(voice=voice.name, language=voice.locale)
    verb.append(said)
    if not voice.marks:
        said.nest((", " if slowly else " ").join(pairs))
        return
    marked = said.prosody(rate="slow") if slowly else said
    marked.nest(pairs[0])
    for pair in pairs[1:]:
        marked.break_(time=f"{1000 * (LONG_BREATH if slowly else BREATH):.0f}ms")
        marked.nest(f" {pair}")
