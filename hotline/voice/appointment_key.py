"""Whether the key that leads to an appointment is spoken."""

from __future__ import annotations

from hotline.appointments.finding import any_can_be_come_to
from hotline.lines.service import LoadedLine
from hotline.service import hotline
from hotline.words import words
from hotline.words.appointments import menu_key


def appointment_words(line: LoadedLine, language: str) -> list[str]:
    """What is said of it: only while somebody may be calling for their appointment, so that nobody
    else has to listen to it. It works at any time."""
    key = menu_key(line.document)
    if key is None:
        return []
    with hotline().database.reading() as session:
        expected = any_can_be_come_to(session, line.id, hotline().now())
    return [words("appointment-menu", language, digit=key)] if expected else []
