"""The third net: documents that any static host can serve, when nothing of the line answers.

One for callers: calm words, the numbers of organisations, emergency numbers; in each language of
the line. One for responders whose call could not be put through. Nobody's own number is in them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from hotline.lines.document import LineDocument
from hotline.nets.paper import Paper
from hotline.words import words
from hotline.words.waiting import danger_words, numbers_to_dial

CALLERS, RESPONDERS = "appelants.xml", "repondants.xml"
LARGEST = 64 * 1024
"""What the carrier reads of a document (twilio.com/docs/voice/twiml)."""
OLD = timedelta(days=7)

_MADE = re.compile(r"<!-- (\d{4}-\d\d-\d\dT\d\d:\d\dZ) ([0-9a-f]{16}) -->")


class PrivateNumber(ValueError):
    """A number to be published is a responder's own; the message is its name in the line's file."""


@dataclass(frozen=True, slots=True)
class Published:
    """What a document that was found somewhere says of itself."""

    made_at: datetime
    is_current: bool

    def is_old(self, now: datetime) -> bool:
        """Whether it was made more than a week ago."""
        return now - self.made_at > OLD


def documents(
    document: LineDocument, now: datetime, private: Collection[str] = ()
) -> dict[str, str]:
    """By file name, what to publish for a line. `private`: responders' telephones (E.164). Raises
    PrivateNumber when one of them would be in it."""
    entries = [entry for way in document.ways_out for entry in way.entries]
    own = next((entry for entry in entries if entry.number in {*private}), None)
    if own is not None:
        raise PrivateNumber(own.name.fr)
    languages: list[str] = [*document.line.languages]
    made = {
        CALLERS: [(language, _for_callers(document, language)) for language in languages],
        RESPONDERS: [(key, [words("away-not-put-through", key)]) for key in languages],
    }
    return {name: _dated(_spoken(document, told), now) for name, told in made.items()}


def looked_at(text: str, wanted: str) -> Published | None:
    """What was found under an address, compared with what would be published now; None when it is
    none of ours."""
    found, ours = _MADE.search(text), _MADE.search(wanted)
    if found is None or ours is None:
        return None
    made_at = datetime.strptime(found[1], "%Y-%m-%dT%H:%MZ").replace(tzinfo=UTC)
    return Published(made_at, _MADE.sub("", text).strip() == _MADE.sub("", wanted).strip())


def _for_callers(document: LineDocument, language: str) -> list[str]:
    return [
        words("trouble-numbers", language),
        *numbers_to_dial(document, language, None),
        danger_words(document, language, None),
        words("emergency-numbers", language),
    ]


def _spoken(document: LineDocument, told: Iterable[tuple[str, list[str]]]) -> str:
    paper = Paper("fr")
    for language, sentences in told:
        voice = document.line.voices.speaking(language)
        paper.speaks(language, [voice.name, voice.locale, voice.marks]).say_words(sentences)
    return paper.hang_up().text()


def _dated(text: str, now: datetime) -> str:
    """With when it was made, and what it holds, in a comment that the carrier does not read."""
    digest = sha256(text.encode()).hexdigest()[:16]
    made = f"<!-- {now.astimezone(UTC):%Y-%m-%dT%H:%MZ} {digest} -->"
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{made}\n{text}\n'
