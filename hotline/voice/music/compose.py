"""Composes and plays the waiting music: `python -m hotline.voice.music.compose`.

Twelve chords of eight seconds, soft voices that swell and sink with each, and a few slow notes
above them. One piece of 96 s is rendered on a ring, so that it has neither beginning nor end, then
cut into twelve: any piece goes on exactly where the one before it stopped, the first after the
last. Where it is cut the music breathes (the voices are low, no note begins), so that the
moment the carrier takes to ask for the next piece passes for a rest.

Sound as the telephone carries it: 8,000 samples a second, one channel, all between 200 and
2,400 Hz, about 20 dB under full scale. All is whole-number arithmetic over one table of sines, so
that every machine makes the same files, byte for byte.
"""

from __future__ import annotations

import math
import struct
import wave
from array import array
from pathlib import Path

RATE = 8_000
PIECE = 8 * RATE
SEMITONES = ["C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B"]

# One chord a piece: four voices, low to high; then a note of the same chord every second, the first
# half a second after it starts ("-" is a rest).
CHORDS = [
    ("D4 F#4 A4 C#5", "A5 - F#5 - E5 - -"),
    ("B3 F#4 A4 D5", "D5 F#5 - A5 - F#5 -"),
    ("G3 D4 F#4 B4", "B5 - A5 - F#5 D5 -"),
    ("A3 E4 G4 D5", "E5 - G5 - E5 - -"),
    ("F#4 A4 D5 E5", "A5 - D6 - A5 F#5 -"),
    ("G3 D4 F#4 A4", "B5 A5 - F#5 - D5 -"),
    ("E4 G4 B4 D5", "G5 - B5 - A5 G5 -"),
    ("A3 D4 E4 B4", "A5 - E5 - D5 - -"),
    ("B3 D4 F#4 A4", "F#5 - A5 - D6 - -"),
    ("F#4 A4 C#5 E5", "E5 C#5 - A5 - F#5 -"),
    ("G3 B3 D4 A4", "D5 - B5 - A5 - -"),
    ("A3 D4 E4 G4", "E5 - D5 E5 - A4 -"),
]

TABLE_BITS = 12
TURN = 1 << 32
SINES = [
    round(32_767 * math.sin(2 * math.pi * i / (1 << TABLE_BITS))) for i in range(1 << TABLE_BITS)
]
LOUDEST = 1 << 15
"""An envelope at its height; a sample times an envelope is brought back by the same factor."""


def compose() -> array[int]:
    """The whole piece: 96 s of samples, 16 bits each."""
    ring = [0] * (PIECE * len(CHORDS))
    swell, strike = _swell(), _strike()
    for chord, (voices, notes) in enumerate(CHORDS):
        start = chord * PIECE
        for voice in voices.split():
            # Two voices a little apart beat slowly against each other, as strings do.
            for apart in (-0.35, 0.35):
                _sound(ring, start - RATE, _hertz(voice) + apart, swell, loudness=13)
        for second, note in enumerate(notes.split()):
            if note != "-":
                at = start + second * RATE + RATE // 2
                _sound(ring, at, _hertz(note), strike, loudness=28)
                _sound(ring, at, 2 * _hertz(note), strike, loudness=4)
    return array("h", [sample // 256 for sample in ring])


def _sound(ring: list[int], start: int, hertz: float, envelope: list[int], loudness: int) -> None:
    step = round(hertz * TURN / RATE)
    shift = 32 - TABLE_BITS
    phase = 0
    size = len(ring)
    for at, height in enumerate(envelope, start):
        ring[at % size] += SINES[(phase % TURN) >> shift] * height * loudness // LOUDEST
        phase += step


def _swell() -> list[int]:
    """Ten seconds: from one second before its chord to one second after it."""
    rise, hold, fall = 3 * RATE, 4 * RATE, 3 * RATE
    return [
        *(_smooth(i, rise) for i in range(rise)),
        *(LOUDEST for _ in range(hold)),
        *(_smooth(fall - i, fall) for i in range(fall)),
    ]


def _strike() -> list[int]:
    """A note touched softly: up within 40 ms, dying away over three seconds."""
    rise, fall = RATE // 25, 3 * RATE
    heights = [_smooth(i, rise) for i in range(rise)]
    height = LOUDEST << 15
    for i in range(fall):
        heights.append((height >> 15) * _smooth(fall - i, fall) // LOUDEST)
        height -= height // (RATE * 4 // 5)
    return heights


def _smooth(part: int, whole: int) -> int:
    """From 0 to LOUDEST without a corner at either end: 3x² - 2x³."""
    return LOUDEST * part * part * (3 * whole - 2 * part) // whole**3


def _hertz(note: str) -> float:
    """The pitch of a note such as F#4; A4 is 440."""
    semitone = SEMITONES.index(note[:-1]) - 9 + 12 * (int(note[-1]) - 4)
    return 440 * 2 ** (semitone / 12)


def write(folder: Path) -> None:
    """Writes 00.wav … 11.wav."""
    music = compose()
    for piece in range(len(CHORDS)):
        samples = music[piece * PIECE : (piece + 1) * PIECE]
        with wave.open(str(folder / f"{piece:02}.wav"), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(RATE)
            file.writeframes(struct.pack(f"<{PIECE}h", *samples))


if __name__ == "__main__":
    write(Path(__file__).parent)
