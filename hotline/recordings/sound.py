"""A sound as somebody sent it, made into what the telephone network carries; or why it cannot be.

The only module that decodes sounds. What was sent is never kept: the samples are written anew, so
that titles, places and other data in the file are left behind.
"""

from __future__ import annotations

import io
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import soundfile
import soxr

from hotline.taxonomies import Wording

RATE = 8_000
"""Samples a second of the telephone network (ITU-T G.711)."""
LARGEST = 10 * 1024 * 1024
"""Bytes of a file that is taken."""
LONGEST = 60
"""Seconds of a recording."""
FORMATS = frozenset({"WAV", "WAVEX", "MP3", "FLAC", "OGG"})

TARGET = 10 ** (-20 / 20)
"""The level speech is brought to, of full scale: -20 dB, beside the synthetic voice. Measured where
somebody speaks, as ITU-T P.56 does."""
CEILING = 10 ** (-1 / 20)
"""No sample is louder."""
SPEECH = 10 ** (-50 / 20)
"""What is less loud, for a fiftieth of a second, is taken for silence."""
HARDLY = 10 ** (-38 / 20)
"""Speech below this would bring up the noise of the room with it."""
MARGIN = RATE // 10
"""Samples of silence that are left before and after."""
LONG_SILENCE = 2 * RATE
"""Samples of silence that are worth telling."""
CLIPPED = 0.999
SHORTEST = 10
"""Fiftieths of a second with a voice in them: with fewer, nobody has said a word."""
_FRAME = RATE // 50
_RATES = range(RATE, 192_001)

_NO_SOUND = Wording(
    "Ce n'est pas un son que nous savons lire. Envoyez un fichier WAV, MP3, FLAC ou OGG.",
    "This is no sound that we can read. Send a WAV, MP3, FLAC or OGG file.",
)
_LARGE = Wording(
    "Ce fichier fait plus de 10 Mo. Enregistrez la phrase seule, ou envoyez-la en MP3.",
    "This file is larger than 10 MB. Record the phrase alone, or send it as MP3.",
)
_LONG = Wording(
    "Cet enregistrement dure plus d'une minute. Gardez seulement la phrase à lire.",
    "This recording is longer than a minute. Keep only the phrase to read.",
)
_SILENT = Wording(
    "On n'entend rien. Vérifiez le microphone, puis enregistrez à nouveau.",
    "Nothing can be heard. Check the microphone, then record again.",
)
_QUIET = Wording(
    "On entend à peine la voix. Rapprochez le microphone, puis enregistrez à nouveau.",
    "The voice can hardly be heard. Bring the microphone closer, then record again.",
)
_DISTORTED = Wording(
    "Le son sature : la voix est déformée. Éloignez le microphone, puis enregistrez à nouveau.",
    "The sound is distorted. Move the microphone away, then record again.",
)
_CHANNELS = Wording(
    "Ce fichier a plus de deux pistes. Envoyez-le en mono ou en stéréo.",
    "This file has more than two tracks. Send it in mono or stereo.",
)

SOMEWHAT_LOUD = Wording(
    "Le son sature par endroits. Écoutez-le, et réenregistrez-le moins fort s'il vous gêne.",
    "The sound is distorted here and there. Listen, and record it less loud if it bothers you.",
)
WAS_CUT = Wording(
    "Le silence du début et de la fin a été coupé.",
    "The silence before and after was cut.",
)
MUCH_LONGER = Wording(
    "L'enregistrement dure bien plus que ses mots. Vérifiez que c'est la bonne phrase.",
    "The recording lasts much longer than its words. Check that it is the right phrase.",
)


class Refused(ValueError):
    """Why the sound is not taken, and what to do: `wording`."""

    def __init__(self, wording: Wording) -> None:
        super().__init__(wording.en)
        self.wording = wording


@dataclass(frozen=True, slots=True)
class Sound:
    """A WAV file of 8 kHz, mono, 16 bits; and what somebody should listen for before using it."""

    wav: bytes
    seconds: float
    remarks: tuple[Wording, ...]


Samples = npt.NDArray[np.float32]


def taken_in(sent: bytes) -> Sound:
    """The sound, mixed to mono, brought to the telephone's rate and to a usual level, silence cut
    before and after. Raises Refused for what nobody could bear, or hear, on a telephone."""
    if len(sent) > LARGEST:
        raise Refused(_LARGE)
    mono, clipped = _decoded(sent)
    voiced = _voiced(mono)
    if np.count_nonzero(voiced) < SHORTEST:
        raise Refused(_SILENT)
    level = float(np.sqrt(np.mean(np.square(_frames(mono)[voiced]))))
    if level < HARDLY:
        raise Refused(_QUIET)
    if clipped > 0.01:
        raise Refused(_DISTORTED)
    kept, was_cut = _trimmed(mono, voiced)
    loudest = float(np.max(np.abs(kept)))
    kept = kept * min(TARGET / level, CEILING / loudest)
    remarks = [SOMEWHAT_LOUD] if clipped > 0.0005 else []
    remarks += [WAS_CUT] if was_cut else []
    return Sound(_wav(kept), len(kept) / RATE, tuple(remarks))


def _decoded(sent: bytes) -> tuple[Samples, float]:
    """The samples at the telephone's rate, and which part of them was at full scale. Read piece by
    piece, and no further than is taken: a small file can hold hours."""
    try:
        with soundfile.SoundFile(io.BytesIO(sent)) as file:
            if file.format not in FORMATS or file.samplerate not in _RATES:
                raise Refused(_NO_SOUND)
            if file.channels > 2:
                raise Refused(_CHANNELS)
            resampler = soxr.ResampleStream(file.samplerate, RATE, 1, dtype="float32", quality="HQ")
            pieces, samples, clipped = [], 0, 0
            for piece in file.blocks(file.samplerate, dtype="float32", always_2d=True):
                samples += len(piece)
                if samples > LONGEST * file.samplerate:
                    raise Refused(_LONG)
                clipped += int(np.count_nonzero(np.max(np.abs(piece), axis=1) >= CLIPPED))
                pieces.append(resampler.resample_chunk(np.mean(piece, axis=1)))
            pieces.append(resampler.resample_chunk(np.zeros(0, dtype=np.float32), last=True))
    except (soundfile.LibsndfileError, RuntimeError) as error:
        raise Refused(_NO_SOUND) from error
    mono: Samples = np.nan_to_num(np.concatenate(pieces)).astype(np.float32)
    return mono, clipped / max(samples, 1)


def _frames(mono: Samples) -> Samples:
    """Fiftieths of a second, the last one filled with silence."""
    return np.pad(mono, (0, -len(mono) % _FRAME)).reshape(-1, _FRAME)


def _voiced(mono: Samples) -> npt.NDArray[np.bool_]:
    """In which of these somebody speaks."""
    loud: npt.NDArray[np.bool_] = np.sqrt(np.mean(np.square(_frames(mono)), axis=1)) >= SPEECH
    return loud


def _trimmed(mono: Samples, voiced: npt.NDArray[np.bool_]) -> tuple[Samples, bool]:
    spoken = np.flatnonzero(voiced)
    first = max(0, int(spoken[0]) * _FRAME - MARGIN)
    last = min(len(mono), (int(spoken[-1]) + 1) * _FRAME + MARGIN)
    return mono[first:last], first + len(mono) - last > LONG_SILENCE


def _wav(samples: Samples) -> bytes:
    written = io.BytesIO()
    soundfile.write(written, samples, RATE, format="WAV", subtype="PCM_16")
    return written.getvalue()
