"""Which voice speaks each language of a line."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from hotline.lines.fields import Part
from hotline.words.voices import VOICES, Voice, voice_called


def _voice_of(language: str) -> Callable[[str], str]:
    known = [voice.name for voice in VOICES[language]]

    def check(value: str) -> str:
        if value not in known:
            raise PydanticCustomError("voice", "not a voice", {"names": ", ".join(known)})
        return value

    return check


class Voices(Part):
    """[line.voices]: names of the carrier's voices."""

    fr: Annotated[str, AfterValidator(_voice_of("fr"))] = VOICES["fr"][0].name
    en: Annotated[str, AfterValidator(_voice_of("en"))] = VOICES["en"][0].name

    def speaking(self, language: str) -> Voice:
        """The voice of that language; the French one for a language without phrases."""
        return voice_called(self.en if language == "en" else self.fr)
