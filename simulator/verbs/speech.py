"""Say, Play and Pause: what a leg hears, and for how long.

twilio.com/docs/voice/twiml/say, …/play, …/pause
"""

from __future__ import annotations

from collections.abc import Generator

from simulator.legs import TIME_UP, Key, Leg, Wait
from simulator.twiml.documents import Document, Verb

CHARACTERS_A_SECOND = 14.0
"""How fast a voice speaks: about 14 characters a second, ours, near a calm French voice."""

TONE_SECONDS = 0.5
"""How long one key of Play's digits sounds."""

ENDLESS = 1000
"""How often loop="0" repeats (twilio.com/docs/voice/twiml/say#loop)."""

Prompt = Generator[Wait, object, str | None]


def prompt(leg: Leg, verb: Verb, document: Document, keys: bool = False) -> Prompt:
    """Let a leg hear one Say, Play or Pause; a key cuts it short where `keys`, and is returned."""
    times = verb.number("loop", 1) or ENDLESS
    for _ in range(1 if verb.name == "Pause" else times):
        if verb.name == "Say":
            leg.hear("say", verb.text)
            seconds = len(verb.text) / CHARACTERS_A_SECOND + verb.silence
        elif verb.name == "Play":
            seconds = yield from play(leg, verb, document)
        else:
            seconds = float(verb.number("length", 1))
        pressed = yield from listen(seconds, keys)
        if pressed is not None:
            return pressed
    return None


def play(leg: Leg, verb: Verb, document: Document) -> Generator[Wait, object, float]:
    """Start a file or tones; how long they last."""
    if verb.get("digits"):
        leg.hear("tones", verb.get("digits"))
        return TONE_SECONDS * len(verb.get("digits"))
    url = document.address(verb.text)
    leg.hear("play", url)
    return (yield from leg.carrier.audio.seconds(leg, url))


def listen(seconds: float | None, keys: bool) -> Prompt:
    """Let time pass; the key that ended it early, or None."""
    value = yield Wait(seconds, keys)
    if isinstance(value, Key):
        return value.digit
    if value is not TIME_UP:
        raise TypeError(f"A pause was answered with {value!r}.")
    return None
