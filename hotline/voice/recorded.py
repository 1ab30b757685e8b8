"""Recorded prompts: a sound in place of the line's voice, for a phrase or words of the line.

One that was uploaded for the line, or else a file: FOLDER/<line>/<language>/<key>.wav (or .mp3);
without the line's folder, for every line. Looked up by the words themselves: wherever they are said
alone, the recording is heard.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from flask import Response, g, send_from_directory
from sqlalchemy.orm import Session

from hotline.lines.document import LineDocument
from hotline.lines.service import LoadedLine
from hotline.recordings.keeping import sound_of
from hotline.recordings.script import own_words, recordable
from hotline.recordings.service import Heard, recordings_of
from hotline.service import hotline

KINDS = {".wav": "audio/wav", ".mp3": "audio/mpeg"}
"""twilio.com/docs/voice/twiml/play#supported-audio-file-types"""

A_YEAR = 365 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Recordings:
    """The sound files of a folder."""

    folder: Path

    def file_of(self, key: str, language: str, slug: str | None) -> Path | None:
        """The file of a phrase, relative to the folder: the line's own before everybody's."""
        return next(
            (
                place / f"{key}{kind}"
                for place in self._places(language, slug)
                for kind in KINDS
                if (self.folder / place / f"{key}{kind}").is_file()
            ),
            None,
        )

    def stamp(self, file: Path) -> str:
        """Names this very content, so that a file that was changed has another address."""
        status = (self.folder / file).stat()
        return _stamp(self.folder / file, status.st_mtime_ns, status.st_size)

    def files(self, language: str, slug: str) -> Iterator[Path]:
        """Every file that lies where this line's recordings in this language are looked for."""
        for place in self._places(language, slug):
            for file in sorted((self.folder / place).glob("*")):
                yield place / file.name

    @staticmethod
    def _places(language: str, slug: str | None) -> list[Path]:
        everybody = Path(language)
        return [Path(slug) / language, everybody] if slug else [everybody]


@dataclass(frozen=True, slots=True)
class Spoken:
    """What a line's calls hear: its document, and the recordings that were uploaded for it."""

    document: LineDocument
    recordings: Heard


def speaks_as(session: Session, line: LoadedLine) -> Spoken:
    """What this line's calls hear, kept for the rest of the request: the step that has read the
    line and its document mean one state of it, which is asked for once."""
    spoken = Spoken(line.document, recordings_of(session, line.id))
    g.setdefault("spoken", {})[line.id] = spoken
    return spoken


def spoken_so_far(line_id: int) -> Spoken | None:
    """What was kept of that line in this request; None when no step has read it yet."""
    known: Spoken | None = g.get("spoken", {}).get(line_id)
    return known


def recording_of(text: str, language: str, line: Spoken | None) -> str | None:
    """The path under which the recording of these words is served, an uploaded one before a file;
    None when there is none."""
    uploaded = line.recordings.get((language, text)) if line else None
    if uploaded is not None:
        return f"/voice/recordings/{uploaded}.wav"
    folder = hotline().settings.hotline_prompts
    if not folder:
        return None
    recordings = Recordings(Path(folder))
    said = recordable(language) | (own_words(line.document, language) if line else {})
    keys = (key for key, words in said.items() if words == text)
    slug = line.document.line.slug if line else None
    files = (recordings.file_of(key, language, slug) for key in keys)
    file = next((file for file in files if file is not None), None)
    return f"/voice/prompts/{recordings.stamp(file)}/{file.as_posix()}" if file else None


def uploaded(recording_id: str) -> Response:
    """One recording from the database, which never changes."""
    with hotline().database.reading() as session:
        wav = sound_of(session, recording_id)
    if wav is None:
        return Response(status=404)
    answer = Response(wav, mimetype=KINDS[".wav"])
    answer.cache_control.max_age = A_YEAR
    return answer


def prompt(stamp: str, file: str) -> Response:
    """One recording; the carrier may keep it for as long as it likes, since another content has
    another address. Nothing but sound is served from the folder."""
    recordings = Recordings(Path(hotline().settings.hotline_prompts).resolve())
    kind = KINDS.get(Path(file).suffix)
    if not hotline().settings.hotline_prompts or kind is None:
        return Response(status=404)
    answer = send_from_directory(recordings.folder, file, mimetype=kind)
    same = recordings.stamp(Path(file)) == stamp
    answer.cache_control.max_age = A_YEAR if same else 0
    return answer


@lru_cache(maxsize=1024)
def _stamp(file: Path, _changed: int, _size: int) -> str:
    return sha256(file.read_bytes()).hexdigest()[:12]
