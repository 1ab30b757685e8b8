"""Recorded prompts: a sound file in place of the line's voice, for a phrase or words of the line.

FOLDER/<line>/<language>/<key>.wav (or .mp3); without the line's folder, for every line. Looked up
by the words themselves: wherever they are said alone, the recording is heard.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path
from string import Formatter

from flask import Response, send_from_directory

from hotline.lines.document import LineDocument
from hotline.service import hotline
from hotline.words import phrases

KINDS = {".wav": "audio/wav", ".mp3": "audio/mpeg"}
"""twilio.com/docs/voice/twiml/play#supported-audio-file-types"""

A_YEAR = 365 * 24 * 3600


@cache
def recordable(language: str) -> dict[str, str]:
    """The phrases that are always said in the same words: key → words in this language."""
    said = {key: spoken.get(language, spoken["fr"]) for key, spoken in phrases().items()}
    return {key: text for key, text in said.items() if not _has_blanks(text)}


def own_words(line: LineDocument, language: str) -> dict[str, str]:
    """What only this line says: key → words in this language."""
    said = {
        "greeting": line.line.greeting,
        "closed": line.line.closed,
        "message": line.line.message and line.line.message.words,
    }
    return {key: words.read_in(language) for key, words in said.items() if words}


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


def recording_of(text: str, language: str, line: LineDocument | None) -> str | None:
    """The path under which the recording of these words is served; None when there is none."""
    folder = hotline().settings.hotline_prompts
    if not folder:
        return None
    recordings = Recordings(Path(folder))
    said = recordable(language) | (own_words(line, language) if line else {})
    keys = (key for key, words in said.items() if words == text)
    slug = line.line.slug if line else None
    files = (recordings.file_of(key, language, slug) for key in keys)
    file = next((file for file in files if file is not None), None)
    return f"/voice/prompts/{recordings.stamp(file)}/{file.as_posix()}" if file else None


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


def _has_blanks(text: str) -> bool:
    return any(blank for _, blank, _, _ in Formatter().parse(text))


@lru_cache(maxsize=1024)
def _stamp(file: Path, _changed: int, _size: int) -> str:
    return sha256(file.read_bytes()).hexdigest()[:12]
