"""How words are spoken: in the line's voice, numbers pair by pair."""

from __future__ import annotations

import re

from twilio.twiml import TwiML
from twilio.twiml.voice_response import Say

from hotline.words.voices import Voice

BETWEEN_PAIRS = re.compile(r"(?<=\d)[ \u00a0\u202f](?=\d)")
"""The space of "31 14": without a breath there, a voice reads three thousand one hundred …"""

BREATH, LONG_BREATH = "250ms", "700ms"


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
        marked.break_(time=LONG_BREATH if slowly else BREATH)
        marked.nest(f" {pair}")
