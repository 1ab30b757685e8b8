"""How long the files of Play last: read from the file itself where it is a WAV."""

from __future__ import annotations

import io
import wave
from collections.abc import Generator
from typing import TYPE_CHECKING

from simulator.legs import Leg, Wait
from simulator.problems import Problem
from simulator.webhooks import Reply

if TYPE_CHECKING:
    from simulator.carrier import Carrier

UNKNOWN_SECONDS = 8.0
"""How long a file lasts that is not a WAV."""


class Audio:
    """The carrier's cache of files (twilio.com/docs/voice/twiml/play#hints)."""

    def __init__(self, carrier: Carrier) -> None:
        self._carrier = carrier
        self._seconds: dict[str, float] = {}

    def seconds(self, leg: Leg, url: str) -> Generator[Wait, object, float]:
        """A file's length; it is fetched once. A file that cannot be had is skipped, and noted."""
        if url in self._seconds:
            return self._seconds[url]
        wait = Wait()
        carrier = self._carrier
        carrier.webhooks.ask(
            "audio",
            url,
            "GET",
            {},
            lambda reply: carrier.locked(lambda: leg.answer(wait, reply)),
        )
        reply = yield wait
        if not isinstance(reply, Reply) or reply.failure:
            carrier.complain(leg, Problem(11200, "This file cannot be played.", url=url))
            return 0.0
        self._seconds[url] = wav_seconds(reply.body)
        return self._seconds[url]


def wav_seconds(content: bytes) -> float:
    """Seconds of sound in a WAV file; the documented guess for anything else."""
    try:
        with wave.open(io.BytesIO(content)) as sound:
            return float(sound.getnframes() / sound.getframerate())
    except (wave.Error, EOFError, ZeroDivisionError):
        return UNKNOWN_SECONDS
