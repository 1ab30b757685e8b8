"""The waiting music: what its score makes, and what a caller's ear would notice."""

from __future__ import annotations

import math
import wave
from array import array
from itertools import pairwise
from pathlib import Path

from hotline.voice import music
from hotline.voice.music import compose
from hotline.words.waiting import PIECE_SECONDS

FOLDER = Path(music.__file__).parent
FULL_SCALE = 32_768


def played() -> list[array[int]]:
    """The samples of every piece, as the carrier plays them."""
    pieces = []
    for piece in range(music.PIECES):
        with wave.open(str(FOLDER / f"{piece:02}.wav")) as file:
            assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, 8_000)
            pieces.append(array("h", file.readframes(file.getnframes())))
    return pieces


def decibels(samples: array[int]) -> float:
    """Level under full scale, as a root mean square."""
    power = sum(sample * sample for sample in samples) / len(samples)
    return 20 * math.log10(math.sqrt(power) / FULL_SCALE)


def test_the_score_makes_these_very_files(tmp_path: Path) -> None:
    compose.write(tmp_path)
    made = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    assert made == {file.name: file.read_bytes() for file in FOLDER.glob("*.wav")}
    assert len(made) == music.PIECES == len(compose.CHORDS)


def test_a_piece_lasts_until_the_carrier_asks_again() -> None:
    assert {len(piece) for piece in played()} == {PIECE_SECONDS * 8_000}


def test_it_is_loud_enough_for_a_telephone_and_never_startles() -> None:
    for piece in played():
        assert -23 < decibels(piece) < -18
        assert max(map(abs, piece)) < FULL_SCALE / 2
        seconds = [decibels(piece[i : i + 8_000]) for i in range(0, len(piece), 8_000)]
        assert all(abs(after - before) < 8 for before, after in pairwise(seconds))


def test_each_piece_goes_on_where_the_one_before_stopped() -> None:
    pieces = played()
    for before, after in zip(pieces, pieces[1:] + pieces[:1], strict=True):
        inside = max(abs(b - a) for a, b in pairwise(before[-800:]))
        assert abs(after[0] - before[-1]) <= inside + 50
        # A click is a corner: the slope must go on too.
        slope_before, slope_after = before[-1] - before[-2], after[1] - after[0]
        corner = max(
            abs(c - 2 * b + a) for a, b, c in zip(before, before[1:], before[2:], strict=False)
        )
        assert abs(after[0] - before[-1] - slope_before) <= corner
        assert abs(slope_after - (after[0] - before[-1])) <= corner


def test_the_music_breathes_where_it_is_cut() -> None:
    pieces = played()
    for before, after in zip(pieces, pieces[1:] + pieces[:1], strict=True):
        assert decibels(before[-800:] + after[:800]) < decibels(before) - 6
