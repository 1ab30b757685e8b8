"""Sounds as people send them become what a telephone carries, or are refused in plain words."""

from __future__ import annotations

import io
import wave
from array import array

import numpy as np
import numpy.typing as npt
import pytest
import soundfile

from hotline.recordings import sound
from hotline.recordings.sound import LARGEST, Refused, taken_in

Samples = npt.NDArray[np.float64]


def voice(seconds: float, *, rate: int = 44_100, level: float = 0.1) -> Samples:
    """A tone of 440 Hz; `level`: its root mean square, of full scale."""
    t = np.arange(round(seconds * rate)) / rate
    tone: Samples = level * np.sqrt(2) * np.sin(2 * np.pi * 440 * t)
    return tone


def silence(seconds: float, rate: int = 44_100) -> Samples:
    return np.zeros(round(seconds * rate))


def sent(samples: Samples, *, rate: int = 44_100, kind: str = "WAV", subtype: str = "") -> bytes:
    file = io.BytesIO()
    soundfile.write(file, samples, rate, format=kind, subtype=subtype or None)
    return file.getvalue()


def heard(wav: bytes) -> Samples:
    with wave.open(io.BytesIO(wav)) as file:
        assert (file.getframerate(), file.getnchannels(), file.getsampwidth()) == (8_000, 1, 2)
        return np.array(array("h", file.readframes(file.getnframes()))) / 32_768


def level(samples: Samples) -> float:
    return float(20 * np.log10(np.sqrt(np.mean(samples**2))))


@pytest.mark.parametrize("kind", ["WAV", "MP3", "FLAC", "OGG"])
@pytest.mark.parametrize("rate", [16_000, 44_100, 48_000])
def test_each_kind_of_file_becomes_the_sound_of_a_telephone(kind: str, rate: int) -> None:
    taken = taken_in(sent(voice(2, rate=rate, level=0.05), rate=rate, kind=kind))
    assert taken.seconds == pytest.approx(2, abs=0.15)
    assert level(heard(taken.wav)) == pytest.approx(-20, abs=1)
    assert taken.remarks == ()


def test_two_channels_are_mixed() -> None:
    both = np.stack([voice(1, level=0.2), silence(1)], axis=1)
    assert level(heard(taken_in(sent(both)).wav)) == pytest.approx(-20, abs=0.5)


def test_silence_before_and_after_is_cut_and_told_when_there_is_much() -> None:
    taken = taken_in(sent(np.concatenate([silence(2), voice(1), silence(2)])))
    assert taken.seconds == pytest.approx(1.2, abs=0.05)
    assert taken.remarks == (sound.WAS_CUT,)
    short = taken_in(sent(np.concatenate([silence(0.5), voice(1), silence(0.5)])))
    assert short.remarks == ()


def test_a_pause_between_two_words_stays() -> None:
    taken = taken_in(sent(np.concatenate([voice(1), silence(1.5), voice(1)])))
    assert taken.seconds == pytest.approx(3.5, abs=0.05)


def test_a_loud_peak_is_never_made_to_clip() -> None:
    peaks = voice(2, level=0.03)
    peaks[::4_000] = 0.9
    assert np.max(np.abs(heard(taken_in(sent(peaks)).wav))) <= 0.9


def test_data_beside_the_sound_is_left_behind() -> None:
    file = io.BytesIO()
    with soundfile.SoundFile(file, "w", 44_100, 1, format="WAV") as writer:
        writer.title = "Chez Mme Martin, 12 rue des Lilas"
        writer.write(voice(1))
    assert b"Martin" in file.getvalue()
    assert b"Martin" not in taken_in(file.getvalue()).wav


def clipping(share: float) -> Samples:
    samples = voice(2)
    samples[: round(share * len(samples))] = 1.0
    return samples


def test_what_is_distorted_here_and_there_is_taken_and_told() -> None:
    assert taken_in(sent(clipping(0.002))).remarks == (sound.SOMEWHAT_LOUD,)


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (b"", "Send a WAV, MP3, FLAC or OGG file"),
        (b"this is a letter, not a sound" * 100, "Send a WAV, MP3, FLAC or OGG file"),
        (sent(voice(1))[:200], "Check the microphone"),
        (sent(voice(1), kind="AIFF"), "Send a WAV, MP3, FLAC or OGG file"),
        (sent(voice(1), rate=4_000), "Send a WAV, MP3, FLAC or OGG file"),
        (sent(silence(2)), "Check the microphone"),
        (sent(silence(0)), "Check the microphone"),
        (sent(voice(2, level=0.008)), "Bring the microphone closer"),
        (sent(clipping(0.1)), "Move the microphone away"),
        (sent(voice(61, rate=8_000), rate=8_000), "Keep only the phrase"),
        (sent(np.stack([voice(1)] * 3, axis=1)), "mono or stereo"),
        (sent(np.full(44_100, np.nan), subtype="FLOAT"), "Check the microphone"),
        (b"x" * (LARGEST + 1), "larger than 10 MB"),
    ],
)
def test_what_cannot_be_used_is_refused_with_what_to_do(file: bytes, said: str) -> None:
    with pytest.raises(Refused) as refused:
        taken_in(file)
    assert said in refused.value.wording.en


def test_a_small_file_that_holds_hours_is_not_unpacked() -> None:
    hours = sent(np.zeros(3 * 3600 * 8_000), rate=8_000, kind="FLAC")
    assert len(hours) < LARGEST
    with pytest.raises(Refused) as refused:
        taken_in(hours)
    assert "longer than a minute" in refused.value.wording.en
