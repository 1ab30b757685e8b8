"""Sound files, as a studio could have sent them."""

from __future__ import annotations

import math
import wave
from array import array
from pathlib import Path


def record(file: Path, seconds: float = 1.5, loudest: int = 9_000) -> None:
    """Writes a tone; full scale is 32,767."""
    file.parent.mkdir(parents=True, exist_ok=True)
    samples = [round(loudest * math.sin(n / 3)) for n in range(round(seconds * 8_000))]
    with wave.open(str(file), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8_000)
        sound.writeframes(array("h", samples).tobytes())
