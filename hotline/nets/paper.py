"""The documents of the nets (TwiML), built without the carrier's library."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from xml.etree import ElementTree as Xml

from hotline.nets.picture import LinePicture
from hotline.words import words
from hotline.words.pace import BETWEEN_PAIRS, BREATH, LISTENS_AFTER
from hotline.words.voices import VOICES


class Paper:
    """One answer to the carrier, in one language, with the voice of its line when that is known."""

    def __init__(self, language: str, line: LinePicture | None = None) -> None:
        self.language = language if language in VOICES else "fr"
        usual = VOICES[self.language][0]
        self._voice = (line.voices.get(self.language) if line else None) or [
            usual.name,
            usual.locale,
            usual.marks,
        ]
        self._response = Xml.Element("Response")

    def speaks(self, language: str, voice: list[Any]) -> Paper:
        """From here on another language, with this voice: its name, locale, and whether it takes
        marks."""
        self.language, self._voice = language, voice
        return self

    def say(self, key: str) -> Paper:
        """A phrase without blanks."""
        return self.say_words([words(key, self.language)])

    def say_words(self, texts: Iterable[str]) -> Paper:
        """Sentences, one after the other."""
        for text in texts:
            self._speak(self._response, text)
        return self

    def listen(
        self, action: str, texts: Iterable[str], *, seconds: int = LISTENS_AFTER, play: str = ""
    ) -> Paper:
        """Speaks while a key may be pressed; without one the document goes on."""
        gather = Xml.SubElement(
            self._response,
            "Gather",
            input="dtmf",
            numDigits="1",
            timeout=str(seconds),
            finishOnKey="",
            action=action,
            method="POST",
        )
        for text in texts:
            self._speak(gather, text)
        if play:
            Xml.SubElement(gather, "Play").text = play
        return self

    def ring(self, number: str, *, shown: str, seconds: int, whisper: str, action: str) -> Paper:
        """Rings one person from the caller's own leg, showing the line's own number."""
        dial = Xml.SubElement(
            self._response,
            "Dial",
            action=action,
            method="POST",
            timeout=str(seconds),
            callerId=shown,
        )
        Xml.SubElement(dial, "Number", url=whisper, method="POST").text = number
        return self

    def join(self, queue: str, *, connected: str, action: str) -> Paper:
        """Joins a responder with the caller who waits in that queue."""
        dial = Xml.SubElement(
            self._response, "Dial", action=action, method="POST", timeout="5", hangupOnStar="true"
        )
        Xml.SubElement(dial, "Queue", url=connected, method="POST").text = queue
        return self

    def pause(self, seconds: int) -> Paper:
        """Silence."""
        Xml.SubElement(self._response, "Pause", length=str(seconds))
        return self

    def leave(self) -> Paper:
        """Out of the queue, for whoever is in it."""
        Xml.SubElement(self._response, "Leave")
        return self

    def go_to(self, address: str) -> Paper:
        """Continues with another document."""
        Xml.SubElement(self._response, "Redirect", method="POST").text = address
        return self

    def hang_up(self) -> Paper:
        """The end of this leg."""
        Xml.SubElement(self._response, "Hangup")
        return self

    def text(self) -> str:
        """As the carrier wants it."""
        return Xml.tostring(self._response, encoding="unicode", xml_declaration=False)

    def _speak(self, verb: Xml.Element, text: str) -> None:
        name, locale, marks = self._voice
        said = Xml.SubElement(verb, "Say", voice=str(name), language=str(locale))
        first, *pairs = BETWEEN_PAIRS.split(text)
        said.text = first if marks else " ".join([first, *pairs])
        for pair in pairs if marks else []:
            Xml.SubElement(said, "break", time=f"{1000 * BREATH:.0f}ms").tail = f" {pair}"
